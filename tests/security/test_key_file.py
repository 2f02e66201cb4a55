"""The key file: damage and tampering, its second copy, key pairs, and the way from the first format to the second."""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incident_tracker.domain.errors import (
    KeysDamaged,
    OwnPassphraseNeeded,
    Problem,
    StoreMissing,
    StoreTooNew,
    WrongCredentials,
)
from incident_tracker.security.cabinet import KEYS, FileCabinet
from incident_tracker.security.key_file import RECOVERY, KeyRing, newest_readable, parse_ring, ring_text
from incident_tracker.security.key_ring import (
    clinic_pair,
    new_ring,
    unlock,
    unlock_with_recovery,
    with_second_key,
    with_slot,
    wrap_for_recovery,
)
from incident_tracker.security.key_slots import OpenKeySlots, mend_copies, read_ring, settle
from incident_tracker.security.keys import DataKeys, new_data_keys, new_key
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.security.recovery import new_recovery_key
from incident_tracker.security.sealing import bound_to, open_sealed, seal_for
from incident_tracker.wording import problem_text
from tests.migrations.frozen_shapes import FOLDER, shape_of
from tests.security.first_format import ring_of_format_1
from tests.tries import examples

PHRASE = "seven quiet herons by the pond"
OTHER = "orange kites over the bay"
STORE = bytes(range(16))


@pytest.fixture(scope="module")
def keys() -> DataKeys:
    return new_data_keys()


@pytest.fixture(scope="module")
def recovery_key() -> str:
    return new_recovery_key()


@pytest.fixture(scope="module")
def ring(keys: DataKeys, recovery_key: str) -> KeyRing:
    two = with_slot(with_slot(new_ring(keys), keys, "Rosa", PHRASE, cost=FLOOR), keys, "sam", OTHER, cost=FLOOR)
    return wrap_for_recovery(two, keys, recovery_key)


@pytest.fixture(scope="module")
def mixed_ring(keys: DataKeys) -> KeyRing:
    """Of format 2, but sam was not here since."""
    first = ring_of_format_1(STORE, bytes(keys.data), {"rosa": PHRASE, "sam": OTHER})
    return with_slot(first, keys, "Rosa", PHRASE, cost=FLOOR)


@pytest.fixture
def cabinet(tmp_path: Path, ring: KeyRing) -> FileCabinet:
    cabinet = FileCabinet(tmp_path / "clinic.db")
    cabinet.write(KEYS, ring_text(ring))
    return cabinet


def with_new_digest(body: dict[str, Any]) -> str:
    body.pop("digest", None)
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return json.dumps(body | {"digest": digest})


def tampered(value: Any) -> Iterator[Any]:
    """Every way to change, take out or double one value inside a JSON value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield {other: kept for other, kept in value.items() if other != name}
            yield from (value | {name: changed} for changed in tampered(inner))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield value[:place] + value[place + 1 :]
            yield [*value, inner]
            yield from ([*value[:place], changed, *value[place + 1 :]] for changed in tampered(inner))
    elif isinstance(value, bool | int):
        yield (not value) if isinstance(value, bool) else value + 1
    else:
        yield from (start + value[1:] for start in "Ak17" if value[:1].lower() != start.lower())


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 100_000), flip=st.integers(1, 255))
def test_any_damage_to_the_key_file_is_called_damage(ring: KeyRing, place: int, flip: int) -> None:
    raw = bytearray(ring_text(ring).encode())
    place %= len(raw)
    raw[place] ^= flip
    text = raw.decode("utf-8", "replace")
    with contextlib.suppress(KeysDamaged):
        assert parse_ring(text) == ring  # a flip between the tokens leaves the same ring


@pytest.mark.parametrize("which", ["ring", "mixed_ring"])
def test_a_file_that_was_changed_anywhere_without_its_keys_opens_for_nobody(
    request: pytest.FixtureRequest, which: str
) -> None:
    body = json.loads(ring_text(request.getfixturevalue(which)))
    del body["digest"]
    count = 0
    for changed in tampered(body):
        with pytest.raises((KeysDamaged, WrongCredentials, StoreTooNew)):
            unlock(parse_ring(with_new_digest(changed)), "rosa", PHRASE)
        count += 1
    assert count > 80


def test_slots_cannot_be_swapped_weakened_or_moved(ring: KeyRing) -> None:
    def changed(change: str) -> str:
        body = json.loads(ring_text(ring))
        slot = body["slots"][0]
        if change == "owner":
            slot["owner"] = "tom"
        elif change == "weaker":
            slot["cost"]["memory"] = 8
        elif change == "endless":
            slot["cost"]["passes"] = 10_000
        elif change == "other store":
            body["store"] = "00" * 16
        elif change == "one time":
            slot["one_time"] = True
        return with_new_digest(body)

    for change in ("weaker", "endless"):
        with pytest.raises(KeysDamaged):
            parse_ring(changed(change))
    for change, name in (("owner", "tom"), ("other store", "rosa"), ("one time", "rosa")):
        with pytest.raises(WrongCredentials):
            unlock(parse_ring(changed(change)), name, PHRASE)


def test_a_slot_of_an_earlier_file_opens_nothing_in_the_present_one(ring: KeyRing, keys: DataKeys) -> None:
    present = json.loads(ring_text(with_slot(ring, keys, "rosa", "another calm phrase entirely", cost=FLOOR)))
    earlier = json.loads(ring_text(ring))
    [old] = [slot for slot in earlier["slots"] if slot["owner"] == "rosa"]
    present["slots"] = [old if slot["owner"] == "rosa" else slot for slot in present["slots"]]
    with pytest.raises(KeysDamaged):
        unlock(parse_ring(with_new_digest(present)), "rosa", PHRASE)


def test_an_altered_file_is_not_signed_again_by_those_who_are_in(cabinet: FileCabinet, keys: DataKeys) -> None:
    slots, body = OpenKeySlots(cabinet, keys, FLOOR), json.loads(cabinet.generations(KEYS)[0])
    assert slots.are_sound()
    body["clinic"]["public"] = body["slots"][0]["public"]
    altered = with_new_digest(body)
    cabinet.write(KEYS, altered)
    assert not slots.are_sound()
    changes: list[Callable[[], object]] = [
        lambda: slots.give("tom", OTHER),
        lambda: slots.change("rosa", PHRASE, OTHER),
        lambda: slots.take("sam"),
        slots.new_recovery_key,
    ]
    for change in changes:
        with pytest.raises(KeysDamaged):
            change()
    assert cabinet.generations(KEYS) == (altered, altered)


def test_the_key_file_has_a_second_copy_to_fall_back_on(tmp_path: Path, ring: KeyRing, keys: DataKeys) -> None:
    cabinet = FileCabinet(tmp_path / "clinic.db")
    with pytest.raises(StoreMissing):
        read_ring(cabinet)
    cabinet.write(KEYS, ring_text(ring))
    slots = OpenKeySlots(cabinet, keys, FLOOR)
    slots.give("tom", "a phrase that only lasts once", one_time=True)
    with pytest.raises(OwnPassphraseNeeded):
        slots.check("tom", "a phrase that only lasts once")
    file, second = tmp_path / "clinic.keys", tmp_path / "clinic.keys.bak"
    assert [path.stat().st_mode & 0o077 for path in (file, second)] == [0, 0]
    whole = file.read_bytes()
    assert not mend_copies(cabinet)
    for spoil in (lambda: file.write_bytes(whole[:-40]), file.unlink):
        spoil()
        assert read_ring(cabinet) == parse_ring(whole.decode())
        assert mend_copies(cabinet)
        assert file.read_bytes() == second.read_bytes() == whole
    for spoil in (lambda: second.write_bytes(b"\xff\xfe"), lambda: second.write_text(ring_text(ring)), second.unlink):
        spoil()
        assert slots.are_sound() is not second.exists()
        assert not mend_copies(cabinet)
        assert file.read_bytes() == second.read_bytes() == whole
    for path in (file, second):
        path.write_bytes(b"\xff\xfe")
    with pytest.raises(KeysDamaged):
        read_ring(cabinet)
    with pytest.raises(KeysDamaged):
        mend_copies(cabinet)


def test_a_later_format_is_refused_with_the_advice_to_update_and_a_damaged_one_as_damage(ring: KeyRing) -> None:
    body = json.loads(ring_text(ring))
    later = with_new_digest({"format": 3, "store": body["store"], "rooms": [1, 2]})
    with pytest.raises(StoreTooNew) as told:
        parse_ring(later)
    assert "please update" in problem_text(told.value)
    with pytest.raises(StoreTooNew):
        newest_readable([later, ring_text(ring)])
    with pytest.raises(KeysDamaged):
        parse_ring(later.replace("rooms", "roams"))
    assert newest_readable([later[:-10], ring_text(ring)]) == ring


def test_what_is_sealed_for_a_user_opens_after_they_changed_their_phrase_and_not_after_a_reset(
    cabinet: FileCabinet, keys: DataKeys
) -> None:
    slots, bound = OpenKeySlots(cabinet, keys, FLOOR), bound_to("a note")

    def private_key(phrase: str) -> bytes:
        opened = unlock(read_ring(cabinet), "rosa", phrase)
        assert opened.pair is not None
        return opened.pair.private

    slot = read_ring(cabinet).slot_of("rosa")
    assert slot is not None
    sealed = seal_for(slot.public, b"shared with Rosa", bound)
    assert slots.change("rosa", PHRASE, OTHER) == 0
    assert open_sealed(private_key(OTHER), sealed, bound) == b"shared with Rosa"
    assert open_sealed(private_key(OTHER), sealed, bound_to("another note")) is None

    slots.give("rosa", PHRASE, one_time=True)
    assert open_sealed(private_key(PHRASE), sealed, bound) is None
    seen_by_another = private_key(PHRASE)
    slots.change("rosa", PHRASE, OTHER)
    assert private_key(OTHER) != seen_by_another
    with pytest.raises(WrongCredentials):
        slots.change("rosa", PHRASE, OTHER)


def test_anyone_can_seal_something_for_the_clinic_and_the_person_who_is_in_can_open_it(
    ring: KeyRing, keys: DataKeys
) -> None:
    told = json.loads(ring_text(ring))
    assert parse_ring(ring_text(ring)).clinic == ring.clinic
    assert ring.clinic is not None
    assert told["clinic"]["public"]
    sealed = seal_for(ring.clinic.public, b"time and desk", b"stub")
    assert open_sealed(clinic_pair(ring, keys.data).private, sealed, b"stub") == b"time and desk"
    with pytest.raises(KeysDamaged):
        clinic_pair(ring, new_key())


def test_the_released_first_format_is_read_and_written_unchanged() -> None:
    folder = FOLDER / "0005-keys1"
    text = (folder / "clinic.keys").read_text()
    assert ring_text(parse_ring(text)) == text
    shape = shape_of(folder)
    for name, passphrase in shape.passphrases.items():
        assert unlock(parse_ring(text), name, passphrase).pair is None
    unlock_with_recovery(parse_ring(text), shape.recovery_key)


def test_users_of_the_first_format_get_a_pair_one_after_the_other(tmp_path: Path, recovery_key: str) -> None:
    cabinet, data = FileCabinet(tmp_path / "clinic.db"), new_key()
    cabinet.write(KEYS, ring_text(ring_of_format_1(STORE, bytes(data), {"rosa": PHRASE, "sam": OTHER}, recovery_key)))
    seen = set()

    def come(name: str, phrase: str) -> tuple[set[str], bool]:
        """Who has a pair now, and is there an escrow?"""
        opened = unlock(read_ring(cabinet), name, phrase)
        settle(cabinet, opened, phrase, False)
        present = read_ring(cabinet)
        again = unlock(present, name, phrase)
        assert again.keys == opened.keys
        assert again.pair is not None
        seen.add(bytes(opened.keys.identity))
        assert opened.keys.data == data
        assert json.loads(ring_text(present))["format"] == 2
        return {slot.owner for slot in present.slots if slot.public}, bool(present.escrow)

    assert come("rosa", PHRASE) == ({"rosa"}, True)
    assert come("rosa", PHRASE) == ({"rosa"}, True)
    assert come("sam", OTHER) == ({"rosa", "sam"}, True)
    opened = unlock_with_recovery(read_ring(cabinet), recovery_key)
    settle(cabinet, opened, recovery_key, False)
    assert {slot.owner for slot in read_ring(cabinet).slots if slot.public} == {"rosa", "sam", RECOVERY}
    assert not read_ring(cabinet).escrow
    assert seen == {bytes(unlock_with_recovery(read_ring(cabinet), recovery_key).keys.identity)}


def test_two_who_come_first_at_the_same_time_agree_on_one_second_key(tmp_path: Path) -> None:
    cabinet = FileCabinet(tmp_path / "clinic.db")
    cabinet.write(
        KEYS, ring_text(ring_of_format_1(STORE, bytes(new_key()), {"rosa": PHRASE, "sam": OTHER, "tom": OTHER}))
    )
    first = unlock(read_ring(cabinet), "rosa", PHRASE)
    second = unlock(read_ring(cabinet), "sam", OTHER)
    assert first.keys.identity != second.keys.identity
    settle(cabinet, first, PHRASE, False)
    settle(cabinet, second, OTHER, False)
    assert first.keys == second.keys == unlock(read_ring(cabinet), "tom", OTHER).keys


def test_a_phrase_that_was_reset_meanwhile_is_not_put_back_by_the_change_of_format(tmp_path: Path) -> None:
    cabinet = FileCabinet(tmp_path / "clinic.db")
    cabinet.write(KEYS, ring_text(ring_of_format_1(STORE, bytes(new_key()), {"ada": PHRASE, "rosa": PHRASE})))
    ada = unlock(read_ring(cabinet), "ada", PHRASE)
    settle(cabinet, ada, PHRASE, False)
    rosa = unlock(read_ring(cabinet), "rosa", PHRASE)
    OpenKeySlots(cabinet, ada.keys, FLOOR).give("rosa", OTHER)
    settle(cabinet, rosa, PHRASE, False)
    with pytest.raises(WrongCredentials):
        unlock(read_ring(cabinet), "rosa", PHRASE)
    assert unlock(read_ring(cabinet), "rosa", OTHER).keys == ada.keys


def test_a_slot_of_the_first_format_cannot_be_put_into_a_file_of_the_second(keys: DataKeys) -> None:
    first = ring_of_format_1(STORE, bytes(keys.data), {"rosa": PHRASE})
    second = json.loads(ring_text(with_slot(with_second_key(first, keys), keys, "rosa", OTHER, cost=FLOOR)))
    second["slots"] = json.loads(ring_text(first))["slots"]
    with pytest.raises(KeysDamaged):
        unlock(parse_ring(with_new_digest(second)), "rosa", PHRASE)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"digest": 1}', "[" * 100_000])
def test_what_is_no_key_file_is_damage(text: str) -> None:
    with pytest.raises(Problem) as told:
        parse_ring(text)
    assert isinstance(told.value, KeysDamaged)
