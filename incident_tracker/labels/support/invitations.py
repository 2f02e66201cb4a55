"""Invitations by e-mail in words: what a person said, and how the letters are."""

from collections.abc import Callable
from datetime import datetime

from incident_tracker.domain.support.invitations import InvitationConsent, InvitationLetter, LetterState, WhyDropped
from incident_tracker.labels.clinic.extras import trouble_text
from incident_tracker.wording import _, ngettext


def invitation_consent_text(consent: InvitationConsent | None, day_text: Callable[[datetime], str]) -> str:
    """What a person said, and on which day."""
    if consent is None:
        return _("No yes so far, and nothing is sent.")
    if consent.withdrawn_at is not None:
        return _("Withdrawn on {day}. The address is forgotten, and nothing is sent.").format(
            day=day_text(consent.withdrawn_at)
        )
    return _("Yes since {day}: times go to {address}.").format(day=day_text(consent.agreed_at), address=consent.address)


def counts_text(waiting: int, sent: int, failed: int) -> str:
    """How many letters are where."""
    return " · ".join(
        (
            ngettext("{n} letter waits", "{n} letters wait", waiting).format(n=waiting),
            ngettext("{n} was sent", "{n} were sent", sent).format(n=sent),
            ngettext("{n} could not be sent", "{n} could not be sent", failed).format(n=failed),
        )
    )


def agreed_text(people: int) -> str:
    """How many people want them."""
    return ngettext("{n} person said yes.", "{n} people said yes.", people).format(n=people)


def letter_text(letter: InvitationLetter, moment_text: Callable[[datetime], str]) -> str:
    """For which time a letter is, and how it is."""
    when = moment_text(letter.starts_at)
    time = _("{when}, canceled").format(when=when) if letter.canceled else when
    return _("{time}: {state}").format(time=time, state=_state(letter, moment_text))


def dropped_text(count: int) -> str:
    """That letters which waited are not sent; empty if there were none."""
    if not count:
        return ""
    return ngettext("{n} letter that waited was dropped.", "{n} letters that waited were dropped.", count).format(
        n=count
    )


def _state(letter: InvitationLetter, moment_text: Callable[[datetime], str]) -> str:
    match letter.state:
        case LetterState.WAITING if letter.trouble is not None:
            again = _("It is tried again at {moment}.").format(moment=moment_text(letter.next_at))
            return f"{trouble_text(letter.trouble)} {again}"
        case LetterState.WAITING:
            return _("waits")
        case LetterState.SENT:
            return _("sent")
        case LetterState.FAILED:
            return trouble_text(letter.trouble) if letter.trouble is not None else _("could not be sent")
        case LetterState.DROPPED:
            return _why(letter.dropped or WhyDropped.WITHDRAWN)


def _why(why: WhyDropped) -> str:
    match why:
        case WhyDropped.REPLACED:
            return _("not sent, because a later one says more")
        case WhyDropped.WITHDRAWN:
            return _("not sent, because the person took their yes back or has another address")
        case WhyDropped.SWITCHED_OFF:
            return _("not sent, because invitations were switched off")
        case WhyDropped.OVER:
            return _("not sent, because the time was over")
        case WhyDropped.HAS_LEFT:
            return _("not sent, because the person no longer works here")
