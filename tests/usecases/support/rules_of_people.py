"""Rules 4, 5, 6 and 13 at every door: who covers, who leads, who answers for it, and one talk for two."""

from datetime import timedelta

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.errors import Reason
from incident_tracker.usecases.support.debriefs import (
    choose_facilitator,
    choose_manager,
    choose_outside_facilitator,
)
from incident_tracker.usecases.support.participants import ask_participants
from incident_tracker.usecases.support.protected_time import (
    name_cover,
    record_cover_confirmed,
)
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM
from tests.support_people import DAY, HOUR, logged, was_there
from tests.usecases.support.door_scene import WHY, Scene, no_say, row
from tests.usecases.support.test_obstacles import (
    OUTSIDE,
    for_alex,
    refused,
)

# each desk is covered, by someone who said yes


@row("R-4", "choose")
def _(s: Scene) -> None:
    debrief = s.planned()
    lead = lambda: choose_facilitator(s.manager, debrief.id, debrief.version, ALEX.id, WHY)  # noqa: E731
    assert refused(lead) == (Reason.COVERS_IT, "facilitator")


@row("R-4", "invite", "people")
def _(s: Scene) -> None:
    debrief = s.planned()
    s.says_yes(debrief, ALEX.id)
    assert s.told(debrief) is Reason.COVER_MISSING, "who covers comes too"


@row("R-4", "book")
def _(s: Scene) -> None:
    debrief = s.agreed()
    assert refused(lambda: s.book(debrief, covers={})) == (Reason.COVER_MISSING, "covers")
    assert refused(lambda: s.book(debrief, covers={ROSA.id: SAM.id})) == (Reason.COVER_MISSING, "covers")
    assert refused(lambda: s.book(debrief, covers={ROSA.id: None})) == (Reason.DESK_STAYS_OPEN, "covers")


@row("R-4", "move")
def _(s: Scene) -> None:
    debrief = s.planned()
    record_cover_confirmed(s.manager, debrief.id, ROSA.id)
    assert refused(lambda: s.move(debrief, **s.at(28), covers={})) == (Reason.COVER_MISSING, "covers")
    moved = s.move(debrief, **s.at(28))
    assert [one.waits_for_yes for one in s.file(moved).covers] == [True], "who covers is asked again"


@row("R-4", "cover")
def _(s: Scene) -> None:
    debrief = s.planned()
    for person, why in ((SAM.id, Reason.COVER_MISSING), (None, Reason.DESK_STAYS_OPEN)):
        assert refused(lambda: name_cover(s.manager, debrief.id, ROSA.id, person)) == (why, "covers")  # noqa: B023


@row("R-4", "combine")
def _(s: Scene) -> None:
    first, other = s.planned(), s.agreed()
    s.says_yes(other, ALEX.id)
    together = lambda: s.combine(first, other, ROSA.id, ALEX.id)  # noqa: E731
    assert refused(together) == (Reason.COVER_MISSING, "covers")


@row("R-4", "start")
def _(s: Scene) -> None:
    debrief = s.planned()
    s.clinic.clock.advance(DAY + HOUR)
    assert refused(lambda: s.start(debrief)) == (Reason.COVER_NOT_CONFIRMED, "covers")


no_say("R-4", "a report says nothing about desks during a talk", "time", "level")


# who leads had no part in it


@row("R-5", "choose")
def _(s: Scene) -> None:
    debrief = s.agreed()
    was_there(s.clinic, s.incident, MARIA.id)
    version = s.now(debrief).version
    lead = lambda: choose_facilitator(s.manager, debrief.id, version, MARIA.id, WHY)  # noqa: E731
    assert refused(lead) == (Reason.WAS_INVOLVED, "facilitator")


@row("R-5", "invite")
def _(s: Scene) -> None:
    debrief = s.agreed()
    assert refused(lambda: ask_participants(s.manager, debrief.id, [SAM.id])) == (Reason.LEADS_IT, "persons")


@row("R-5", "book")
def _(s: Scene) -> None:
    debrief = s.agreed()
    was_there(s.clinic, s.incident, SAM.id)
    assert refused(lambda: s.book(s.now(debrief))) == (Reason.WAS_INVOLVED, "facilitator")


@row("R-5", "move")
def _(s: Scene) -> None:
    debrief = s.planned()
    was_there(s.clinic, s.incident, SAM.id)
    assert refused(lambda: s.move(debrief, **s.at(28))) == (Reason.WAS_INVOLVED, "facilitator")


@row("R-5", "combine")
def _(s: Scene) -> None:
    first = s.planned()
    _, other = logged(s.clinic, Severity.THREAT, ROSA.id, SAM.id)
    assert refused(lambda: s.combine(first, other, ROSA.id, SAM.id)) == (Reason.WAS_INVOLVED, "facilitator")


@row("R-5", "people")
def _(s: Scene) -> None:
    debrief = s.planned()
    was_there(s.clinic, s.incident, SAM.id)
    assert s.told(debrief) is Reason.WAS_INVOLVED


@row("R-5", "start")
def _(s: Scene) -> None:
    debrief = s.planned()
    was_there(s.clinic, s.incident, SAM.id)
    s.wait_for(debrief)
    assert refused(lambda: s.start(debrief)) == (Reason.WAS_INVOLVED, "facilitator")


no_say("R-5", "who leads stays, and who was there too", "cover", "time", "level")


# one person answers for it, who had no part in it


@row("R-6", "choose")
def _(s: Scene) -> None:
    debrief = s.agreed()
    own = lambda: choose_manager(s.manager, debrief.id, debrief.version, ROSA.id)  # noqa: E731
    assert refused(own) == (Reason.ANSWERS_FOR_OWN, "manager")
    no_one = lambda: choose_manager(s.manager, debrief.id, debrief.version, None)  # noqa: E731
    assert refused(no_one) == (Reason.ONE_ANSWERS, "manager")
    both = lambda: choose_manager(s.manager, debrief.id, debrief.version, SAM.id, ROSA.id)  # noqa: E731
    assert refused(both) == (Reason.ANSWERS_FOR_OWN, "deputy")
    helpless = lambda: choose_manager(s.manager, debrief.id, debrief.version, ALEX.id)  # noqa: E731
    assert refused(helpless) == (Reason.CANNOT_ACT, "manager"), "Alex has no account"


@row("R-6", "people")
def _(s: Scene) -> None:
    debrief = s.agreed()
    assert debrief.manager_id == MARIA.id
    was_there(s.clinic, s.incident, MARIA.id)
    assert s.now(debrief).manager_id == SAM.id
    was_there(s.clinic, s.incident, MARIA.id, SAM.id)
    assert s.now(debrief).manager_id is None
    assert s.told(debrief) is Reason.NO_ONE_ANSWERS


@row("R-6", "combine")
def _(s: Scene) -> None:
    first = s.agreed()
    first = choose_outside_facilitator(s.manager, first.id, first.version, OUTSIDE)
    _, other = logged(s.clinic, Severity.THREAT, ROSA.id, MARIA.id)
    assert s.combine(first, other, ROSA.id, MARIA.id).manager_id == SAM.id


no_say("R-6", "who answers for it stays the same", "invite", "book", "move", "cover", "time", "level", "start")


# one talk for two


@row("R-13", "combine")
def _(s: Scene) -> None:
    first = s.agreed()
    _, other = logged(s.clinic, Severity.PHYSICAL, ROSA.id, ALEX.id)
    assert refused(lambda: s.combine(first, other)) == (Reason.NOT_ALL_WANT_ONE, "agreed")
    foreign = for_alex(s.clinic)
    both = lambda: s.combine(first, foreign, ROSA.id, ALEX.id)  # noqa: E731
    assert refused(both) == (Reason.NO_ONE_IN_BOTH, "agreed")
    made = s.combine(first, other, ROSA.id, ALEX.id)
    assert (made.tier, made.least_minutes) == (other.tier, max(first.least_minutes, other.least_minutes))


@row("R-13", "book", "move")
def _(s: Scene) -> None:
    first = s.agreed(Severity.ABUSE_IN_WORDS)
    _, other = logged(s.clinic)
    both = s.combine(first, other)
    half = timedelta(minutes=30)
    assert refused(lambda: s.book(both, **s.at(25, half))) == (Reason.TOO_SHORT, "ends_at")
    planned = s.book(both)
    assert refused(lambda: s.move(planned, **s.at(28, half))) == (Reason.TOO_SHORT, "ends_at")


@row("R-13", "choose")
def _(s: Scene) -> None:
    first = s.agreed()
    _, other = logged(s.clinic, Severity.THREAT, ROSA.id, MARIA.id)
    both = s.combine(first, other, ROSA.id, MARIA.id)
    lead = lambda: choose_facilitator(s.manager, both.id, both.version, MARIA.id, WHY)  # noqa: E731
    assert refused(lead) == (Reason.WAS_INVOLVED, "facilitator")


@row("R-13", "time", "level")
def _(s: Scene) -> None:
    _, other = logged(s.clinic)
    first = s.agreed()
    both = s.combine(first, other)
    s.correct(at=s.clinic.clock() - 3 * HOUR)
    assert s.now(both).by == other.by - 3 * HOUR
    assert s.now(both).not_before == other.not_before, "the strictest of both"
    s.correct(severity=Severity.INJURY)
    assert s.now(both).tier == Severity.INJURY


@row("R-13", "people")
def _(s: Scene) -> None:
    _, other = logged(s.clinic)
    both = s.combine(s.planned(), other)
    was_there(s.clinic, s.incident, SAM.id)
    assert s.told(both) is Reason.WAS_INVOLVED


no_say("R-13", "the combined talk is like any other", "invite", "cover", "start")
