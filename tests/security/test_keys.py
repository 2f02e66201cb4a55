"""Pass phrases, the keys that they open, and the recovery key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.errors import Reason, Refused, WrongCredentials
from incident_tracker.security.key_file import KeyRing, parse_ring, ring_text
from incident_tracker.security.key_ring import (
    new_ring,
    unlock,
    unlock_with_recovery,
    with_slot,
    without,
    wrap_for_recovery,
)
from incident_tracker.security.keys import DataKeys, new_data_keys, purpose_keys
from incident_tracker.security.passphrases import FLOOR, accept_passphrase
from incident_tracker.security.recovery import new_recovery_key, read_recovery_key
from incident_tracker.security.sealing import new_pair

PHRASE = "seven quiet herons by the pond"


@pytest.fixture(scope="module")
def keys() -> DataKeys:
    return new_data_keys()


@pytest.fixture(scope="module")
def recovery_key() -> str:
    return new_recovery_key()


@pytest.fixture(scope="module")
def ring(keys: DataKeys, recovery_key: str) -> KeyRing:
    alone = with_slot(new_ring(keys), keys, "Rosa", PHRASE, cost=FLOOR)
    return wrap_for_recovery(alone, keys, recovery_key)


def test_the_user_and_the_recovery_key_open_the_same_keys(ring: KeyRing, keys: DataKeys, recovery_key: str) -> None:
    again = parse_ring(ring_text(ring))
    assert unlock(again, " rosa ", PHRASE).keys == keys
    assert unlock_with_recovery(again, recovery_key.lower().replace("-", " ")).keys == keys


@pytest.mark.parametrize(("name", "phrase"), [("rosa", PHRASE + "!"), ("nobody", PHRASE), ("", PHRASE)])
def test_a_wrong_phrase_and_an_unknown_user_get_the_same_answer(ring: KeyRing, name: str, phrase: str) -> None:
    with pytest.raises(WrongCredentials) as told:
        unlock(ring, name, phrase)
    assert str(told.value) == ""


def test_forms_of_the_same_letters_are_the_same_phrase(keys: DataKeys) -> None:
    composed, decomposed = "caf\u00e9 au lait, s'il vous", "cafe\u0301 au lait, s'il vous"
    ring = with_slot(new_ring(keys), keys, "rosa", composed, cost=FLOOR)
    assert unlock(ring, "rosa", decomposed).keys == keys


def test_a_new_phrase_ends_the_old_one_and_a_removed_user_stays_out(ring: KeyRing, keys: DataKeys) -> None:
    renewed = with_slot(ring, keys, "ROSA", "another calm phrase entirely", cost=FLOOR)
    assert len(renewed.slots) == len(ring.slots)
    with pytest.raises(WrongCredentials):
        unlock(renewed, "rosa", PHRASE)
    with pytest.raises(WrongCredentials):
        unlock(without(ring, keys, "rosa"), "rosa", PHRASE)


def test_wiped_keys_are_gone_and_purposes_do_not_share_keys() -> None:
    keys = new_data_keys()
    keys.own[:] = new_pair().private
    single = purpose_keys(keys.data)
    assert len({single.audit, single.seal, single.backup, bytes(keys.data), bytes(keys.identity)}) == 5
    kept = keys.copy()
    keys.wipe()
    assert not any(keys.data + keys.identity + keys.own)
    assert any(kept.data)
    assert any(kept.identity)


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
            unlock_with_recovery(ring, typed)
        assert told.value.reason is Reason.RECOVERY_KEY_WRONG


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("fourteen chars", Reason.PASSPHRASE_TOO_SHORT),
        ("password password", Reason.PASSPHRASE_TOO_COMMON),
        ("aaaaaaaaaaaaaaaaaaaa", Reason.PASSPHRASE_TOO_COMMON),
        ("abcdefghijklmnopqrs", Reason.PASSPHRASE_TOO_COMMON),
        ("river stone river stone river stone", Reason.PASSPHRASE_TOO_COMMON),
        ("correct-horse-battery-staple", Reason.PASSPHRASE_TOO_COMMON),
        ("P4ssw0rd.P4ssw0rd", Reason.PASSPHRASE_TOO_COMMON),
        ("qwertyuiopasdfgh", Reason.PASSPHRASE_TOO_COMMON),
        ("November 29 2026", Reason.PASSPHRASE_TOO_COMMON),
        ("Incident Tracker 2026", Reason.PASSPHRASE_TOO_COMMON),
        ("recepción clínica", Reason.PASSPHRASE_TOO_COMMON),
        ("hospital2026", Reason.PASSPHRASE_TOO_SHORT),
        ("contraseña123", Reason.PASSPHRASE_TOO_SHORT),
        ("buenosdias1", Reason.PASSPHRASE_TOO_SHORT),
        ("hospital2026hospital", Reason.PASSPHRASE_TOO_COMMON),
        ("Contraseña 123456", Reason.PASSPHRASE_TOO_COMMON),
        ("buenos días 2026!", Reason.PASSPHRASE_TOO_COMMON),
        ("enero-febrero-marzo", Reason.PASSPHRASE_TOO_COMMON),
        ("mi perro se llama toby", Reason.PASSPHRASE_TOO_COMMON),
        ("Te quiero mucho 1", Reason.PASSPHRASE_TOO_COMMON),
        ("FelizNavidad2026", Reason.PASSPHRASE_TOO_COMMON),
        ("María Guadalupe 1", Reason.PASSPHRASE_TOO_COMMON),
        ("Harbour Street 2026", Reason.PASSPHRASE_TOO_COMMON),
        ("harbour-street-clinic!", Reason.PASSPHRASE_TOO_COMMON),
        ("Teerts Ruobrah 27", Reason.PASSPHRASE_TOO_COMMON),
        ("- - - - - - - - -", Reason.PASSPHRASE_TOO_COMMON),
        ("lunes a viernes 8", Reason.PASSPHRASE_TOO_COMMON),
        ("de lunes a viernes de 8 a 5", Reason.PASSPHRASE_TOO_COMMON),
        ("Monday to Friday 8", Reason.PASSPHRASE_TOO_COMMON),
        ("gracias por llamar hoy", Reason.PASSPHRASE_TOO_COMMON),
        ("reporte de incidentes", Reason.PASSPHRASE_TOO_COMMON),
        ("to and from the of and in", Reason.PASSPHRASE_TOO_COMMON),
        ("the desk of RoSa Reception", Reason.PASSPHRASE_HAS_NAME),
    ],
)
def test_what_a_pass_phrase_must_not_be(phrase: str, reason: Reason) -> None:
    with pytest.raises(Refused) as told:
        accept_passphrase(phrase, "rosa", own_words=["Harbour Street Clinic", "Check-in"])
    assert (told.value.reason, told.value.field) == (reason, "passphrase")


@pytest.mark.parametrize(
    "phrase",
    [
        "orange kites over the bay",
        "three herons near Harbour Street",  # a name does no harm among other words
        "siete garzas junto al estanque",
        "k$9!x@2#q^7&z*4(",
        "квітка над тихим озером",
        "静かな湖の上に浮かぶ白い雲と鳥たち",
    ],
)
def test_what_is_long_and_unknown_will_do(phrase: str) -> None:
    assert accept_passphrase(phrase, "rosa", own_words=["Harbour Street Clinic"])


def test_fifteen_letters_and_blanks_do_and_long_phrases_count_whole(keys: DataKeys) -> None:
    assert accept_passphrase("blue kettle run", "rosa") == "blue kettle run"
    long = accept_passphrase("river stone kettle violin lantern quiet meadow orange bicycle window", "rosa")
    assert len(long) > 64
    ring = with_slot(new_ring(keys), keys, "rosa", long, cost=FLOOR)
    with pytest.raises(WrongCredentials):
        unlock(ring, "rosa", long[:-1])
