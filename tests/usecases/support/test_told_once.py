"""Each reminder is told once for each person and step, and none is lost: two computers, clocks that are set."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import open_store
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.lateness import Lateness, LateReason
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.reminders import Reminder
from incident_tracker.ports.context import Context
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot
from incident_tracker.usecases.support.reminders import list_reminders, put_off, tell_reminders
from tests.storage_fixtures import DEVICE, MONDAY_NINE, ROSA, Clinic, Clock, Ids, open_keys
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten
from tests.tries import tries

BUSY = Lateness(LateReason.TOO_BUSY)
PEOPLE = (Role.RECEPTION, Role.MANAGER, Role.SUPERVISOR)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("look"), st.integers(0, 1), st.integers(0, 2)),
        st.tuples(st.just("wait"), st.integers(1, 30), st.just(0)),
        st.tuples(st.just("clock"), st.integers(0, 1), st.integers(-26, 26)),
        st.tuples(st.just("answer"), st.integers(0, 2), st.just(0)),
        st.tuples(st.just("snooze"), st.integers(0, 1), st.integers(0, 2)),
    ),
    min_size=5,
    max_size=25,
)


class TwoComputers:
    """The same people at two computers, whose clocks differ; after a lock or a restart a window knows nothing."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.offsets = [timedelta(0), timedelta(0)]
        _answer, debrief = logged(clinic, Severity.THREAT, ROSA.id)
        debrief = accepted(clinic, debrief)
        self.debrief = book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(clinic)).id
        self.told: Counter[tuple[UUID, str]] = Counter()
        self.again: Counter[tuple[UUID, str]] = Counter()

    def at(self, computer: int, who: int) -> Context:
        def now() -> datetime:
            return self.clinic.clock() + self.offsets[computer]

        return replace(self.clinic.as_role(PEOPLE[who]), now=now)

    def look(self, computer: int, who: int) -> tuple[Reminder, ...]:
        """As a window does each minute: look, and tell what is new."""
        ctx = self.at(computer, who)
        due = list_reminders(ctx)
        if all(one.told for one in due):
            return ()
        new = tell_reminders(ctx)
        assert {one.key for one in new} == {one.key for one in due if not one.told}
        assert all(one.told for one in list_reminders(ctx)), "what is due is told"
        for one in new:
            self.told[one.person_id, one.key] += 1
        return new

    def snooze(self, computer: int, who: int) -> None:
        ctx = self.at(computer, who)
        for one in list_reminders(ctx)[:1]:
            put_off(ctx, one, ctx.now() + HOUR)
            if self.told[one.person_id, one.key] > self.again[one.person_id, one.key]:
                self.again[one.person_id, one.key] += 1

    def answer(self, said: Response) -> None:
        asked = show_debrief(self.at(0, 1), self.debrief)
        if asked.debrief.open:
            record_debrief_answer(self.at(0, 1), self.debrief, ROSA.id, said, late=BUSY)


@contextmanager
def a_clinic(template: Path, folder: Path) -> Iterator[Clinic]:
    """A clinic of its own for each order of steps."""
    for name in ("clinic.db", "clinic.keys", "clinic.head"):
        shutil.copy(template.with_name(name), folder / name)
    store = open_store(folder / "clinic.db", open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    try:
        yield Clinic(store, Clock(), Ids())
    finally:
        store.close()


@pytest.mark.timeout(tries(120, 3600))
def test_each_is_told_once_for_each_person_and_step_and_none_after_a_no(file_template: Path, tmp_path: Path) -> None:
    @settings(max_examples=tries(8, 400), deadline=None)
    @given(steps=STEPS)
    def lives(steps: list[tuple[str, int, int]]) -> None:
        with a_clinic(file_template, tmp_path) as clinic:
            scene = TwoComputers(clinic)
            for step in steps:
                live(scene, *step)
                for key, times in scene.told.items():
                    assert times <= 1 + scene.again[key], key

    lives()


def live(scene: TwoComputers, kind: str, a: int, b: int) -> None:
    """One step; after a no, nothing of what was declined is told."""
    if kind == "look":
        new = scene.look(a, b)
        (rosa,) = show_debrief(scene.at(0, 1), scene.debrief).participants
        if b == 0 and rosa.response is Response.NO:
            about = {one.kind for one in new if one.subject_id == scene.debrief}
            assert not about & {ReminderKind.ANSWER, ReminderKind.PROTECTED_TIME}
    elif kind == "wait":
        scene.clinic.clock.advance(a * HOUR)
    elif kind == "clock":
        scene.offsets[a] = b * HOUR
    elif kind == "answer":
        scene.answer((Response.NO, Response.YES, Response.LATER)[a])
    else:
        scene.snooze(a, b)


def test_a_second_computer_and_a_clock_set_back_tell_nothing_again(clinic: Clinic) -> None:
    scene = TwoComputers(clinic)
    clinic.clock.advance(HOUR)
    first = scene.look(0, 0)
    assert [one.kind for one in first] == [ReminderKind.PROTECTED_TIME]
    assert scene.look(1, 0) == ()
    scene.offsets[1] = -HOUR / 2
    assert scene.look(1, 0) == ()
    scene.offsets[0] = DAY - HOUR / 4
    later = scene.look(0, 0)
    assert {one.key for one in later} - {one.key for one in first}, "the next step is told, early as the clock is"
    scene.offsets[0] = timedelta(0)
    assert scene.look(0, 0) == ()


def test_what_was_put_off_is_told_again_also_by_a_clock_that_is_behind(clinic: Clinic) -> None:
    scene = TwoComputers(clinic)
    clinic.clock.advance(HOUR)
    scene.look(0, 0)
    scene.snooze(1, 0)
    assert scene.look(0, 0) == ()
    clinic.clock.advance(HOUR)
    scene.offsets[1] = timedelta(minutes=1)
    assert len(scene.look(1, 0)) == 1
    assert scene.look(0, 0) == ()


def test_someone_who_was_asked_is_told_on_whichever_computer_they_come_to_first(clinic: Clinic) -> None:
    _answer, debrief = logged(clinic)
    ask_participants(clinic.as_role(Role.MANAGER), debrief.id, [ROSA.id])
    told = tell_reminders(clinic.as_role(Role.RECEPTION))
    assert [one.kind for one in told] == [ReminderKind.ANSWER]
    assert tell_reminders(clinic.as_role(Role.RECEPTION)) == ()
