"""Rules 1, 2, 3 and 12 at every door: when a debrief may be."""

from dataclasses import replace
from datetime import datetime, time

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import (
    choose_facilitator,
)
from incident_tracker.usecases.support.protected_time import (
    name_cover,
)
from tests.storage_fixtures import ALEX, MARIA, ROSA
from tests.support_people import DAY, HOUR, a_threat, accepted, logged, was_there
from tests.usecases.support.door_scene import WHY, Scene, no_say, row
from tests.usecases.support.test_obstacles import (
    close_on,
    refused,
    works,
)

# windows count from when it happened


@row("R-1", "book")
def _(s: Scene) -> None:
    draft = replace(a_threat(s.clinic), occurred_at=s.clinic.clock() - 2 * DAY)
    debrief = log_incident_with_support(s.clinic.as_role(Role.RECEPTION), draft).debrief
    assert debrief is not None
    assert debrief.by == draft.occurred_at + 3 * DAY, "written down late, due as ever"
    assert s.book(accepted(s.clinic, debrief)).by == debrief.by


@row("R-1", "move")
def _(s: Scene) -> None:
    debrief = s.planned()
    assert (s.move(debrief, **s.at(28)).not_before, s.now(debrief).by) == (debrief.not_before, debrief.by)


@row("R-1", "combine")
def _(s: Scene) -> None:
    first = s.agreed()
    s.clinic.clock.advance(5 * HOUR)
    _, second = logged(s.clinic)
    both = s.combine(first, second)
    assert (both.not_before, both.by) == (second.not_before, first.by)


@row("R-1", "people")
def _(s: Scene) -> None:
    debrief = s.agreed()
    was_there(s.clinic, s.incident, ALEX.id)
    assert s.now(debrief).by == debrief.by


@row("R-1", "time")
def _(s: Scene) -> None:
    debrief = s.agreed()
    earlier = debrief.occurred_at - 5 * HOUR
    s.correct(at=earlier)
    assert (s.now(debrief).not_before, s.now(debrief).by) == (earlier + DAY, earlier + 3 * DAY)


@row("R-1", "level")
def _(s: Scene) -> None:
    debrief = s.agreed(Severity.ABUSE_IN_WORDS)
    s.clinic.clock.advance(3 * HOUR)
    s.correct(severity=Severity.THREAT)
    assert s.now(debrief).by == debrief.occurred_at + 3 * DAY, "from the incident, not from the correction"


@row("R-1", "start")
def _(s: Scene) -> None:
    debrief = s.planned()
    s.wait_for(debrief)
    assert s.start(debrief).by == debrief.by


no_say("R-1", "people are named, and no window begins or ends", "choose", "invite", "cover")


# not before the first night, unless they ask for it


@row("R-2", "book")
def _(s: Scene) -> None:
    debrief = s.agreed()
    assert refused(lambda: s.book(debrief, **s.at(2))) == (Reason.TOO_EARLY, "starts_at")
    s.says_yes(debrief, ROSA.id, asks_earlier=True)
    assert s.book(s.now(debrief), **s.at(2)).status is DebriefStatus.PLANNED


@row("R-2", "move")
def _(s: Scene) -> None:
    debrief = s.planned()
    assert refused(lambda: s.move(debrief, **s.at(2))) == (Reason.TOO_EARLY, "starts_at")


@row("R-2", "invite", "people")
def _(s: Scene) -> None:
    debrief = s.agreed()
    s.says_yes(debrief, ROSA.id, asks_earlier=True)
    debrief = s.book(s.now(debrief), **s.at(2))
    s.says_yes(debrief, MARIA.id)
    assert s.told(debrief) is Reason.TOO_EARLY, "who comes too did not ask for it"


@row("R-2", "combine")
def _(s: Scene) -> None:
    first = s.planned()
    s.clinic.clock.advance(5 * HOUR)
    _, second = logged(s.clinic)
    assert refused(lambda: s.combine(first, second)) == (Reason.TOO_EARLY, "starts_at")


@row("R-2", "time")
def _(s: Scene) -> None:
    debrief = s.planned()
    s.clinic.clock.advance(5 * HOUR)
    s.correct(at=s.clinic.clock() - HOUR)
    assert s.told(debrief) is Reason.TOO_EARLY


@row("R-2", "level")
def _(s: Scene) -> None:
    debrief = s.book(s.agreed(Severity.ABUSE_IN_WORDS), **s.at(2))
    s.correct(severity=Severity.THREAT)
    assert s.told(debrief) is Reason.TOO_EARLY


@row("R-2", "start")
def _(s: Scene) -> None:
    debrief = s.agreed()
    s.says_yes(debrief, ROSA.id, asks_earlier=True)
    debrief = s.book(s.now(debrief), **s.at(2))
    s.wait_for(debrief)
    s.says_yes(debrief, ROSA.id)
    assert refused(lambda: s.start(debrief)) == (Reason.TOO_EARLY, "starts_at")


no_say("R-2", "no moment is chosen", "choose", "cover")


# inside paid hours, outside breaks and leave, in nothing else


@row("R-3", "book")
def _(s: Scene) -> None:
    debrief = s.agreed()
    assert refused(lambda: s.book(debrief, **s.at(33))) == (Reason.OUTSIDE_PAID_HOURS, "starts_at")
    assert refused(lambda: s.book(debrief, **s.at(27))) == (Reason.IN_A_BREAK, "starts_at")
    s.away(ROSA.id)
    assert refused(lambda: s.book(debrief)) == (Reason.IS_AWAY, "starts_at")


@row("R-3", "move")
def _(s: Scene) -> None:
    debrief = s.planned()
    assert refused(lambda: s.move(debrief, **s.at(33))) == (Reason.OUTSIDE_PAID_HOURS, "starts_at")
    assert refused(lambda: s.move(debrief, **s.at(27))) == (Reason.IN_A_BREAK, "starts_at")
    assert s.move(debrief, **s.at(33), paid_extra_time=True).paid_extra_time


@row("R-3", "invite", "people")
def _(s: Scene) -> None:
    debrief = s.planned()
    works(s.clinic, MARIA.id, (time(13), time(17)))
    s.says_yes(debrief, MARIA.id)
    assert s.told(debrief) is Reason.OUTSIDE_PAID_HOURS


@row("R-3", "combine")
def _(s: Scene) -> None:
    first, other = s.planned(), s.agreed()
    works(s.clinic, MARIA.id, (time(13), time(17)))
    s.says_yes(other, MARIA.id)
    together = lambda: s.combine(first, other, ROSA.id, MARIA.id)  # noqa: E731
    assert refused(together) == (Reason.OUTSIDE_PAID_HOURS, "starts_at")


@row("R-3", "choose")
def _(s: Scene) -> None:
    debrief = s.planned()
    s.away(MARIA.id)
    lead = lambda: choose_facilitator(s.manager, debrief.id, debrief.version, MARIA.id, WHY)  # noqa: E731
    assert refused(lead) == (Reason.IS_AWAY, "facilitator")


@row("R-3", "cover")
def _(s: Scene) -> None:
    debrief = s.planned()
    works(s.clinic, MARIA.id, (time(13), time(17)))
    assert refused(lambda: name_cover(s.manager, debrief.id, ROSA.id, MARIA.id)) == (Reason.COVER_NOT_AT_WORK, "covers")


no_say("R-3", "a report says nothing about anyone's working hours", "time", "level")
no_say("R-3", "those who come are there, and see for themselves", "start")


# closed days


@row("R-12", "book")
def _(s: Scene) -> None:
    debrief = s.agreed()
    close_on(s.clinic, (s.clinic.clock() + DAY).date())
    assert refused(lambda: s.book(debrief)) == (Reason.CLOSED_THAT_DAY, "starts_at")


@row("R-12", "move")
def _(s: Scene) -> None:
    debrief = s.planned()
    close_on(s.clinic, (s.clinic.clock() + 2 * DAY).date())
    assert refused(lambda: s.move(debrief, **s.at(49))) == (Reason.CLOSED_THAT_DAY, "starts_at")


@row("R-12", "time", "level")
def _(s: Scene) -> None:
    s.clinic.clock.advance(4 * DAY + 6 * HOUR)  # Friday at three in the afternoon
    s.incident, debrief = logged(s.clinic)
    monday_close = datetime.fromisoformat("2026-03-10T00:00:00+00:00")
    assert debrief.by == debrief.occurred_at + 3 * DAY, "it holds the open hours of Monday"
    s.correct(at=s.clinic.clock() - 8 * HOUR)  # Friday at seven: from a day later until Monday at eight nothing is open
    assert s.now(debrief).by == monday_close
    s.correct(severity=Severity.ABUSE_IN_WORDS)
    assert s.now(debrief).by > monday_close


@row("R-12", "combine")
def _(s: Scene) -> None:
    first = s.planned()
    other = s.agreed()
    close_on(s.clinic, (s.clinic.clock() + DAY).date())
    assert refused(lambda: s.combine(first, other)) == (Reason.CLOSED_THAT_DAY, "starts_at")


@row("R-12", "people")
def _(s: Scene) -> None:
    debrief = s.planned()
    close_on(s.clinic, (s.clinic.clock() + DAY).date())
    assert s.told(debrief) is Reason.CLOSED_THAT_DAY


no_say("R-12", "no day is chosen", "choose", "invite", "cover")
no_say("R-12", "who begins is there, closed day or not", "start")
