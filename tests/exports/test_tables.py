"""Files for other programs: nothing becomes a formula, nothing is lost."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed, Refused
from incident_tracker.exports.tables import csv_file, json_file
from incident_tracker.usecases.capture.exporting import export_deidentified, list_serious
from incident_tracker.usecases.oversight.exported_tables import Exportable, export_tables
from incident_tracker.usecases.oversight.incident_sheet import compile_incident_sheet, print_incident
from tests.bare_incidents import log_incident
from tests.storage_fixtures import HARBOUR, Clinic

REASON = "asked for by the insurer, see letter of March 1"


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 20",
        "-5",
        "@SUM(A1)",
        "\t=cmd|' /C calc'!A0",
        " =1",
        "＝1",
        "|x",
        "%0A",
        "\u22121",
        "\ufe631",
        "\ufe66A1",
    ]
    + [f"{unseen}=1+1" for unseen in "\x0b\x0c\x1f\u2028\u3000\u00ad\u202e\u200b\ufeff"],
)
def test_text_that_looks_like_a_formula_is_made_harmless(text: str) -> None:
    (_header, (cell,)) = read(csv_file(["text"], [[text]]))
    assert cell == f"'{text}"


def test_numbers_and_moments_stay_what_they_are() -> None:
    row = [-5, 2.5, True, None, datetime(2026, 3, 1, 12, tzinfo=UTC), ("a", "b")]
    assert read(csv_file(list("abcdef"), [row]))[1] == ["-5", "2.5", "yes", "", "2026-03-01T12:00:00+00:00", "a; b"]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=8))
def test_no_row_is_shifted_whatever_is_written(rows: list[list[str]]) -> None:
    found = read(csv_file(["a", "b"], rows))
    assert len(found) == len(rows) + 1
    assert all(len(row) == 2 for row in found)


@pytest.fixture
def odd_strings(oracles: Path) -> list[str]:
    strings: list[str] = json.loads((oracles / "text" / "blns.json").read_text("utf-8"))
    return [text for text in strings if text.strip()][::8][:60]


def test_odd_narratives_come_back_equal_in_the_export_and_on_paper(clinic: Clinic, odd_strings: list[str]) -> None:
    maria = clinic.as_role(Role.MANAGER)
    for text in odd_strings:
        draft = IncidentDraft(
            occurred_at=clinic.clock(),
            site_id=HARBOUR.id,
            channel="phone_in",
            kind="hostility",
            severity=Severity.HOSTILE,
            narrative=text,
        )
        incident = log_incident(maria, draft).incident
        assert compile_incident_sheet(maria, incident.ref).told.narrative == text
    exported = export_tables(maria, IncidentFilter(), (Exportable.INCIDENTS,), reason=REASON)
    written = json.loads(json_file(exported.tables[0].rows, {"schema": 1}).decode("utf-8", "surrogatepass"))
    assert sorted(row["narrative"] for row in written["rows"]) == sorted(odd_strings)
    assert print_incident(maria, incident.ref).startswith(b"%PDF")


def test_the_committees_file_holds_no_word_of_the_story(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    draft = IncidentDraft(
        occurred_at=clinic.clock(),
        site_id=HARBOUR.id,
        channel="phone_in",
        kind="hostility",
        severity=Severity.THREAT,
        narrative="zebrafinch",
    )
    incident = log_incident(maria, draft).incident
    exported = export_deidentified(clinic.as_role(Role.COMMITTEE), IncidentFilter())
    content = json_file(exported.rows, {}).decode()
    assert len(exported.rows) == 1
    assert "zebrafinch" not in content
    assert incident.ref not in content
    assert exported.left_out


def test_one_day_cannot_be_asked_of_the_committees_file(clinic: Clinic) -> None:
    """With the row of one day, what was recorded of one person could be read."""
    maria, first = clinic.as_role(Role.MANAGER), clinic.clock()
    for kind, level, days in (
        ("threat", Severity.THREAT, 0),
        ("hostility", Severity.THREAT, 1),
        ("verbal_abuse", Severity.ABUSE_IN_WORDS, 2),
        ("threat", Severity.PHYSICAL, 40),
        ("threat", Severity.THREAT, 90),
    ):
        at = first - timedelta(days=days)
        draft = IncidentDraft(at, site_id=HARBOUR.id, channel="letter", kind=kind, severity=level)
        log_incident(maria, draft)
    day = first.date()
    exported = export_deidentified(clinic.as_role(Role.COMMITTEE), IncidentFilter(day, day))
    quarter = [("2026-Q1", "threat", 5), ("2026-Q1", "hostility", 3), ("2026-Q1", "threat", 3)]
    assert [tuple(row.values())[:3] for row in exported.rows] == quarter, "the order tells which was first"
    assert {tuple(row) for row in exported.rows} == {("quarter", "kind", "severity", "outcome")}
    every = export_deidentified(clinic.as_role(Role.COMMITTEE), IncidentFilter())
    assert [tuple(row.values())[:3] for row in every.rows] == [*quarter, ("2025-Q4", "threat", 3)]
    assert any("whole quarters" in reason for reason in exported.left_out)
    same = list_serious(clinic.as_role(Role.COMMITTEE), IncidentFilter(day, day))
    assert [(row.quarter, row.kind, row.severity) for row in same] == quarter


def test_names_leave_only_with_a_reason_and_the_right_role(clinic: Clinic) -> None:
    with pytest.raises(Refused):
        export_tables(clinic.as_role(Role.MANAGER), IncidentFilter(), (Exportable.INCIDENTS,), reason="because")
    for role in (Role.SUPERVISOR, Role.COMMITTEE, Role.ADMINISTRATOR, Role.RECEPTION):
        with pytest.raises(NotAllowed):
            export_tables(clinic.as_role(role), IncidentFilter(), (Exportable.INCIDENTS,), reason=REASON)
