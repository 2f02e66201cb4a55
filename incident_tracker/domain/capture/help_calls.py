"""The call for help, and the record of the decision to involve security or law enforcement."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from incident_tracker.domain.columns import exported
from incident_tracker.domain.errors import Reason, Refused


class SamePolicyAnswer(StrEnum):
    """Would the clinic's policy give the same answer for any patient?"""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class HelpCall:
    """A call for help: how (button, code word, phone), minutes until help came, and who came."""

    how: Annotated[str, exported("help_called_by")] = ""
    minutes_to_arrival: Annotated[int | None, exported("help_minutes_to_arrival")] = None
    who_came: Annotated[str, exported("help_who_came")] = ""

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
    criterion: Annotated[str | None, exported("police_criterion", vocabulary="police_criterion")] = None
    immediate_danger: Annotated[bool | None, exported()] = None
    weapon: Annotated[bool | None, exported("police_weapon")] = None
    could_be_handled_clinically: Annotated[bool | None, exported()] = None
    alternatives_tried: Annotated[tuple[str, ...], exported(vocabulary="technique")] = ()
    alternatives_available: Annotated[tuple[str, ...], exported(vocabulary="technique")] = ()
    decided_by_role: Annotated[str, exported("police_decided_by_role")] = ""
    second_person_consulted: Annotated[bool | None, exported()] = None
    called_at: Annotated[datetime | None, exported("police_called_at")] = None
    arrived_at: Annotated[datetime | None, exported("police_arrived_at")] = None
    left_at: Annotated[datetime | None, exported("police_left_at")] = None
    agency: Annotated[str | None, exported("police_agency", vocabulary="agency")] = None
    information_disclosed: Annotated[tuple[str, ...], exported(vocabulary="information_disclosed")] = ()
    disclosure_basis: Annotated[str, exported()] = ""
    outcome: Annotated[str | None, exported("police_outcome", vocabulary="police_outcome")] = None
    patient_harmed: Annotated[bool | None, exported()] = None
    same_for_any_patient: Annotated[SamePolicyAnswer | None, exported()] = None


def check_decision(decision: PoliceDecision, occurred_at: datetime) -> None:
    """Refuse what a saved record may not lack or contradict; what is still being filled in may.

    Errors: Refused at `criterion`, `disclosure_basis` or `called_at`.
    """
    if decision.called and decision.criterion is None:
        raise Refused(Reason.MISSING, "criterion")
    if "health_information" in decision.information_disclosed and not decision.disclosure_basis.strip():
        raise Refused(Reason.MISSING, "disclosure_basis")
    moments = [one for one in (decision.called_at, decision.arrived_at, decision.left_at) if one is not None]
    if moments != sorted(moments):
        raise Refused(Reason.ENDS_BEFORE_START, "called_at")
    if decision.called_at is not None and decision.called_at < occurred_at:
        raise Refused(Reason.BEFORE_THE_INCIDENT, "called_at")
