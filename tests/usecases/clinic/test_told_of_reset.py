"""A pass phrase that someone else reset is told to its owner, until they came in once with one of their own."""

from pathlib import Path

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.clinic.notices import Notice, told_of_reset
from incident_tracker.labels.clinic.notices import notice_text
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.accounts import change_own_passphrase, list_users, reset_passphrase
from tests.screens.own_clinic import let_everybody_in
from tests.storage_fixtures import PASSPHRASE, Clock

WHY = "She forgot it over the holidays and asked me on the phone."
OWN = "seven kettles in the attic"


def test_a_manager_is_told_of_a_reset_until_she_came_in_with_her_own_words(
    file_template: Path, tmp_path: Path, clock: Clock
) -> None:
    let_everybody_in(file_template, tmp_path / "six")
    door = ClinicDoor(Settings(tmp_path / "six"), clock, FLOOR)
    ada = door.open("ada", PASSPHRASE)
    maria = next(user for user in list_users(ada) if user.name == "maria")
    given = reset_passphrase(ada, maria.id, reason=WHY)
    door.close(ada)
    for _ in range(2):  # the first may be the person who reset it
        ctx = door.open("maria", given.passphrase)
        assert door.notices == (Notice.RESET_BY_ANOTHER,)
        assert "privacy officer" in notice_text(door.notices[0])
        door.close(ctx)
    ctx = door.open("maria", given.passphrase)
    change_own_passphrase(ctx, given.passphrase, OWN)
    door.close(ctx)
    ctx = door.open("maria", OWN)
    assert door.notices == (Notice.RESET_BY_ANOTHER,)
    door.close(ctx)
    ctx = door.open("maria", OWN)
    assert door.notices == ()
    door.close(ctx)


def test_own_changes_alone_are_told_to_no_one() -> None:
    assert not told_of_reset(reset=0, changed=9, last_here=8)
    assert not told_of_reset(reset=3, changed=5, last_here=7)
