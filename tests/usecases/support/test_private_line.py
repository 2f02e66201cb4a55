"""The private line: who reads it, what is done about an answer, when it is asked for; nothing else tells of it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from db.store import SqlStore
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.users import User, name_key
from incident_tracker.domain.errors import NotAllowed, NotFound, Refused
from incident_tracker.domain.support.private_line import (
    SEALED_BYTES,
    Consequence,
    LineAct,
    LineAnswer,
    LineDraft,
    LineStep,
    readers_for,
    written_answer,
)
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.accounts import change_own_passphrase, reset_passphrase
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.daily_card import my_card
from incident_tracker.usecases.support.private_line import answer_on_line, my_line, read_line, step_on_line
from incident_tracker.usecases.support.reminders import list_reminders
from tests.screens.own_clinic import let_everybody_in
from tests.storage_fixtures import CHECK_IN, HARBOUR, MARIA, MONDAY_NINE, ROSA, SAM, USERS, Clinic
from tests.stories.test_sealed_notes import signed_in
from tests.support_people import DAY, logged

YES = LineDraft(Consequence.YES, "My shifts were cut.")
NO = LineDraft(Consequence.NO)
NEW = "a lantern by the winter harbor"


@pytest.fixture
def folder(file_template: Path, tmp_path: Path) -> Path:
    """A clinic where everybody can sign in."""
    let_everybody_in(file_template, tmp_path / "data")
    return tmp_path / "data"


def test_the_officer_reads_acts_and_closes_and_the_person_sees_it(folder: Path) -> None:
    with signed_in(folder, "rosa") as rosa:
        line = my_line(rosa)
        assert (line.readers, line.own_manager_out, line.sent) == (("paul",), False, ())
        sent = answer_on_line(rosa, YES)
        assert [one.said for one in my_line(rosa).sent] == [YES]
    with signed_in(folder, "sam") as sam:
        answer_on_line(sam, NO)
    with signed_in(folder, "paul") as paul:
        first, second = read_line(paul).cases
        assert (first.name, first.answer.said) == (ROSA.name, YES)
        assert (second.name, second.answer.said, second.answer.open) == (SAM.name, NO, False)
        answer = step_on_line(paul, sent.id, first.answer.version, LineAct.ACKNOWLEDGED, "")
        with pytest.raises(Refused) as refused:
            step_on_line(paul, sent.id, answer.version, LineAct.CLOSED, " ")
        assert refused.value.field == "words"
        answer = step_on_line(paul, sent.id, answer.version, LineAct.SPOKE, "")
        answer = step_on_line(paul, sent.id, answer.version, LineAct.ACTED, "Spoke with the owner.")
        answer = step_on_line(paul, sent.id, answer.version, LineAct.CLOSED, "Her shifts are back.")
        assert not answer.open
        with pytest.raises(Refused):
            step_on_line(paul, sent.id, answer.version, LineAct.ACTED, "More.")
        with paul.store.read() as unit:
            versions = {one.version for one in unit.private_answers.for_reader(paul.actor.user_id)}
        assert versions == {5}, "all are sealed again each time, so that none stands out"
    with signed_in(folder, "rosa") as rosa:
        (mine,) = my_line(rosa).sent
        assert [step.act for step in mine.steps] == list(LineAct)
        assert mine.steps[-1].words == "Her shifts are back."


def test_no_one_else_reads_it_and_no_row_tells_yes_from_no(folder: Path) -> None:
    with signed_in(folder, "rosa") as rosa:
        sent = answer_on_line(rosa, YES)
    with signed_in(folder, "sam") as sam:
        answer_on_line(sam, NO)
    with signed_in(folder, "paul") as paul:
        step_on_line(paul, sent.id, 1, LineAct.ACTED, "kanarienvogel")
    for name in ("maria", "ada", "sam", "chris", "rosa"):
        with signed_in(folder, name) as other:
            with pytest.raises(NotAllowed):
                read_line(other)
            with pytest.raises(NotAllowed):
                step_on_line(other, sent.id, 2, LineAct.CLOSED, "It is nothing.")
            if name != "rosa":
                assert "shifts" not in repr(my_line(other))
    with signed_in(folder, "ada") as ada:
        assert isinstance(ada.store, SqlStore)
        with ada.store.engine.connect() as connection:
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
            rows = {name: repr(connection.execute(text(f'SELECT * FROM "{name}"')).all()) for name in names}
            alike = connection.execute(
                text("SELECT DISTINCT length(content), version, unfinished FROM private_answer")
            ).all()
        assert [name for name, stored in rows.items() if "shifts were" in stored or "kanarienvogel" in stored] == []
        assert len(alike) == 1, "as long, and changed as often"


def test_after_a_reset_older_answers_stay_closed_and_new_ones_are_read(folder: Path) -> None:
    with signed_in(folder, "rosa") as rosa:
        answer_on_line(rosa, YES)
    with signed_in(folder, "ada") as ada:
        once = reset_passphrase(ada, USERS[Role.PRIVACY].id, reason="he forgot it over the summer").passphrase
    with signed_in(folder, "paul", once) as paul:
        change_own_passphrase(paul, once, NEW)
    with signed_in(folder, "rosa") as rosa:
        answer_on_line(rosa, NO)
    with signed_in(folder, "paul", NEW) as paul:
        line = read_line(paul)
        assert ([one.answer.said for one in line.cases], line.closed) == ([NO], 1)


def test_the_longest_answer_with_every_step_is_as_long_as_the_shortest() -> None:
    steps = tuple(LineStep(LineAct.ACKNOWLEDGED, MONDAY_NINE, "😀" * 200) for _one in range(13))
    longest = LineAnswer(UUID(int=1), UUID(int=2), MONDAY_NINE, LineDraft(Consequence.UNSURE, "😀" * 1500), steps, 1)
    shortest = LineAnswer(UUID(int=1), UUID(int=2), MONDAY_NINE, NO, (), 1)
    assert {len(written_answer(one)) for one in (longest, shortest)} == {SEALED_BYTES}


def test_ones_own_manager_and_oneself_are_left_out() -> None:
    boss = User(UUID(int=9), "boss", Role.PRIVACY, MARIA.id, frozenset())
    paul, ada = USERS[Role.PRIVACY], USERS[Role.ADMINISTRATOR]
    publics = {name_key(user.name): b"key" for user in (boss, paul, ada)}
    assert ROSA.manager_id == MARIA.id
    assert readers_for(ROSA, (boss, paul, ada), publics) == (paul,)
    assert readers_for(MARIA, (boss, paul, ada), publics) == (paul,)
    assert readers_for(ROSA, (boss, ada), publics) == (), "then someone outside is named"
    assert readers_for(ROSA, (boss, paul, ada), publics, {paul.id}) == ()
    assert readers_for(ROSA, (paul,), {}) == (), "who has no key yet reads nothing"


def test_it_is_asked_a_month_later_once_after_the_other_cards(clinic: Clinic) -> None:
    logged(clinic)
    rosa = clinic.as_role(Role.RECEPTION)

    def asked() -> bool:
        card = my_card(rosa)
        later = card is not None and card.debrief_id is None
        assert later == (ReminderKind.MONTH_LATER in [one.kind for one in list_reminders(rosa)])
        return later

    begin = clinic.clock()
    for days, wanted in ((1, False), (29, False), (31, True), (35, False), (37, True), (59, True), (61, False)):
        clinic.clock.moment = begin + timedelta(days=days, hours=1)
        assert asked() is wanted, f"day {days}: on the last day of the check at 30 days it waits"


def test_the_officer_is_reminded_until_something_is_done(folder: Path) -> None:
    zone = "America/Los_Angeles"

    def waits(paul: Context, days: int) -> bool:
        later = replace(paul, now=lambda: MONDAY_NINE + days * DAY)
        return Matter.PRIVATE_LINE in [one.matter for one in list_today(later, zone)]

    with signed_in(folder, "rosa") as rosa:
        sent = answer_on_line(rosa, YES)
    with signed_in(folder, "paul") as paul:
        assert (waits(paul, 1), waits(paul, 3)) == (False, True)
        with pytest.raises(NotFound):
            step_on_line(paul, UUID(int=5), 1, LineAct.SPOKE, "")
        answer = step_on_line(paul, sent.id, 1, LineAct.ACKNOWLEDGED, "")
        assert (waits(paul, 3), waits(paul, 8)) == (False, True)
        step_on_line(paul, sent.id, answer.version, LineAct.CLOSED, "Settled.")
        assert not waits(paul, 60)
    with signed_in(folder, "maria") as maria:
        assert not waits(maria, 3)


def test_an_answer_or_a_skip_settles_the_card(folder: Path) -> None:
    with signed_in(folder, "rosa") as rosa:
        log_incident(rosa)
        later = replace(rosa, now=lambda: MONDAY_NINE + 31 * DAY)
        assert my_card(later) is not None
        answer_on_line(later, NO)
        assert my_card(later) is None
        assert my_card(replace(rosa, now=lambda: MONDAY_NINE + 33 * DAY)) is None


def log_incident(rosa: Context) -> None:
    """Rosa reports something calm, so that no check comes in between."""
    draft = IncidentDraft(
        occurred_at=rosa.now(),
        site_id=HARBOUR.id,
        desk_id=CHECK_IN.id,
        channel="in_person_desk",
        kind="threat",
        severity=Severity.THREAT,
        narrative="Shouted.",
    )
    log_incident_with_support(rosa, draft)
