"""Pass phrases, key slots, the recovery key and the wait after wrong guesses."""

import contextlib
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incident_tracker.domain.errors import KeysDamaged, Reason, Refused, StoreMissing, WrongCredentials
from incident_tracker.security.cabinet import KEYS, FileCabinet
from incident_tracker.security.key_ring import (
    KeyRing,
    dump,
    new_store_mark,
    parse,
    unwrap,
    unwrap_with_recovery,
    wrap,
    wrap_for_recovery,
)
from incident_tracker.security.key_slots import KeySlots, mend_copies, read_ring
from incident_tracker.security.keys import new_data_key, purpose_keys, wipe
from incident_tracker.security.passphrases import FLOOR, accept_passphrase
from incident_tracker.security.recovery import new_recovery_key, read_recovery_key

PHRASE = "seven quiet herons by the pond"


@pytest.fixture(scope="module")
def key() -> bytearray:
    return new_data_key()


@pytest.fixture(scope="module")
def recovery_key() -> str:
    return new_recovery_key()


@pytest.fixture(scope="module")
def ring(key: bytearray, recovery_key: str) -> KeyRing:
    alone = wrap(KeyRing(new_store_mark()), key, "Rosa", PHRASE, cost=FLOOR)
    return wrap_for_recovery(alone, key, recovery_key)


def test_the_user_and_the_recovery_key_open_the_same_data_key(ring: KeyRing, key: bytearray, recovery_key: str) -> None:
    again = parse(dump(ring))
    assert unwrap(again, " rosa ", PHRASE)[0] == key
    assert unwrap_with_recovery(again, recovery_key.lower().replace("-", " ")) == key


@pytest.mark.parametrize(("name", "phrase"), [("rosa", PHRASE + "!"), ("nobody", PHRASE), ("", PHRASE)])
def test_a_wrong_phrase_and_an_unknown_user_get_the_same_answer(ring: KeyRing, name: str, phrase: str) -> None:
    with pytest.raises(WrongCredentials) as told:
        unwrap(ring, name, phrase)
    assert str(told.value) == ""


def test_forms_of_the_same_letters_are_the_same_phrase(key: bytearray) -> None:
    composed, decomposed = "caf\u00e9 au lait, s'il vous", "cafe\u0301 au lait, s'il vous"
    ring = wrap(KeyRing(new_store_mark()), key, "rosa", composed, cost=FLOOR)
    assert unwrap(ring, "rosa", decomposed)[0] == key


def test_a_new_phrase_ends_the_old_one_and_a_removed_user_stays_out(ring: KeyRing, key: bytearray) -> None:
    renewed = wrap(ring, key, "ROSA", "another calm phrase entirely", cost=FLOOR)
    assert len(renewed.slots) == len(ring.slots)
    with pytest.raises(WrongCredentials):
        unwrap(renewed, "rosa", PHRASE)
    with pytest.raises(WrongCredentials):
        unwrap(ring.without("rosa"), "rosa", PHRASE)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 100_000), flip=st.integers(1, 255))
def test_any_damage_to_the_key_file_is_called_damage(ring: KeyRing, place: int, flip: int) -> None:
    raw = bytearray(dump(ring).encode())
    place %= len(raw)
    raw[place] ^= flip
    text = raw.decode("utf-8", "replace")
    with contextlib.suppress(KeysDamaged):
        assert parse(text) == ring  # a flip between the tokens leaves the same ring


def test_slots_cannot_be_swapped_weakened_or_moved(ring: KeyRing) -> None:
    def tampered(change: str) -> str:
        body = json.loads(dump(ring))
        slot = body["slots"][0]
        if change == "owner":
            slot["owner"] = "sam"
        elif change == "weaker":
            slot["cost"]["memory"] = 8
        elif change == "endless":
            slot["cost"]["passes"] = 10_000
        elif change == "other store":
            body["store"] = "00" * 16
        elif change == "one time":
            slot["one_time"] = True
        del body["digest"]
        body["digest"] = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        return json.dumps(body)

    for change in ("weaker", "endless"):
        with pytest.raises(KeysDamaged):
            parse(tampered(change))
    for change, name in (("owner", "sam"), ("other store", "rosa"), ("one time", "rosa")):
        with pytest.raises(WrongCredentials):
            unwrap(parse(tampered(change)), name, PHRASE)


def test_the_key_file_has_a_second_copy_to_fall_back_on(tmp_path: Path, ring: KeyRing, key: bytearray) -> None:
    cabinet = FileCabinet(tmp_path / "clinic.db")
    with pytest.raises(StoreMissing):
        read_ring(cabinet)
    cabinet.write(KEYS, dump(ring))
    slots = KeySlots(cabinet, key, FLOOR)
    slots.give("sam", "a phrase that only lasts once", one_time=True)
    slots.check("sam", "a phrase that only lasts once")
    file, second = tmp_path / "clinic.keys", tmp_path / "clinic.keys.bak"
    assert [path.stat().st_mode & 0o077 for path in (file, second)] == [0, 0]
    whole = file.read_bytes()
    assert not mend_copies(cabinet)
    for spoil in (lambda: file.write_bytes(whole[:-40]), file.unlink):
        spoil()
        assert read_ring(cabinet) == parse(whole.decode())
        assert mend_copies(cabinet)
        assert file.read_bytes() == second.read_bytes() == whole
    for spoil in (lambda: second.write_bytes(b"\xff\xfe"), second.unlink, lambda: second.write_text(dump(ring))):
        spoil()
        assert not mend_copies(cabinet)
        assert file.read_bytes() == second.read_bytes() == whole
    for path in (file, second):
        path.write_bytes(b"\xff\xfe")
    with pytest.raises(KeysDamaged):
        read_ring(cabinet)
    with pytest.raises(KeysDamaged):
        mend_copies(cabinet)


def test_a_wiped_key_is_gone_and_purposes_do_not_share_keys() -> None:
    key = new_data_key()
    keys = purpose_keys(key)
    assert len({keys.audit, keys.seal, keys.backup, bytes(key)}) == 4
    wipe(key)
    assert not any(key)


@given(seed=st.integers(0, 7), place=st.integers(0, 4), other=st.integers(0, 31))
def test_every_mistyped_character_of_the_recovery_key_names_its_group(seed: int, place: int, other: int) -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    groups = new_recovery_key().split("-")
    assert [len(group) for group in groups] == [5] * 8
    group = groups[seed]
    changed = group[:place] + alphabet[other] + group[place + 1 :]
    typed = "-".join([*groups[:seed], changed, *groups[seed + 1 :]])
    if changed == group:
        assert len(read_recovery_key(typed)) == 20
        return
    with pytest.raises(Refused) as told:
        read_recovery_key(typed)
    assert told.value.values == {"group": seed + 1}


def test_swapped_groups_letters_and_a_foreign_key_are_refused(ring: KeyRing, recovery_key: str) -> None:
    groups = recovery_key.split("-")
    for typed in ("-".join([groups[1], groups[0], *groups[2:]]), "-".join(groups[:7]), new_recovery_key()):
        with pytest.raises(Refused) as told:
            unwrap_with_recovery(ring, typed)
        assert told.value.reason is Reason.RECOVERY_KEY_WRONG


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("fourteen chars", Reason.PASSPHRASE_TOO_SHORT),
        ("password password", Reason.PASSPHRASE_TOO_COMMON),
        ("aaaaaaaaaaaaaaaaaaaa", Reason.PASSPHRASE_TOO_COMMON),
        ("abcdefghijklmnopqrs", Reason.PASSPHRASE_TOO_COMMON),
        ("the desk of RoSa Reception", Reason.PASSPHRASE_HAS_NAME),
    ],
)
def test_what_a_pass_phrase_must_not_be(phrase: str, reason: Reason) -> None:
    with pytest.raises(Refused) as told:
        accept_passphrase(phrase, "rosa")
    assert (told.value.reason, told.value.field) == (reason, "passphrase")


def test_fifteen_letters_and_blanks_do_and_long_phrases_count_whole(key: bytearray) -> None:
    assert accept_passphrase("blue kettle run", "rosa") == "blue kettle run"
    long = accept_passphrase("river stone " * 6, "rosa")
    assert len(long) > 64
    ring = wrap(KeyRing(new_store_mark()), key, "rosa", long, cost=FLOOR)
    with pytest.raises(WrongCredentials):
        unwrap(ring, "rosa", long[:-1])
