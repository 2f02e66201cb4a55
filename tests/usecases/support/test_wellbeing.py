"""Sealed notes: for the person and the one supporter they chose, by their own keys; everyone else finds nothing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from db.store import SqlStore
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.errors import ChangedMeanwhile, NotAllowed, NotFound, Reason, Refused
from incident_tracker.domain.support.wellbeing import NoteDraft, Standing, over_time
from incident_tracker.ports.context import Context
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.accounts import (
    change_own_passphrase,
    disable_user,
    renew_recovery_key,
    reset_passphrase,
)
from incident_tracker.usecases.clinic.second_person import agree
from incident_tracker.usecases.clinic.upkeep import back_up, check
from incident_tracker.usecases.support.wellbeing import (
    choose_supporter,
    delete_closed_notes,
    delete_note,
    find_note_draft,
    give_back,
    keep_note_draft,
    my_notes,
    notes_shared_with_me,
    step_back,
    withdraw_supporter,
    write_note,
)
from tests.screens.own_clinic import let_everybody_in
from tests.storage_fixtures import PASSPHRASE, USERS, Clock

WORDS = "I dream of the man with the green umbrella"
NEW = "a lantern by the winter harbor"
WHY = "she forgot it over the summer"


class House:
    """The prepared clinic, where everyone has a pass phrase of their own and signs in with it."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.door = ClinicDoor(Settings(folder), clock, FLOOR)
        self.clock = clock

    @contextmanager
    def signed_in(self, name: str, passphrase: str = PASSPHRASE) -> Iterator[Context]:
        ctx = self.door.open(name, passphrase)
        try:
            yield ctx
        finally:
            self.door.close(ctx)

    def reset(self, role: Role) -> None:
        """An administrator makes a one-time pass phrase, and the person then chooses their own."""
        user = USERS[role]
        with self.signed_in("ada") as ada:
            once = reset_passphrase(ada, user.id, reason=WHY).passphrase
        with self.signed_in(user.name, once) as ctx:
            change_own_passphrase(ctx, once, NEW)


@pytest.fixture(scope="module")
def everyone_in(file_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The prepared clinic with a pass phrase for everyone, made once."""
    folder = tmp_path_factory.mktemp("everyone") / "data"
    let_everybody_in(file_template, folder)
    return folder


@pytest.fixture
def house(everyone_in: Path, tmp_path: Path, clock: Clock) -> House:
    return House(Path(shutil.copytree(everyone_in, tmp_path / "data")), clock)


ROSA, SAM, MARIA = (USERS[role].id for role in (Role.RECEPTION, Role.SUPERVISOR, Role.MANAGER))


def texts(ctx: Context) -> list[str]:
    return [note.text for note in my_notes(ctx).notes]


def shared(ctx: Context) -> dict[str, list[str]]:
    return {one.owner.name: [note.text for note in one.notes] for one in notes_shared_with_me(ctx)}


def test_a_person_writes_changes_and_deletes_and_sees_how_heavy_it_was_over_time(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        first = write_note(rosa, NoteDraft(WORDS, 8))
        house.clock.advance(timedelta(days=2))
        write_note(rosa, NoteDraft("", 4))
        assert texts(rosa) == ["", WORDS]
        assert [distress for _at, distress in over_time(my_notes(rosa).notes)] == [8, 4]
        changed = write_note(rosa, NoteDraft("better now", 7), over=first)
        assert (changed.written_at, changed.version) == (first.written_at, 2)
        with pytest.raises(ChangedMeanwhile):
            write_note(rosa, NoteDraft("from another window"), over=first)
        delete_note(rosa, changed.id)
        assert texts(rosa) == [""]
        with pytest.raises(NotFound):
            delete_note(rosa, changed.id)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (NoteDraft("  "), "text"),
        (NoteDraft("x" * 8_001), "text"),
        (NoteDraft("x", 11), "distress"),
        (NoteDraft("x", -1), "distress"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(house: House, draft: NoteDraft, field: str) -> None:
    with house.signed_in("rosa") as rosa, pytest.raises(Refused) as refused:
        write_note(rosa, draft)
    assert refused.value.field == field


def test_only_the_supporter_reads_them_and_no_longer_after_being_withdrawn(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft(WORDS, 8))
        choose_supporter(rosa, SAM)
        write_note(rosa, NoteDraft("the second"))
        notes = my_notes(rosa)
        assert notes.supporter is not None
        assert (notes.supporter.name, notes.standing) == ("Sam Supervisor", Standing.READS)
    with house.signed_in("sam") as sam:
        assert shared(sam) == {"Rosa Reception": ["the second", WORDS]}
        with pytest.raises(NotAllowed):
            delete_note(sam, notes.notes[0].id)
        with pytest.raises(NotAllowed):
            write_note(sam, NoteDraft("mine now"), over=notes.notes[0])
    for name in ("maria", "ada", "chris", "paul"):
        with house.signed_in(name) as other:
            assert shared(other) == {}
    with house.signed_in("rosa") as rosa:
        choose_supporter(rosa, MARIA)
    with house.signed_in("sam") as sam:
        assert shared(sam) == {}
    with house.signed_in("maria") as maria:
        assert shared(maria) == {"Rosa Reception": ["the second", WORDS]}
    with house.signed_in("rosa") as rosa:
        withdraw_supporter(rosa)
        assert (my_notes(rosa).supporter, my_notes(rosa).standing) == (None, None)
    with house.signed_in("maria") as maria:
        assert shared(maria) == {}


def test_a_supporter_steps_back_and_the_person_is_free_to_choose_again(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft(WORDS))
        choose_supporter(rosa, SAM)
    with house.signed_in("sam") as sam:
        step_back(sam, ROSA)
        assert shared(sam) == {}
    with house.signed_in("rosa") as rosa:
        assert my_notes(rosa).supporter is None
        assert texts(rosa) == [WORDS]


def test_no_one_is_chosen_who_could_not_be_alone_with_it(house: House) -> None:
    with house.signed_in("ada") as ada:
        reset_passphrase(ada, SAM, reason=WHY)  # someone else knows it until Sam has been here
    with house.signed_in("rosa") as rosa:
        assert [one.name for one in my_notes(rosa).choices] == ["ada", "chris", "Maria Manager", "paul"]
        with pytest.raises(Refused) as refused:
            choose_supporter(rosa, SAM)
        assert (refused.value.field, refused.value.reason) == ("supporter", Reason.NO_KEY_YET)
        with pytest.raises(NotFound):
            choose_supporter(rosa, ROSA)


def test_who_resets_the_supporter_gets_nothing_that_is_written_afterwards(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft("before"))
        choose_supporter(rosa, SAM)
    house.reset(Role.SUPERVISOR)
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft("after"))
        assert my_notes(rosa).standing is Standing.OTHER_KEY
    with house.signed_in("sam", NEW) as sam:
        (theirs,) = notes_shared_with_me(sam)
        assert (theirs.notes, theirs.closed) == ((), 1)
    with house.signed_in("rosa") as rosa:  # she asked Sam in person, and chooses him again
        choose_supporter(rosa, SAM)
    with house.signed_in("sam", NEW) as sam:
        assert shared(sam) == {"Rosa Reception": ["after", "before"]}
    with house.signed_in("ada") as ada:
        disable_user(ada, SAM, reason=WHY)
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft("alone again"))
        assert my_notes(rosa).standing is Standing.NO_KEY
        assert texts(rosa) == ["alone again", "after", "before"]


def test_after_a_reset_the_notes_are_closed_and_only_the_supporter_can_give_them_back(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft(WORDS, 8))
        choose_supporter(rosa, SAM)
        keep_note_draft(rosa, NoteDraft("half a sentence"), None)
    house.reset(Role.RECEPTION)
    with house.signed_in("rosa", NEW) as rosa:
        notes = my_notes(rosa)
        assert (notes.notes, notes.closed, notes.standing) == ((), 1, Standing.OTHER_KEY)
        assert find_note_draft(rosa) is None
        write_note(rosa, NoteDraft("after the reset"))
    with house.signed_in("sam") as sam:
        (theirs,) = notes_shared_with_me(sam)
        assert ([note.text for note in theirs.notes], theirs.lost_to_owner) == ([WORDS], 1)
        assert give_back(sam, ROSA) == 1
        assert notes_shared_with_me(sam)[0].lost_to_owner == 0
        assert give_back(sam, ROSA) == 0
    with house.signed_in("rosa", NEW) as rosa:
        assert texts(rosa) == ["after the reset", WORDS]
        choose_supporter(rosa, SAM)
    with house.signed_in("sam") as sam:
        assert shared(sam) == {"Rosa Reception": ["after the reset", WORDS]}


def test_chosen_again_after_a_reset_a_supporter_keeps_what_only_they_can_open(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft(WORDS))
        choose_supporter(rosa, SAM)
    house.reset(Role.RECEPTION)
    with house.signed_in("rosa", NEW) as rosa:
        choose_supporter(rosa, SAM)
    with house.signed_in("sam") as sam:
        assert give_back(sam, ROSA) == 1
    house.reset(Role.SUPERVISOR)
    with house.signed_in("rosa", NEW) as rosa:
        assert texts(rosa) == [WORDS]


def test_notes_that_no_one_opens_can_be_deleted(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft(WORDS))
    house.reset(Role.RECEPTION)
    with house.signed_in("rosa", NEW) as rosa:
        write_note(rosa, NoteDraft("new"))
        assert delete_closed_notes(rosa) == 1
        assert (texts(rosa), my_notes(rosa).closed) == (["new"], 0)


def test_nothing_is_given_back_to_a_pass_phrase_that_someone_else_knows(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft(WORDS))
        choose_supporter(rosa, SAM)
    with house.signed_in("ada") as ada:
        reset_passphrase(ada, ROSA, reason=WHY)
    with house.signed_in("sam") as sam, pytest.raises(Refused) as refused:
        give_back(sam, ROSA)
    assert refused.value.reason is Reason.NO_KEY_YET


def test_a_session_that_a_reset_left_behind_writes_nothing_that_no_one_could_open(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        with house.signed_in("ada") as ada:
            reset_passphrase(ada, ROSA, reason=WHY)
        for ask in (my_notes, notes_shared_with_me, find_note_draft):
            with pytest.raises(Refused) as refused:
                ask(rosa)
            assert refused.value.reason is Reason.KEY_OF_ANOTHER_DAY
        with pytest.raises(Refused):
            write_note(rosa, NoteDraft("lost"))


def test_a_changed_pass_phrase_keeps_the_notes_open(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft(WORDS))
        change_own_passphrase(rosa, PASSPHRASE, NEW)
        assert texts(rosa) == [WORDS]
    with house.signed_in("rosa", NEW) as rosa:
        assert texts(rosa) == [WORDS]


def test_who_comes_in_by_the_recovery_key_reads_no_notes_and_can_write_at_once(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft(WORDS))
    with house.signed_in("maria") as maria:
        agreed = replace(maria, agreement=agree(maria, Permission.NEW_RECOVERY_KEY, "ada", PASSPHRASE))
        recovery_key = renew_recovery_key(agreed, reason=WHY)
    by_key = house.door.open_with_recovery_key(recovery_key, "rosa", NEW)
    assert (texts(by_key), my_notes(by_key).closed) == ([], 1)
    write_note(by_key, NoteDraft("here again"))
    assert texts(by_key) == ["here again"]
    house.door.close(by_key)
    with house.signed_in("rosa", NEW) as rosa:
        assert texts(rosa) == ["here again"]


def test_a_draft_is_for_the_person_alone_and_gone_once_it_is_saved(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        choose_supporter(rosa, SAM)
        keep_note_draft(rosa, NoteDraft("half a"), None)
        keep_note_draft(rosa, NoteDraft("half a sentence", 3), None)
    with house.signed_in("sam") as sam:
        assert shared(sam) == {"Rosa Reception": []}
    with house.signed_in("rosa") as rosa:
        found = find_note_draft(rosa)
        assert found is not None
        assert (found.draft, found.over) == (NoteDraft("half a sentence", 3), None)
        assert my_notes(rosa).notes == ()
        note = write_note(rosa, found.draft)
        assert find_note_draft(rosa) is None
        keep_note_draft(rosa, NoteDraft("changed"), note.id)
        again = find_note_draft(rosa)
        assert again is not None
        assert again.over == note.id
        assert keep_note_draft(rosa, NoteDraft(), None) is None
        assert find_note_draft(rosa) is None


def test_the_trail_says_that_something_was_changed_and_nothing_else_and_the_check_is_content(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        note = write_note(rosa, NoteDraft(WORDS))
        choose_supporter(rosa, SAM)
        delete_note(rosa, note.id)
        with rosa.store.read() as unit:
            entries = [one for one in unit.audit.page(AuditFilter(), 0, 50) if one.kind == "wellbeing"]
        assert {(one.act, one.object_id, one.seal, tuple(one.facts)) for one in entries} == {
            ("changed", None, None, ())
        }
        assert len(entries) == 3
        assert check(rosa) == ()


def test_what_was_deleted_is_overwritten_in_the_file(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        assert isinstance(rosa.store, SqlStore)
        with rosa.store.engine.connect() as connection:
            assert connection.execute(text("PRAGMA secure_delete")).scalar() == 1


def test_a_note_that_another_tool_put_under_another_name_opens_for_no_one(house: House) -> None:
    with house.signed_in("rosa") as rosa:
        first, second = write_note(rosa, NoteDraft("first")), write_note(rosa, NoteDraft("second"))
        assert isinstance(rosa.store, SqlStore)
        with rosa.store.engine.begin() as connection:
            select = text("SELECT content FROM wellbeing_note WHERE id = :id")
            content = connection.execute(select, {"id": first.id.hex}).scalar()
            put = text("UPDATE wellbeing_note SET content = :content WHERE id = :id")
            connection.execute(put, {"content": content, "id": second.id.hex})
        assert (texts(rosa), my_notes(rosa).closed) == (["first"], 1)
        assert {one.fault for one in check(rosa)} == {"changed"}


def test_a_restored_backup_opens_them_with_the_pass_phrase_of_its_day(house: House, tmp_path: Path) -> None:
    with house.signed_in("rosa") as rosa:
        write_note(rosa, NoteDraft(WORDS))
    with house.signed_in("ada") as ada:
        made = back_up(ada, tmp_path / "friday.itbackup")
    door = ClinicDoor(Settings(tmp_path / "elsewhere"), house.clock, FLOOR)
    door.bring_back(made.path, ("maria", PASSPHRASE), ("ada", PASSPHRASE), WHY)
    rosa = door.open("rosa", PASSPHRASE)
    assert texts(rosa) == [WORDS]
    door.close(rosa)
