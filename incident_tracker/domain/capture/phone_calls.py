"""What only a call has: direction, waiting, transfers, and how it ended."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from incident_tracker.domain.columns import exported
from incident_tracker.domain.errors import Reason, Refused

PHONE_CHANNELS = frozenset({"phone_in", "phone_out", "voicemail"})


class Direction(StrEnum):
    """Who called whom."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class EndedBy(StrEnum):
    """Who ended the call."""

    CALLER = "caller"
    STAFF = "staff"
    BOTH = "both"
    CUT_OFF = "cut_off"


class Recording(StrEnum):
    """Whether a recording of the call exists."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def direction_of(channel: str | None) -> Direction:
    """Who called whom, as the channel says."""
    return Direction.OUTBOUND if channel == "phone_out" else Direction.INBOUND


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """One call; None means not known. `hold_minutes` and `transfers` count what came before the escalation."""

    direction: Annotated[Direction, exported("call_direction")] = Direction.INBOUND
    hold_minutes: Annotated[int | None, exported()] = None
    transfers: Annotated[int | None, exported()] = None
    ended_by: Annotated[EndedBy | None, exported("call_ended_by")] = None
    warning_given: Annotated[bool | None, exported()] = None
    call_back_promised: Annotated[bool | None, exported()] = None
    recording: Annotated[Recording, exported()] = Recording.UNKNOWN
    recording_place: Annotated[str, exported()] = ""

    def __post_init__(self) -> None:
        if self.hold_minutes is not None and not 0 <= self.hold_minutes <= 600:
            raise Refused(Reason.OUT_OF_RANGE, "hold_minutes", least=0, most=600)
        if self.transfers is not None and not 0 <= self.transfers <= 50:
            raise Refused(Reason.OUT_OF_RANGE, "transfers", least=0, most=50)
