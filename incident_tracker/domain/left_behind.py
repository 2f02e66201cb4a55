"""What a restore leaves behind is told by the trail, so that no computer takes a restore for a secret roll-back."""

from dataclasses import dataclass

from incident_tracker.domain.audit import Act, AuditEntry, Facts, Head

RESTORED: Act = "restored"
KIND = "backup"
"""The act and the kind of the entries that tell a restore."""
TIMES, REACHED = "times", "reached"


@dataclass(frozen=True, slots=True)
class Restores:
    """What the newest restore in a trail tells: it was the clinic's `times`-th, and no trail that was left behind by
    then had more than `reached` entries. Zero for a trail without one, and for one told by an older program.
    """

    times: int = 0
    reached: int = 0


def told_by(newest: AuditEntry | None) -> Restores:
    """What the newest entry of a restore tells; None where there is no such entry."""
    facts = newest.facts if newest is not None else {}
    return Restores(int(facts.get(TIMES, 0)), int(facts.get(REACHED, 0)))


def facts_of_restore(before: Head | None, earlier: Restores, *, alarmed: bool = False) -> Facts:
    """What the entry of a restore tells of what it left behind.

    `before` is the end of the trail that it replaces, as far as it is known, `earlier` what was told until then. Where
    this computer was `alarmed`, nobody knows what is missing: how far trails had reached is not told, so that other
    computers keep their alarm.
    """
    facts = {TIMES: earlier.times + 1}
    reached = max(earlier.reached, before.sequence if before else 0)
    return facts if alarmed or not reached else facts | {REACHED: reached}


def explains(told: Restores, remembered: Head | None, known: int) -> bool:
    """Is the end that a computer remembers gone because of a restore that the trail tells?

    Only of one that this computer does not know: it knew of the first `known` ones when it remembered that end. And
    only if a trail that was left behind was as long: entries beyond that went in another way.
    """
    return remembered is not None and told.times > known and remembered.sequence <= told.reached
