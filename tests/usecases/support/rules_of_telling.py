"""Rules 7 to 11 at every door: who is told what, what has a reason, a no, the history, and private answers."""

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason
from incident_tracker.domain.support.debriefs import DebriefStatus, NotHeldReason
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import MoveReason, Paid, Protected
from incident_tracker.domain.support.reminder_kinds import ReminderKind, ReminderStage
from incident_tracker.usecases.support.debriefs import (
    choose_facilitator,
    show_debrief,
)
from incident_tracker.usecases.support.holding import finish_debrief
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import (
    answer_afterwards,
    name_cover,
)
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM
from tests.support_people import DAY, HOUR, logged, was_there
from tests.usecases.support.door_scene import WHY, Scene, no_say, row
from tests.usecases.support.test_obstacles import (
    refused,
)

# each is reminded of what is theirs, for the time that is booked now


@row("R-7", "choose")
def _(s: Scene) -> None:
    debrief = s.planned()
    s.clinic.clock.advance(3 * HOUR)
    assert ReminderKind.PROTECTED_TIME in s.reminded(debrief, SAM.id)
    choose_facilitator(s.manager, debrief.id, debrief.version, MARIA.id, WHY)
    assert ReminderKind.PROTECTED_TIME in s.reminded(debrief, MARIA.id)
    assert s.reminded(debrief, SAM.id) == {}


@row("R-7", "invite")
def _(s: Scene) -> None:
    debrief = s.agreed()
    ask_participants(s.manager, debrief.id, [ALEX.id])
    assert ReminderKind.ANSWER in s.reminded(debrief, ALEX.id)


@row("R-7", "book", "cover")
def _(s: Scene) -> None:
    debrief = s.planned()
    s.clinic.clock.advance(3 * HOUR)
    assert ReminderKind.CONFIRM_COVER in s.reminded(debrief, ALEX.id)
    name_cover(s.manager, debrief.id, ROSA.id, MARIA.id)
    assert ReminderKind.CONFIRM_COVER in s.reminded(debrief, MARIA.id)
    assert s.reminded(debrief, ALEX.id) == {}


@row("R-7", "move")
def _(s: Scene) -> None:
    debrief = s.planned()
    s.clinic.clock.advance(3 * HOUR)
    before = s.reminded(debrief, SAM.id)[ReminderKind.PROTECTED_TIME]
    moved = s.move(debrief, **s.at(26))
    after = s.reminded(debrief, SAM.id)[ReminderKind.PROTECTED_TIME]
    assert after.key != before.key
    assert after.by == moved.starts_at


@row("R-7", "combine")
def _(s: Scene) -> None:
    first, other = s.agreed(), s.agreed()
    s.combine(first, other)
    assert s.reminded(other, MARIA.id) == {}
    assert ReminderKind.PLAN in s.reminded(first, MARIA.id)


@row("R-7", "people")
def _(s: Scene) -> None:
    debrief = s.agreed()
    was_there(s.clinic, s.incident, MARIA.id)
    assert s.reminded(debrief, MARIA.id) == {}
    assert ReminderKind.PLAN in s.reminded(debrief, SAM.id)


@row("R-7", "time", "level")
def _(s: Scene) -> None:
    s.incident, debrief = logged(s.clinic, Severity.ABUSE_IN_WORDS)
    ask_participants(s.manager, debrief.id, [ROSA.id])
    s.clinic.clock.advance(2 * DAY + 5 * HOUR)
    assert s.reminded(debrief, MARIA.id)[ReminderKind.PLAN].stage is ReminderStage.OPEN
    s.correct(severity=Severity.THREAT)
    assert s.reminded(debrief, MARIA.id)[ReminderKind.PLAN].stage is ReminderStage.THREE_QUARTERS
    s.correct(at=debrief.occurred_at - DAY)
    assert s.reminded(debrief, MARIA.id)[ReminderKind.PLAN].stage is ReminderStage.PAST


@row("R-7", "start")
def _(s: Scene) -> None:
    debrief = s.planned()
    s.wait_for(debrief)
    s.start(debrief)
    assert s.reminded(debrief, ROSA.id) == {}


# what is late has a reason, and is told upward


@row("R-8", "start")
def _(s: Scene) -> None:
    debrief = s.planned(**s.at(4 * 24 + 1))
    s.wait_for(debrief)
    begun = s.start(debrief)
    s.clinic.clock.advance(HOUR)
    end = lambda reason: finish_debrief(  # noqa: E731
        s.manager, begun.id, begun.version, [ROSA.id], late_reason=reason
    )
    assert refused(lambda: end(None)) == (Reason.MISSING, "late_reason")
    assert end(NotHeldReason.CLINIC_SURGE).late_reason is NotHeldReason.CLINIC_SURGE


@row("R-8", "time", "level")
def _(s: Scene) -> None:
    s.incident, debrief = logged(s.clinic)
    ask_participants(s.manager, debrief.id, [ROSA.id])
    s.correct(at=s.clinic.clock() - 4 * DAY)
    assert s.reminded(debrief, MARIA.id)[ReminderKind.PLAN].stage is ReminderStage.PAST
    assert not s.reminded(debrief, MARIA.id)[ReminderKind.PLAN].may_dismiss


@row("R-8", "combine")
def _(s: Scene) -> None:
    first, other = s.agreed(), s.agreed()
    s.combine(first, other)
    assert s.now(other).not_held_reason is NotHeldReason.COMBINED


no_say("R-8", "nothing ends, and nothing begins late", "choose", "invite", "book", "move", "cover", "people")


# a no is a no at once, and may become a yes


@row("R-9", "invite")
def _(s: Scene) -> None:
    debrief = s.agreed()
    record_debrief_answer(s.manager, debrief.id, ROSA.id, Response.NO)
    ask_participants(s.manager, debrief.id, [ROSA.id])
    assert s.file(debrief).participants[0].response is Response.NO, "who said no is not asked again"
    assert s.reminded(debrief, ROSA.id) == {}
    record_debrief_answer(s.manager, debrief.id, ROSA.id, Response.YES)
    assert s.now(debrief).status is DebriefStatus.TO_PLAN


@row("R-9", "choose")
def _(s: Scene) -> None:
    debrief = s.agreed()
    ask_participants(s.manager, debrief.id, [MARIA.id])
    record_debrief_answer(s.manager, debrief.id, MARIA.id, Response.NO)
    assert choose_facilitator(s.manager, debrief.id, debrief.version, MARIA.id, WHY).facilitator_id == MARIA.id


@row("R-9", "book")
def _(s: Scene) -> None:
    debrief = s.agreed()
    record_debrief_answer(s.manager, debrief.id, ROSA.id, Response.NO)
    assert refused(lambda: s.book(s.now(debrief))) == (Reason.WRONG_STATUS, "status")


@row("R-9", "move", "start")
def _(s: Scene) -> None:
    debrief = s.planned()
    record_debrief_answer(s.manager, debrief.id, ROSA.id, Response.NO)
    assert s.now(debrief).starts_at is None, "no one comes, so the time is free again"
    assert refused(lambda: s.move(debrief)) == (Reason.WRONG_STATUS, "status")
    assert refused(lambda: s.start(debrief)) == (Reason.WRONG_STATUS, "status")


@row("R-9", "people", "level")
def _(s: Scene) -> None:
    debrief = s.agreed()
    record_debrief_answer(s.manager, debrief.id, ROSA.id, Response.NO)
    was_there(s.clinic, s.incident, ALEX.id)
    s.correct(severity=Severity.PHYSICAL)
    assert s.now(debrief).status is DebriefStatus.DECLINED_BY_ALL
    assert s.reminded(debrief, ROSA.id) == {}


@row("R-9", "combine")
def _(s: Scene) -> None:
    first, other = s.agreed(), s.agreed()
    ask_participants(s.manager, other.id, [MARIA.id])
    record_debrief_answer(s.manager, other.id, MARIA.id, Response.NO)
    both = s.combine(first, other)
    answers = {one.person_id: one.response for one in s.file(both).participants}
    assert answers[MARIA.id] is Response.NO


no_say("R-9", "no one is asked for anything that they declined", "cover", "time")


# what was booked before stays on record


@row("R-10", "move")
def _(s: Scene) -> None:
    debrief = s.planned()
    s.move(debrief, **s.at(28))
    s.move(debrief, **s.at(29))
    reasons = [one.moved_because for one in s.file(debrief).slots]
    assert reasons.count(MoveReason.MANAGEMENT) == 2
    assert reasons.count(None) == 1


@row("R-10", "combine")
def _(s: Scene) -> None:
    other = s.planned()
    first = s.agreed()
    s.combine(first, other)
    assert [one.moved_at is not None for one in s.file(other).slots] == [True]


@row("R-10", "people", "time", "level")
def _(s: Scene) -> None:
    debrief = s.planned()
    was_there(s.clinic, s.incident, SAM.id)
    s.correct(at=s.clinic.clock() - 2 * HOUR)
    s.correct(severity=Severity.PHYSICAL)
    assert s.now(debrief).starts_at == debrief.starts_at, "it is told, and no one moves it unasked"


no_say("R-10", "no time is given up", "choose", "invite", "book", "cover", "start")


# whether it was protected and paid is asked in private, after it was held


@row("R-11", "start")
def _(s: Scene) -> None:
    debrief, rosa = s.planned(), s.clinic.as_role(Role.RECEPTION)
    s.wait_for(debrief)
    begun = s.start(debrief)
    say = lambda: answer_afterwards(rosa, debrief.id, Protected.NO, Paid.YES)  # noqa: E731
    assert refused(say) == (Reason.WRONG_STATUS, "attended")
    finish_debrief(s.manager, begun.id, begun.version, [ROSA.id])
    say()
    assert s.file(debrief).own_answer is None, "no one else reads it"
    assert show_debrief(rosa, debrief.id).own_answer is not None


no_say(
    "R-11", "nothing was held yet", "choose", "invite", "book", "move", "cover", "combine", "people", "time", "level"
)
