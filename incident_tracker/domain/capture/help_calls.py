"""The call for help, and the record of the decision to involve security or law enforcement."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from incident_tracker.domain.errors import Reason, Refused


class SamePolicyAnswer(StrEnum):
    """Would the clinic's policy give the same answer for any patient?"""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class HelpCall:
    """A call for help: how (button, code word, phone), minutes until somebody came, and who came."""

    how: str = ""
    minutes_to_arrival: int | None = None
    who_came: str = ""

    def __post_init__(self) -> None:
        if self.minutes_to_arrival is not None and self.minutes_to_arrival < 0:
            raise Refused(Reason.OUT_OF_RANGE, "minutes_to_arrival", least=0)


@dataclass(frozen=True, slots=True)
class PoliceDecision:
    """Why security or law enforcement was or was not called, and what they were told.

    Codes: `criterion` of `police_criterion` (the clinic's decision table), `alternatives_*` of `technique`,
    `agency` of `agency`, `information_disclosed` of `information_disclosed`, `outcome` of `police_outcome`.
    Moments are UTC. None means not known or not answered.
    """

    called: bool
    criterion: str | None = None
    immediate_danger: bool | None = None
    weapon: bool | None = None
    could_be_handled_clinically: bool | None = None
    alternatives_tried: tuple[str, ...] = ()
    alternatives_available: tuple[str, ...] = ()
    decided_by_role: str = ""
    second_person_consulted: bool | None = None
    called_at: datetime | None = None
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    agency: str | None = None
    information_disclosed: tuple[str, ...] = ()
    disclosure_basis: str = ""
    outcome: str | None = None
    patient_harmed: bool | None = None
    same_for_any_patient: SamePolicyAnswer | None = None

    def __post_init__(self) -> None:
        if self.called and self.criterion is None:
            raise Refused(Reason.MISSING, "criterion")
        if "health_information" in self.information_disclosed and not self.disclosure_basis.strip():
            raise Refused(Reason.MISSING, "disclosure_basis")
        moments = [moment for moment in (self.called_at, self.arrived_at, self.left_at) if moment is not None]
        if moments != sorted(moments):
            raise Refused(Reason.ENDS_BEFORE_START, "called_at")
