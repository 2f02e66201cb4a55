"""Key rings of format 1, made by hand as the first released version of the program made them."""

from collections.abc import Mapping
from dataclasses import asdict

from incident_tracker.domain.clinic.users import name_key
from incident_tracker.security.key_file import RECOVERY, KeyRing, Slot
from incident_tracker.security.keys import derive
from incident_tracker.security.passphrases import FLOOR, key_of
from incident_tracker.security.recovery import read_recovery_key
from incident_tracker.security.sealing import bound_to, enclose

SALT = bytes(range(16))


def ring_of_format_1(store: bytes, data_key: bytes, passphrases: Mapping[str, str], recovery_key: str = "") -> KeyRing:
    """A ring with a slot for every user name of `passphrases` and, if it is given, one for the recovery key."""
    secrets = {name_key(name): key_of(passphrase, SALT, FLOOR) for name, passphrase in passphrases.items()}
    if recovery_key:
        secrets[RECOVERY] = derive(read_recovery_key(recovery_key), "recovery", SALT)
    bound = {owner: bound_to(store.hex(), owner, False, asdict(FLOOR)) for owner in secrets}
    return KeyRing(
        store,
        tuple(Slot(owner, SALT, FLOOR, enclose(key, data_key, bound[owner])) for owner, key in secrets.items()),
    )
