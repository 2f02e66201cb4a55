"""A call in words: what came before, how it ended, and whether it was recorded."""

from collections.abc import Iterator

from incident_tracker.domain.capture.phone_calls import EndedBy, PhoneCall, Recording
from incident_tracker.labels.facts import Fact, minutes_text, yes_no
from incident_tracker.wording import _, pgettext


def ended_by_text(ended_by: EndedBy) -> str:
    """Who ended the call."""
    match ended_by:
        case EndedBy.CALLER:
            return _("The caller")
        case EndedBy.STAFF:
            return pgettext("ended the call", "We did")
        case EndedBy.BOTH:
            return _("Both, calmly")
        case EndedBy.CUT_OFF:
            return _("It was cut off")


def recording_text(recording: Recording) -> str:
    """Whether there is a recording."""
    match recording:
        case Recording.YES:
            return _("Yes")
        case Recording.NO:
            return _("No")
        case Recording.UNKNOWN:
            return _("Not known")


def phone_facts(call: PhoneCall) -> Iterator[Fact]:
    """What is known about a call; the channel says who called whom."""
    yield _("On hold"), minutes_text(call.hold_minutes)
    yield _("Transfers before"), "" if call.transfers is None else str(call.transfers)
    yield _("Who ended the call"), ended_by_text(call.ended_by) if call.ended_by else ""
    yield _("A warning was given"), yes_no(call.warning_given)
    yield _("A call back was promised"), yes_no(call.call_back_promised)
    yield _("Recording"), "" if call.recording is Recording.UNKNOWN else recording_text(call.recording)
    yield _("Where the recording is"), call.recording_place
