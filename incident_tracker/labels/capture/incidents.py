"""An incident in words: its status, its moment, who wrote it down, and what its first minutes brought."""

from uuid import UUID

from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.incident_head import Confirmation
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.capture.undoing import SLIP
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import MomentFormats
from incident_tracker.wording import _, pgettext


def status_text(status: Status) -> str:
    """Its status."""
    match status:
        case Status.SUBMITTED:
            return _("Submitted")
        case Status.IN_REVIEW:
            return _("In review")
        case Status.NEEDS_UPDATE:
            return _("Needs an update")
        case Status.REOPENED:
            return pgettext("an incident", "Reopened")
        case Status.CLOSED:
            return pgettext("an incident", "Closed")
        case Status.DUPLICATE:
            return _("Duplicate")
        case Status.NOT_REPORTABLE:
            return _("Not reportable")
        case Status.VOID:
            return pgettext("an incident", "Struck out")


def status_reason_text(reason: str) -> str:
    """Why a status was changed, in the words of the person who did it; of what was undone at once, in ours."""
    return _("undone within seconds by the person who logged it") if reason == SLIP else reason


def status_meaning(status: Status) -> str:
    """What a change to this status means, if people have to know that first."""
    match status:
        case Status.NEEDS_UPDATE:
            return _("The person who wrote it down sees on Today that something is missing.")
        case Status.REOPENED:
            return _("It can be completed again. The reason is saved.")
        case Status.DUPLICATE:
            return _(
                "The other one stays and counts. This one stays readable but is no longer counted. Where both owe the"
                " same people support and no one was asked yet, it goes on under the other one. Else it stays as"
                " planned."
            )
        case Status.NOT_REPORTABLE:
            return _(
                "It stays readable but is no longer counted. Nothing is deleted. The support that is planned or offered"
                " stays, because someone may need it all the same."
            )
        case Status.VOID:
            return _(
                "It stays readable but is no longer counted. What is planned or offered because of it is canceled, and"
                " the people who were invited are told. This cannot be undone."
            )
        case Status.SUBMITTED | Status.IN_REVIEW | Status.CLOSED:
            return ""


def confirmation_text(confirmation: Confirmation) -> str:
    """Whether the person who told it has confirmed it; empty if no one needs to."""
    match confirmation:
        case Confirmation.NOT_NEEDED:
            return ""
        case Confirmation.AWAITED:
            return _("not confirmed yet")
        case Confirmation.CONFIRMED:
            return _("confirmed")
        case Confirmation.CORRECTED:
            return _("confirmed with a correction")


def mode_text(mode: CaptureMode) -> str:
    """How it came into the record; empty for the usual case, people writing about themselves."""
    match mode:
        case CaptureMode.SELF:
            return ""
        case CaptureMode.PROXY:
            return _("Written down for someone else")
        case CaptureMode.IMPORT:
            return _("Imported from an earlier log")


def occurred_text(occurred: Moment, moments: MomentFormats) -> str:
    """When it happened, as exactly as it is known."""
    match occurred.precision:
        case Precision.MINUTE:
            return moments.moment(occurred.at)
        case Precision.QUARTER_HOUR | Precision.SHIFT:
            return _("about {moment}").format(moment=moments.moment(occurred.at))
        case Precision.DAY:
            return moments.day(occurred.at)


def place_text(site_id: UUID, desk_id: UUID | None, names: ClinicNames) -> str:
    """Site and desk in one line."""
    site, desk = names.site(site_id), names.desk(desk_id)
    return _("{site}, {desk}").format(site=site, desk=desk) if desk else site


def relief_texts() -> dict[str, str]:
    """The checklist of the first minutes: each line by its field of `Relief`."""
    return {
        "nobody_hurt": _("No one is hurt, or those who are hurt are cared for"),
        "safe": _("Everyone is safe now"),
        "off_the_desk": _("The person who was at the desk can step away"),
        "desk_covered": _("Someone covers the desk or the phone"),
        "others_seen_to": _("Others in the room have been checked on"),
    }


def relief_text(relief: Relief) -> str:
    """What was answered in the first minutes, line by line."""
    lines = []
    for name, text in relief_texts().items():
        answer: bool | None = getattr(relief, name)
        if answer is not None:
            lines.append(text if answer else _("Not yet: {what}").format(what=text))
    return "\n".join(lines)
