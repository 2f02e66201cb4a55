"""An earlier version let people answer for the debrief of their own incident: opening its database hands that on."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from db.store import open_store
from incident_tracker.domain.clinic.access import Role
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.clinic.upkeep import check
from incident_tracker.usecases.support.naming import debriefs_to_name
from tests.storage_fixtures import ALEX, DEVICE, MARIA, MONDAY_NINE, ROSA, SAM, Clinic, keep, open_keys
from tests.support_people import logged


def test_a_debrief_goes_to_the_deputy_or_waits_for_the_administrator(clinic: Clinic, store_path: Path) -> None:
    debriefs = [logged(clinic)[1] for _ in range(4)]
    pairs = ((ROSA.id, SAM.id), (ROSA.id, None), (MARIA.id, ROSA.id), (MARIA.id, ALEX.id))
    with clinic.store.write() as unit:
        for debrief, (manager, deputy) in zip(debriefs, pairs, strict=True):
            unit.debriefs.save(replace(debrief, manager_id=manager, deputy_id=deputy))
        unit.debriefs._connection.execute(text("UPDATE alembic_version SET version_num = '0023'"))
        keep(unit)
    clinic.store.close()

    clinic.store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    with clinic.store.read() as unit:
        now = [unit.debriefs.get(one.id) for one in debriefs]
    assert [(one.manager_id, one.deputy_id) for one in now] == [
        (SAM.id, None),
        (None, None),
        (MARIA.id, None),
        (MARIA.id, ALEX.id),
    ]
    admin = clinic.as_role(Role.ADMINISTRATOR)
    assert [one.debrief_id for one in debriefs_to_name(admin)] == [debriefs[1].id]
    assert check(admin) == ()
    clinic.store.close()
