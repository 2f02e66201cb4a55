"""What each door is, how a row of the table of rules is written, and the people of the rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import MoveReason, SlotRequest
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.reminders import Reminder
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.clinic.absences import add_absence
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.debriefs import (
    DebriefFile,
    combine_debriefs,
    show_debrief,
)
from incident_tracker.usecases.support.holding import start_debrief
from incident_tracker.usecases.support.participants import Choices, ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import (
    book_slot,
    move_slot,
    record_cover_confirmed,
)
from incident_tracker.usecases.support.reminders import list_reminders
from tests.storage_fixtures import ROSA, Clinic
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten
from tests.usecases.support.test_obstacles import (
    booked,
    impossible,
)

RULES = tuple(f"R-{n}" for n in range(1, 14))
DOORS = ("choose", "invite", "book", "move", "cover", "combine", "people", "time", "level", "start")
Row = Callable[["Scene"], object]
ROWS: dict[tuple[str, str], Row | str] = {}
WHY = "Rosa herself asked for her to lead it"


class Scene:
    """Rosa was threatened on Monday at nine. Sam leads, Alex covers her desk, Maria answers for it."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.manager = clinic.as_role(Role.MANAGER)

    def planned(self, **changes: object) -> Debrief:
        """Booked for Tuesday at ten."""
        self.incident, debrief = booked(self.clinic, **changes)
        return debrief

    def agreed(self, severity: Severity = Severity.THREAT) -> Debrief:
        """Rosa said yes, and no time is booked yet."""
        self.incident, debrief = logged(self.clinic, severity)
        return accepted(self.clinic, debrief)

    def now(self, debrief: Debrief) -> Debrief:
        return self.file(debrief).debrief

    def file(self, debrief: Debrief) -> DebriefFile:
        return show_debrief(self.manager, debrief.id)

    def book(self, debrief: Debrief, **changes: object) -> Debrief:
        return book_slot(self.manager, debrief.id, debrief.version, self.ten(**changes))

    def move(self, debrief: Debrief, **changes: object) -> Debrief:
        request = self.ten(**changes)
        return move_slot(self.manager, debrief.id, self.now(debrief).version, request, MoveReason.MANAGEMENT)

    def ten(self, **changes: object) -> SlotRequest:
        """Tuesday at ten, an hour."""
        return tomorrow_at_ten(self.clinic, **changes)

    def at(self, hours: float, length: timedelta = HOUR) -> dict[str, datetime]:
        """So many hours from now."""
        start = self.clinic.clock() + hours * HOUR
        return {"starts_at": start, "ends_at": start + length}

    def says_yes(self, debrief: Debrief, person: UUID, *, asks_earlier: bool = False) -> None:
        ask_participants(self.manager, debrief.id, [person])
        choices = Choices(asks_earlier=asks_earlier)
        record_debrief_answer(self.manager, debrief.id, person, Response.YES, choices)

    def correct(self, *, at: datetime | None = None, severity: Severity | None = None) -> None:
        """The report is corrected."""
        present = show_incident(self.manager, self.incident.incident.id).incident
        wanted = Completion(present.details)
        if at is not None:
            wanted = replace(wanted, occurred=replace(present.occurred, at=at))
        if severity is not None:
            wanted = replace(wanted, severity=severity)
        complete_incident(self.manager, present.id, wanted, present.version)

    def combine(self, debrief: Debrief, other: Debrief, *agreed: UUID) -> Debrief:
        version = self.now(debrief).version
        return combine_debriefs(self.manager, debrief.id, version, other.id, agreed or (ROSA.id,))

    def start(self, debrief: Debrief) -> Debrief:
        return start_debrief(self.manager, debrief.id, self.now(debrief).version)

    def wait_for(self, debrief: Debrief) -> None:
        """The desk is covered, and the time comes."""
        record_cover_confirmed(self.manager, debrief.id, ROSA.id)
        assert debrief.starts_at is not None
        self.clinic.clock.moment = debrief.starts_at

    def told(self, debrief: Debrief) -> Reason | None:
        """What the planner is told today of this debrief."""
        return impossible(self.clinic).get(debrief.id)

    def reminded(self, debrief: Debrief, person: UUID) -> dict[ReminderKind, Reminder]:
        """What this person is reminded of now, about this debrief."""
        every = list_reminders(self.manager, everybody=True)
        return {one.kind: one for one in every if (one.person_id, one.subject_id) == (person, debrief.id)}

    def away(self, person: UUID) -> None:
        """Someone is on leave on Tuesday."""
        tuesday = (self.clinic.clock() + DAY).date()
        add_absence(self.manager, AbsenceDraft(person, tuesday, tuesday))


def row(rule: str, *doors: str) -> Callable[[Row], Row]:
    """What the rule says at these doors."""

    def keep(story: Row) -> Row:
        for door in doors:
            assert (rule, door) not in ROWS
            ROWS[rule, door] = story
        return story

    return keep


def no_say(rule: str, because: str, *doors: str) -> None:
    """At these doors nothing happens that the rule is about."""
    for door in doors:
        assert (rule, door) not in ROWS
        ROWS[rule, door] = because
