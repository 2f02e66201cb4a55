"""Step 0020 lets a clinic lock as late as its computers say, unless it has chosen a time itself."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine, text

CHOSEN = ("clinic", '{"idle_minutes": 5}')
SOMETHING_ELSE = ("clinic", '{"own_reports": 1}')
OF_SOMETHING_ELSE = ("site", '{"idle_minutes": 5}')


@pytest.mark.parametrize(
    ("minutes", "entries", "after"),
    [
        (5, [], 15),
        (5, [SOMETHING_ELSE, OF_SOMETHING_ELSE, ("clinic", None)], 15),
        (5, [SOMETHING_ELSE, CHOSEN], 5),
        (4, [], 4),
        (15, [CHOSEN], 15),
    ],
    ids=["never chosen", "chosen something else", "chosen", "another figure", "the longest"],
)
def test_only_a_figure_that_was_never_chosen_is_changed(
    project: Path, minutes: int, entries: list[tuple[str, str | None]], after: int
) -> None:
    spec = spec_from_file_location("step", project / "alembic" / "versions" / "0020_idle_minutes.py")
    assert spec is not None
    assert spec.loader is not None
    step = module_from_spec(spec)
    spec.loader.exec_module(step)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE clinic (idle_minutes INTEGER)"))
        connection.execute(text("CREATE TABLE audit_entry (kind TEXT, facts TEXT)"))
        connection.execute(text("INSERT INTO clinic VALUES (:minutes)"), {"minutes": minutes})
        for kind, facts in entries:
            connection.execute(text("INSERT INTO audit_entry VALUES (:kind, :facts)"), {"kind": kind, "facts": facts})
        with Operations.context(MigrationContext.configure(connection)):
            step.upgrade()
        assert connection.execute(text("SELECT idle_minutes FROM clinic")).scalar() == after
    engine.dispose()
