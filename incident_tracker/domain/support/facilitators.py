"""Who may lead a debrief: never a person who was involved; with a written reason where there is a concern."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.clinic.reasons import accept_reason
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Concern, Debrief, require_open

LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a person may lead a debrief: never when involved; with a written reason where there is a concern."""

    involved: bool
    concerns: tuple[Concern, ...] = ()

    @property
    def free(self) -> bool:
        """True if nothing speaks against this person."""
        return not self.involved and not self.concerns


def eligibility(
    candidate: UUID,
    *,
    involved: Collection[UUID],
    line_managers: Collection[UUID],
    trained: bool,
    declared: Iterable[Concern] = (),
) -> Eligibility:
    """Whether `candidate` may lead: `involved` are all staff in the incident, `line_managers` those of the targeted.

    `declared` are concerns that only people know (is in the analysis team, treats the person of concern).
    """
    concerns = set(declared)
    if candidate in line_managers:
        concerns.add(Concern.LINE_MANAGER)
    if not trained:
        concerns.add(Concern.NOT_TRAINED)
    return Eligibility(candidate in involved, tuple(sorted(concerns)))


def with_facilitator(debrief: Debrief, candidate: UUID, verdict: Eligibility, reason: str = "") -> Debrief:
    """The debrief led by `candidate`.

    Errors: Refused at `facilitator` for a person who was involved, at `facilitator_reason` where a concern needs a
    reason.
    """
    require_open(debrief)
    if verdict.involved:
        raise Refused(Reason.WAS_INVOLVED, "facilitator")
    if verdict.concerns:
        if not reason.strip():
            raise Refused(Reason.NEEDS_WRITTEN_REASON, "facilitator_reason")
        reason = accept_reason(reason, "facilitator_reason")
        _require_length(reason, "facilitator_reason")
    return replace(
        debrief,
        facilitator_id=candidate,
        facilitator_outside="",
        concerns=verdict.concerns,
        facilitator_reason=reason if verdict.concerns else "",
    )


def with_outside_facilitator(debrief: Debrief, who: str) -> Debrief:
    """The debrief led by a trained person from another site or service. Errors: Refused at `facilitator`."""
    require_open(debrief)
    who = who.strip()
    if not who:
        raise Refused(Reason.MISSING, "facilitator")
    _require_length(who, "facilitator")
    return replace(debrief, facilitator_id=None, facilitator_outside=who, concerns=(), facilitator_reason="")


def _require_length(text: str, field: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise Refused(Reason.TOO_LONG, field, most=LONGEST_TEXT)
