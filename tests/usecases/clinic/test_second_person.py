"""What takes two: someone else who holds the right agrees in the same act; without anyone else, the recovery key."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from incident_tracker.domain.audit import RECOVERY_KEY, AuditFilter
from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.clinic.notices import Notice
from incident_tracker.domain.errors import (
    ConfirmationNeeded,
    Delayed,
    OwnPassphraseNeeded,
    Reason,
    Refused,
    SecondNeeded,
    WrongCredentials,
)
from incident_tracker.labels.clinic.notices import notice_text
from incident_tracker.ports.context import Agreement, Context
from incident_tracker.usecases.clinic.accounts import Admitted, add_user, change_role, disable_user, renew_recovery_key
from incident_tracker.usecases.clinic.second_person import agree, agree_by_recovery_key
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.clinic.upkeep import check
from incident_tracker.usecases.oversight.audit_trail import list_audit
from tests.screens.own_clinic import PHRASE, make_clinic
from tests.storage_fixtures import PASSPHRASE, USERS, Clinic, Clock, keep

REASON = "the envelope in the safe was opened"
RIGHT = Permission.NEW_RECOVERY_KEY
OWN_WORDS = "orange kites over the bay"
pytestmark = pytest.mark.postgres


def with_words(clinic: Clinic, role: Role) -> Context:
    """The context of a role, whose user has the pass phrase of all."""
    with clinic.store.read() as unit:
        unit.key_slots.give(USERS[role].name, PASSPHRASE)
    return clinic.as_role(role)


def test_a_new_recovery_key_takes_two_and_both_are_in_the_trail(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    with pytest.raises(SecondNeeded) as told:
        renew_recovery_key(maria, reason=REASON)
    assert not told.value.recovery_key
    agreed = replace(maria, agreement=agree(maria, RIGHT, "ada", PASSPHRASE))
    key = renew_recovery_key(agreed, reason=REASON)
    assert len(key.split("-")) == 8
    line = list_audit(clinic.as_role(Role.PRIVACY), AuditFilter(), count=1).lines[0]
    assert (line.act, line.who, line.second, line.reason) == ("recovery_key_renewed", "maria", "ada", REASON)
    assert check(maria) == ()


def test_only_someone_else_with_the_right_can_agree(clinic: Clinic) -> None:
    maria = with_words(clinic, Role.MANAGER)
    with_words(clinic, Role.SUPERVISOR)
    for name, passphrase, field in (("maria", PASSPHRASE, "second_name"), ("sam", PASSPHRASE, "second_name")):
        with pytest.raises(Refused) as told:
            agree(maria, RIGHT, name, passphrase)
        assert (told.value.reason, told.value.field) == (Reason.MAY_NOT_AGREE, field)
    for name, passphrase in (("ada", "not hers at all, surely"), ("nobody", PASSPHRASE)):
        with pytest.raises(WrongCredentials):
            agree(maria, RIGHT, name, passphrase)


def chosen(ctx: Context, admitted: Admitted) -> str:
    """A pass phrase of their own in place of the one-time one."""
    with ctx.store.read() as unit:
        unit.key_slots.change(admitted.user.name, admitted.passphrase, OWN_WORDS)
    return OWN_WORDS


def test_the_gate_itself_looks_at_who_agreed_to_what_and_when(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    sam, now = USERS[Role.SUPERVISOR], clinic.clock()
    for forged in (Agreement(RIGHT, now, sam.id), Agreement(RIGHT, now, maria.actor.user_id)):
        with pytest.raises(Refused):
            renew_recovery_key(replace(maria, agreement=forged), reason=REASON)
    ada = USERS[Role.ADMINISTRATOR]
    for useless in (
        Agreement(Permission.RESTORE, now, ada.id),
        Agreement(RIGHT, now - timedelta(minutes=6), ada.id),
        Agreement(RIGHT, now, None),
    ):
        with pytest.raises(SecondNeeded):
            renew_recovery_key(replace(maria, agreement=useless), reason=REASON)
    with pytest.raises(ConfirmationNeeded):
        renew_recovery_key(replace(maria, confirmed_at=None), reason=REASON)


def test_an_account_that_was_closed_agrees_to_nothing(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    second = add_user(ada, "max", Role.ADMINISTRATOR, reason=REASON)
    maria = clinic.as_role(Role.MANAGER)
    with pytest.raises(OwnPassphraseNeeded):  # Ada, who made it, could agree to herself by it
        agree(maria, RIGHT, "max", second.passphrase)
    agreement = agree(maria, RIGHT, "max", chosen(ada, second))
    disable_user(ada, second.user.id, reason=REASON)
    with pytest.raises(Refused):
        renew_recovery_key(replace(maria, agreement=agreement), reason=REASON)
    with pytest.raises(WrongCredentials):
        agree(maria, RIGHT, "max", OWN_WORDS)


def test_the_recovery_key_counts_only_where_nobody_else_holds_the_right(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    with clinic.store.read() as unit:
        key = unit.key_slots.new_recovery_key()
    by_key = replace(ada, agreement=agree_by_recovery_key(ada, RIGHT, key))
    with pytest.raises(SecondNeeded):
        renew_recovery_key(by_key, reason=REASON)
    maria = USERS[Role.MANAGER]
    add_user(ada, "max", Role.SUPERVISOR, reason=REASON)
    with clinic.store.write() as unit:  # the last manager cannot be taken away by the use case
        unit.users.save(replace(maria, active=False))
        keep(unit)
    with pytest.raises(SecondNeeded) as told:
        renew_recovery_key(ada, reason=REASON)
    assert told.value.recovery_key
    with pytest.raises(Refused) as refused:
        agree_by_recovery_key(ada, RIGHT, key[:-1] + ("0" if key[-1] != "0" else "1"))
    assert refused.value.field == "recovery_key"
    renew_recovery_key(by_key, reason=REASON)
    line = list_audit(clinic.as_role(Role.PRIVACY), AuditFilter(), count=1).lines[0]
    assert line.second == RECOVERY_KEY


def test_nobody_agrees_who_lost_the_role_meanwhile(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    second = add_user(ada, "max", Role.MANAGER, reason=REASON)
    agreement = agree(ada, RIGHT, "max", chosen(ada, second))
    change_role(ada, second.user.id, Role.RECEPTION, reason=REASON)
    with pytest.raises(Refused):
        renew_recovery_key(replace(ada, agreement=agreement), reason=REASON)


def test_everybody_is_told_at_the_next_sign_in_that_the_recovery_key_agreed(tmp_path: Path, clock: Clock) -> None:
    """Told once each, whatever their role."""
    door = make_clinic(tmp_path, clock)
    ctx = door.open("ada", PHRASE)
    assert door.notices == ()
    sites = frozenset(site.id for site in list_sites(ctx))
    rosa = add_user(ctx, "rosa", Role.RECEPTION, reason=REASON, sites=sites)
    with ctx.store.read() as unit:
        key = unit.key_slots.new_recovery_key()
    clock.advance(timedelta(minutes=1))
    agreement = agree_by_recovery_key(ctx, RIGHT, key)
    renew_recovery_key(replace(ctx, agreement=agreement), reason=REASON)
    door.close(ctx)
    for name, passphrase in (("ada", PHRASE), ("rosa", rosa.passphrase)):
        door.close(door.open(name, passphrase))
        assert door.notices == (Notice.RECOVERY_KEY_AGREED,)
        assert "second person" in notice_text(door.notices[0])
        door.close(door.open(name, passphrase))
        assert door.notices == ()


def test_failed_tries_of_the_second_person_are_counted_and_noted(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    for _ in range(3):
        with pytest.raises(WrongCredentials):
            agree(maria, RIGHT, "ada", "not hers at all, surely")
    agree(maria, RIGHT, "ada", PASSPHRASE)
    lines = list_audit(clinic.as_role(Role.PRIVACY), AuditFilter(), count=3).lines
    assert [(line.act, line.who) for line in lines] == [("sign_in_failed", "ada")] * 3
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            agree(maria, RIGHT, "ada", "not hers at all, surely")
    with pytest.raises(Delayed):
        agree(maria, RIGHT, "ada", PASSPHRASE)
