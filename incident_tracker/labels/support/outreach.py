"""Talks with others after an incident, in words; declining is an answer like any other."""

from collections.abc import Iterable, Sequence

from incident_tracker.domain.support.outreach import Consent, Outreach, OutreachKind, OutreachOutcome
from incident_tracker.labels.facts import Fact, MomentFormats
from incident_tracker.wording import _, ngettext


def outreach_kind_text(kind: OutreachKind) -> str:
    """Whom someone speaks with."""
    match kind:
        case OutreachKind.BYSTANDERS:
            return _("Patients and visitors who saw it")
        case OutreachKind.COLLEAGUES:
            return _("Colleagues who saw or heard it")
        case OutreachKind.REPAIR:
            return _("Repair with the patient")


def outreach_outcome_text(outcome: OutreachOutcome) -> str:
    """What came of it."""
    match outcome:
        case OutreachOutcome.OFFERED:
            return _("Offered")
        case OutreachOutcome.DONE:
            return _("Spoken with")
        case OutreachOutcome.DECLINED:
            return _("Would rather not")
        case OutreachOutcome.NOT_REACHED:
            return _("Could not be reached")


def consent_text(consent: Consent) -> str:
    """What a member of staff said to it."""
    match consent:
        case Consent.ASKED:
            return _("Asked, free to answer")
        case Consent.YES:
            return _("Fine with it")
        case Consent.NO:
            return _("Would rather not")


def own_consent_text(consent: Consent) -> str:
    """The same as the person says it."""
    match consent:
        case Consent.ASKED:
            return _("No answer yet")
        case Consent.YES:
            return _("Yes, that is fine")
        case Consent.NO:
            return _("No, thank you")


def consent_question_text(kind: OutreachKind) -> str:
    """What a member of staff is asked, for that person to read."""
    match kind:
        case OutreachKind.BYSTANDERS:
            return _("Someone would like to speak with the patients and visitors who saw it. Is that fine with you?")
        case OutreachKind.COLLEAGUES:
            return _("Someone would like to speak with the colleagues who saw or heard it. Is that fine with you?")
        case OutreachKind.REPAIR:
            return _("Someone would like to speak with the patient, to make it right on both sides. Is that fine?")


def outreach_sentence(note: Outreach, moment: str, name: str = "") -> str:
    """One note in one line: what came of it, when, by whom, with how many, and what was agreed."""
    parts = [f"{outreach_outcome_text(note.outcome)} {moment}" + (f", {name}" if name else "")]
    if note.people is not None:
        parts.append(ngettext("{n} person", "{n} people", note.people).format(n=note.people))
    if note.agreement:
        parts.append(_("agreed: {what}").format(what=note.agreement))
    return " · ".join(parts)


def outreach_facts(notes: Iterable[Outreach], moments: MomentFormats) -> tuple[Fact, ...]:
    """The notes after one incident, for paper and command line; who spoke is left out."""
    return tuple(
        (outreach_kind_text(one.kind), outreach_sentence(one, moments.moment(one.happened_at))) for one in notes
    )


def outreach_lines(notes: Sequence[Outreach]) -> tuple[str, ...]:
    """Of each kind what came of it last, for a page that has little room."""
    found = ((kind, [one.outcome for one in notes if one.kind is kind]) for kind in OutreachKind)
    return tuple(
        _("{who}: {what}").format(who=outreach_kind_text(kind), what=outreach_outcome_text(outcomes[-1]))
        for kind, outcomes in found
        if outcomes
    )
