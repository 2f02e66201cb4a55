"""Answers to being asked, to an offer and to a check, in words; no answer is better than another."""

from collections.abc import Sequence

from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.offers import Answer, SupportOffer
from incident_tracker.domain.support.participants import Response, TalkForm
from incident_tracker.wording import _, ngettext, pgettext


def response_text(response: Response) -> str:
    """A person's answer to an invitation to a debrief."""
    match response:
        case Response.ASKED:
            return _("asked, free to answer")
        case Response.YES:
            return _("comes")
        case Response.NO:
            return _("would rather not")
        case Response.LATER:
            return _("perhaps later")
        case Response.OTHER_SUPPORT:
            return _("other support")


def talk_form_text(form: TalkForm) -> str:
    """How a person would like to talk."""
    match form:
        case TalkForm.ALONE:
            return _("alone")
        case TalkForm.TOGETHER:
            return _("together")
        case TalkForm.EITHER:
            return _("alone or together")


def own_talk_form_text(form: TalkForm) -> str:
    """The same as the person chooses it."""
    match form:
        case TalkForm.ALONE:
            return _("Alone")
        case TalkForm.TOGETHER:
            return _("Together")
        case TalkForm.EITHER:
            return _("Either is fine")


def own_response_text(response: Response) -> str:
    """The same as the person says it."""
    match response:
        case Response.ASKED:
            return _("No answer yet")
        case Response.YES:
            return _("Yes, I would like to")
        case Response.NO:
            return _("No, thank you")
        case Response.LATER:
            return _("Perhaps later")
        case Response.OTHER_SUPPORT:
            return _("Something else instead")


def response_meaning(response: Response) -> str:
    """What the answer leads to, for the person who gives it."""
    match response:
        case Response.LATER:
            return _("No one will ask again; the offer stays open.")
        case Response.NO:
            return _("That is fine. No one asks why, and you may change your mind.")
        case Response.ASKED | Response.YES | Response.OTHER_SUPPORT:
            return ""


def answer_text(answer: Answer) -> str:
    """The answer to an offer."""
    match answer:
        case Answer.OPEN:
            return pgettext("an offer", "open")
        case Answer.ACCEPTED:
            return _("accepted")
        case Answer.DECLINED:
            return _("not needed")
        case Answer.LATER:
            return _("perhaps later")


def own_answer_text(answer: Answer) -> str:
    """The same as the person says it."""
    match answer:
        case Answer.OPEN:
            return _("No answer yet")
        case Answer.ACCEPTED:
            return _("Yes, please")
        case Answer.DECLINED:
            return _("No, thank you")
        case Answer.LATER:
            return _("Perhaps later")


def offers_sentence(offers: Sequence[SupportOffer]) -> str:
    """How many offers were made, and how many of them were accepted."""
    made = ngettext("{n} offer of support made", "{n} offers of support made", len(offers)).format(n=len(offers))
    accepted = sum(offer.answer is Answer.ACCEPTED for offer in offers)
    return _("{made}, {n} accepted").format(made=made, n=accepted)


def follow_up_outcome_text(outcome: FollowUpOutcome) -> str:
    """The result of a check with one person."""
    match outcome:
        case FollowUpOutcome.PLANNED:
            return _("Still to be asked")
        case FollowUpOutcome.OFFERED:
            return _("All is well, support stays offered")
        case FollowUpOutcome.ACCEPTED:
            return _("Wants support")
        case FollowUpOutcome.REFERRED:
            return _("Went on to professional help")
        case FollowUpOutcome.DECLINED:
            return _("Would rather not talk")
        case FollowUpOutcome.CANCELED:
            return _("Canceled, because this report owes it no longer")
