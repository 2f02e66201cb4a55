"""Our own files come back: not into the clinic they are from, into an empty one record by record as they were."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from incident_tracker.cli.program import main
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.exchange.own_rows import own_rows
from incident_tracker.exports.table_files import TableFormat, table_file
from incident_tracker.exports.tables import csv_file
from incident_tracker.exports.workbook import ExportTable
from incident_tracker.usecases.capture.importing import check_log, store_log
from incident_tracker.usecases.oversight.exported_tables import Exportable, export_tables
from tests.bare_incidents import log_incident
from tests.storage_fixtures import HARBOUR, Clinic
from tests.tries import tries

WHY = "handing the clinic over to another computer"
ODD = (
    *("=1+1", "'=1+1", "''-5", "'quoted'", "-", "+ve result", "＝1", "a; b", "two  blanks ", "line\nbreak", "a\r\nb"),
    *('say "no"', "[not, json]", "yes", "12", "2026-03-01", "صرخ المريض", "x" * 20_000, "_x000D_", "\tTab"),
)


def read(path: Path) -> dict[str, dict[str, object]]:
    return {row["ref"]: row for row in json.loads(path.read_text(encoding="utf-8"))["rows"]}


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a clinic that has incidents, `old`, and one of the same people that has none, `new`."""
    folder = tmp_path_factory.mktemp("invented")
    incidents = str(tries(60, 2_000))
    assert main(["--data", str(folder / "old"), "demo", "--incidents", incidents]) == 0
    assert main(["--data", str(folder / "new"), "demo", "--incidents", "0"]) == 0
    return folder


@pytest.mark.parametrize("form", TableFormat)
@pytest.mark.timeout(600)
@pytest.mark.xdist_group("round trip")
def test_a_clinic_comes_back_record_by_record(
    form: TableFormat,
    invented: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("INCIDENT_TRACKER_USER", "maria")
    monkeypatch.setenv("INCIDENT_TRACKER_PASSPHRASE", "green bicycle under the oak")
    for name in ("old", "new"):
        shutil.copytree(invented / name, tmp_path / name)

    def command(data: str, *words: str) -> int:
        return main(["--data", str(tmp_path / data), *words])

    def exported(data: str, form: str) -> Path:
        out = tmp_path / f"{data}.{form}"
        words = ("incidents", "--audience", "full", "--format", form, "--reason", WHY, "--out", str(out), "--force")
        assert command(data, "export", *words) == 0
        return out

    before = read(exported("old", "json"))
    file = exported("old", form.value)
    capsys.readouterr()

    assert command("old", "import", str(file), "--json", "--reason", WHY) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["incidents"] == 0, "all of it is here already"

    assert command("new", "import", str(file), "--reason", WHY) == 0
    assert read(exported("new", "json")) == before


@pytest.mark.parametrize("form", TableFormat)
def test_odd_texts_come_back_as_they_were(clinic: Clinic, form: TableFormat) -> None:
    maria = clinic.as_role(Role.MANAGER)
    for text in ODD:
        draft = IncidentDraft(
            occurred_at=clinic.clock(),
            site_id=HARBOUR.id,
            channel="phone_in",
            kind="hostility",
            severity=Severity.HOSTILE,
            narrative=text,
        )
        log_incident(maria, draft)
    exported = export_tables(maria, IncidentFilter(), (Exportable.INCIDENTS,), reason=WHY)
    (table,) = exported.tables
    ours = own_rows(table_file(form, exported.tables, {"schema": 1}))
    assert ours is not None
    assert [row.values["narrative"] for row in ours.rows] == [row["narrative"] for row in table.rows]
    assert check_log(maria, table_file(form, exported.tables, {})).rows_accepted == 0


def test_a_text_longer_than_a_cell_goes_on_in_the_next(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    exported = export_tables(maria, IncidentFilter(), (Exportable.INCIDENTS,), reason=WHY)
    assert exported.tables[0].rows == []
    keys = ("ref", "occurred_at", "precision", "kind", "severity", "status", "site", "narrative", "logged_at")
    long = dict.fromkeys(keys, "a") | {"narrative": "b" * 70_000}
    ours = own_rows(table_file(TableFormat.XLSX, [ExportTable("incidents", [long])], {}))
    assert ours is not None
    assert ours.rows[0].values["narrative"] == "b" * 70_000


def test_a_cell_that_was_changed_refuses_its_row_alone(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    for kind in ("hostility", "threat"):
        draft = IncidentDraft(clinic.clock(), site_id=HARBOUR.id, channel="letter", kind=kind, severity=Severity.THREAT)
        log_incident(maria, draft)
    (table,) = export_tables(maria, IncidentFilter(), (Exportable.INCIDENTS,), reason=WHY).tables
    changed = [
        row | {"ref": f"X-{number}", "logged_at": ("yesterday", row["logged_at"])[number]}
        for number, row in enumerate(table.rows)
    ]
    checked = check_log(maria, csv_file(table.columns, [[row[name] for name in table.columns] for row in changed]))
    assert [(one.row, one.column) for one in checked.refused] == [(2, "logged_at")]
    assert store_log(maria, checked) == 1


def test_everything_is_one_file(clinic: Clinic, as_role: Callable[[Role], object]) -> None:
    exported = export_tables(clinic.as_role(Role.MANAGER), IncidentFilter(), tuple(Exportable), reason=WHY)
    assert [table.name for table in exported.tables] == [one.value for one in Exportable]
    document = json.loads(table_file(TableFormat.JSON, exported.tables, {"schema": 1}))
    assert set(document) == {"schema", *(one.value for one in Exportable)}
    assert table_file(TableFormat.CSV, exported.tables, {})[:2] == b"PK"
    assert table_file(TableFormat.XLSX, exported.tables, {}) == table_file(TableFormat.XLSX, exported.tables, {})
