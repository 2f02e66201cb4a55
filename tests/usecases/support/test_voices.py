"""Three answers without a name: only sums are kept, no record tells who answered, and no two sums tell one answer."""

import shutil
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Integer, text

from db.store import SqlStore, open_store
from db.support.voices import voice_table
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Refused
from incident_tracker.domain.oversight.promise_figures import PromisePart
from incident_tracker.domain.support.protected_time import Paid, Protected
from incident_tracker.domain.support.voices import (
    ANSWERS_FOR_ALL,
    ANSWERS_IN_STEP,
    FEWEST_FOR_ALL,
    NO_VOICES,
    Voice,
    VoiceQuestion,
    Voices,
    VoiceSums,
    told_voices,
    with_voices,
)
from incident_tracker.reports.promise_lines import promise_rows
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.oversight.promise_report import read_promises
from incident_tracker.usecases.support.protected_time import answer_afterwards
from tests.storage_fixtures import DEVICE, Clinic, Clock, Ids, keep, open_keys
from tests.tries import chance
from tests.usecases.support.test_daily_question import held

GOOD = Voices(Voice.YES, Voice.YES, Voice.NO)
BAD = Voices(Voice.NO, Voice.PARTLY, Voice.YES)
SUMS = "debrief_voice"


def grown(answers: list[Voices]) -> Iterator[list[VoiceSums]]:
    """The steps before the first answer and after each."""
    steps: list[VoiceSums] = []
    yield []
    for said in answers:
        if not steps or steps[-1].is_whole:
            steps.append(NO_VOICES)
        steps[-1] = with_voices(steps[-1], said)
        yield list(steps)


def test_no_two_sums_that_anyone_is_told_differ_by_a_few_answers() -> None:
    dice = chance("voices")
    every = [Voices(dice.choice(list(Voice)), dice.choice(list(Voice)), dice.choice(list(Voice))) for _ in range(97)]
    told: dict[bool, list[VoiceSums]] = {True: [NO_VOICES], False: [NO_VOICES]}
    for count, steps in enumerate(grown(every)):
        for leads in told:
            sums = told_voices(steps, leads=leads)
            assert (sums is not None) or count < (ANSWERS_IN_STEP if leads else ANSWERS_FOR_ALL)
            if sums is not None and sums != told[leads][-1]:
                first = every[: sums.answers]
                for question in VoiceQuestion:
                    counted = [sum(one.of(question) is voice for one in first) for voice in Voice]
                    assert [sums.of(question, voice) for voice in Voice] == counted
                told[leads].append(sums)
    counts = {leads: [one.answers for one in sums] for leads, sums in told.items()}
    assert all(b - a >= ANSWERS_IN_STEP for a, b in combinations(sorted({*counts[True], *counts[False]}), 2))
    assert all(b - a >= FEWEST_FOR_ALL for a, b in combinations(counts[False], 2))
    assert (len(counts[True]), len(counts[False])) == (1 + 97 // 5, 1 + 97 // 15)


@pytest.fixture
def after_a_debrief(file_template: Path, tmp_path: Path) -> Iterator[tuple[Callable[[str], Clinic], UUID]]:
    """Gives the same file, clock and next id again and again, in which Rosa came to a debrief that is over."""
    opened: list[SqlStore] = []

    def open_copy(of: Path, name: str, clock: Clock, ids: Ids) -> Clinic:
        shutil.copytree(of, tmp_path / name)
        opened.append(open_store(tmp_path / name / "clinic.db", open_keys(), device=DEVICE, now=clock(), cost=FLOOR))
        return Clinic(opened[-1], clock, ids)

    first = open_copy(file_template.parent, "first", Clock(), Ids())
    debrief, _incident = held(first)
    opened.pop().close()
    begin = first.clock(), first.new_id.last

    def again(name: str) -> Clinic:
        clock = Clock()
        clock.moment = begin[0]
        return open_copy(tmp_path / "first", name, clock, Ids(begin[1]))

    yield again, debrief
    for store in opened:
        store.close()


def everything(clinic: Clinic) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables in the order of the file, as someone reads them who has the keys and another tool."""
    with clinic.store.engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        return {name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))] for name in names}


def test_nothing_in_the_file_but_the_sums_tells_who_answered_or_what(
    after_a_debrief: tuple[Callable[[str], Clinic], UUID],
) -> None:
    """Rosa sends the two answers alone, or with three good ones, or with three bad ones: the record, the audit trail,
    its chain, the seals, all ids and moments and the order of all rows are the same.
    """
    again, debrief = after_a_debrief
    found = []
    for name, said in (("none", None), ("good", GOOD), ("bad", BAD)):
        clinic = again(name)
        answer_afterwards(clinic.as_role(Role.RECEPTION), debrief, Protected.YES, Paid.YES, said)
        found.append(everything(clinic))
    sums = [tables.pop(SUMS) for tables in found]
    assert found[0] == found[1] == found[2]
    assert len(found[0]["participant_check"]) == 1
    assert sums == [[], [(0, 1, 1, 0, 1, 0, 0, 0)], [(0, 1, 0, 0, 0, 1, 1, 0)]]


def test_the_sums_know_no_person_debrief_moment_or_order(clinic: Clinic) -> None:
    assert {type(column.type) for column in voice_table.columns} == {Integer}
    assert not voice_table.foreign_keys
    with clinic.store.write() as unit:
        for said in (GOOD, BAD, GOOD, BAD, GOOD, BAD):
            unit.debrief_voices.add(said)
        one_way = unit.debrief_voices.steps()
    with clinic.store.write() as unit:
        for said in (BAD, GOOD, GOOD, GOOD, BAD, BAD):
            unit.debrief_voices.add(said)
        assert unit.debrief_voices.steps() == one_way


def test_they_are_told_from_five_on_to_those_who_lead_and_in_larger_steps_to_everyone_else(clinic: Clinic) -> None:
    debrief, _incident = held(clinic)
    rosa = clinic.as_role(Role.RECEPTION)

    def told(role: Role) -> dict[str, tuple[int | None, int | None, bool]]:
        report = read_promises(clinic.as_role(role), "2026-03")
        lines = [line for line in report.lines if line.about is PromisePart.VOICES]
        rows = [row for row in promise_rows(report) if row["part"] == "voices"]
        assert [(row["from"], row["until"]) for row in rows] == [(None, None)] * len(lines)
        return {line.id: (line.part, line.whole, line.hidden) for line in lines}

    few = {"voices": (None, None, True)}
    more(clinic, 4)
    assert told(Role.MANAGER) == told(Role.COMMITTEE) == few, "the fifth is missing"
    answer_afterwards(rosa, debrief, Protected.YES, Paid.YES, BAD)
    lines = told(Role.MANAGER)
    assert lines["voice_helpful_yes"] == (4, 5, False)
    assert lines["voice_safe_partly"] == (1, 5, False)
    assert lines["voice_pointed_no"] == (4, 5, False)
    assert told(Role.COMMITTEE) == told(Role.ADMINISTRATOR) == few
    more(clinic, 9)
    assert told(Role.MANAGER)["voice_helpful_yes"] == (9, 10, False), "the four of the open step are in no sum"
    assert told(Role.COMMITTEE) == few, "eleven and more, but told they would differ from the ten by a few"
    more(clinic, 1)
    assert told(Role.COMMITTEE) == told(Role.MANAGER)
    assert told(Role.COMMITTEE)["voice_helpful_yes"] == (14, 15, False)


def test_no_one_adds_a_second_answer(clinic: Clinic) -> None:
    debrief, _incident = held(clinic)
    rosa = clinic.as_role(Role.RECEPTION)
    answer_afterwards(rosa, debrief, Protected.YES, Paid.YES, GOOD)
    with pytest.raises(Refused) as refused:
        answer_afterwards(rosa, debrief, Protected.NO, Paid.YES, GOOD)
    assert refused.value.field == "said"
    answer_afterwards(rosa, debrief, Protected.NO, Paid.YES)
    with clinic.store.read() as unit:
        assert [one.answers for one in unit.debrief_voices.steps()] == [1]


def more(clinic: Clinic, count: int) -> None:
    """As many people found the talk good."""
    with clinic.store.write() as unit:
        for _one in range(count):
            unit.debrief_voices.add(GOOD)
        keep(unit)
