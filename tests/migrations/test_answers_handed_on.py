"""An earlier version let people answer for the debrief of their own incident: opening its database hands that on."""

from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext

from db.engine import WRITES
from db.migrate import scripts
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.support.naming import debriefs_to_name
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM, Clinic, keep
from tests.support_people import logged


def test_a_debrief_goes_to_the_deputy_or_waits_for_the_administrator(clinic: Clinic) -> None:
    debriefs = [logged(clinic)[1] for _ in range(4)]
    pairs = ((ROSA.id, SAM.id), (ROSA.id, None), (MARIA.id, ROSA.id), (MARIA.id, ALEX.id))
    with clinic.store.write() as unit:
        for debrief, (manager, deputy) in zip(debriefs, pairs, strict=True):
            unit.debriefs.save(replace(debrief, manager_id=manager, deputy_id=deputy))
        keep(unit)
    take_step(clinic)
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


def take_step(clinic: Clinic) -> None:
    """Step 0024 alone: those after it make tables that are there already."""
    spec = spec_from_file_location("step", scripts() / "versions" / "0024_no_one_answers_for_their_own.py")
    assert spec is not None
    assert spec.loader is not None
    step = module_from_spec(spec)
    spec.loader.exec_module(step)
    with clinic.store.engine.connect() as plain:
        connection = plain.execution_options(**{WRITES: True})
        with connection.begin(), Operations.context(MigrationContext.configure(connection)):
            step.upgrade()
