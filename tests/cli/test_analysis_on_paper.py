"""A root cause analysis on paper: everything for the team, and for the committee neither story nor name nor day."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.actions import ActionDraft, Tier
from incident_tracker.domain.learning.analyses import TimelineEvent
from incident_tracker.domain.learning.factors import Evidence, Factor
from incident_tracker.domain.learning.statements import CausalStatement
from incident_tracker.domain.learning.whys import Why
from incident_tracker.reports import analysis_sheet
from incident_tracker.reports.style import PageSize
from incident_tracker.usecases.learning.actions import assign_action
from incident_tracker.usecases.learning.analyses import open_analysis, save_analysis
from incident_tracker.usecases.oversight.analysis_sheet import compile_analysis_sheet, print_analysis
from incident_tracker.usecases.oversight.monthly_report import Paper
from tests.bare_incidents import log_incident
from tests.cli.clinic_commands import Commands
from tests.reports.pdf_reading import read
from tests.storage_fixtures import HARBOUR, ROSA, Clinic
from tests.whole_incident import DRAFT


def analyzed(clinic: Clinic) -> str:
    """An analysis with every part; returns its number."""
    maria = clinic.as_role(Role.MANAGER)
    incident = log_incident(maria, DRAFT).incident
    one = open_analysis(maria, (incident.id,), "Why did Rosa Reception wait for help?")
    first, second = Why(clinic.new_id(), None, "The line was long"), clinic.new_id()
    save_analysis(
        maria,
        replace(
            one,
            timeline=(
                TimelineEvent(
                    clinic.new_id(), datetime(2026, 3, 2, 16, tzinfo=UTC), "The line reached the door", "Camera"
                ),
                TimelineEvent(clinic.new_id(), None, "Someone asked when", "Staff"),
            ),
            whys=(first, Why(second, first.id, "One desk of three was open")),
            factors=(Factor("ACC1", Evidence.MEASURED),),
            statements=(CausalStatement(clinic.new_id(), "two desks were closed", "people waited", "someone shouted"),),
            equity_view="It would have gone the same",
            staff_view="We were two",
            patient_view="The first visit",
        ),
        one.version,
    )
    due = datetime(2026, 4, 20, tzinfo=UTC).date()
    assign_action(
        maria, ActionDraft("A second line", ROSA.id, due, Tier.STRONGER, "equipment", analysis_id=one.id), HARBOUR.id
    )
    return one.ref


def test_an_analysis_is_printed_for_the_team_and_without_names(clinic: Clinic) -> None:
    ref = analyzed(clinic)
    team = " ".join(read(print_analysis(clinic.as_role(Role.MANAGER), ref, Paper.LETTER)).text.split())
    parts = (
        "The line reached the door",
        "Camera",
        "not known",
        "One desk of three was open",
        "It was measured",
        "two desks were closed",
        "It would have gone the same",
        "We were two",
        "The first visit",
        "A second line",
        "Rosa Reception",
        "April 20, 2026",
        "Stronger",
    )
    assert [one for one in parts if one not in team] == []
    committee = " ".join(read(print_analysis(clinic.as_role(Role.COMMITTEE), ref, Paper.A4)).text.split())
    kept = ("One desk of three was open", "two desks were closed", "A second line", "April 2026")
    assert [one for one in kept if one not in committee] == []
    gone = ("Rosa", "reached the door", "Camera", "We were two", "April 20,", "first visit", "camera")
    assert [one for one in gone if one in committee] == []


def test_a_tree_that_no_page_holds_is_printed_as_numbered_lines(clinic: Clinic) -> None:
    sheet = compile_analysis_sheet(clinic.as_role(Role.MANAGER), analyzed(clinic))
    many = tuple(Why(clinic.new_id(), None, f"Answer {number} of very many") for number in range(80))
    paper = read(analysis_sheet.render(replace(sheet, whys=many), page_size=PageSize.LETTER, language="en"))
    assert [number for number in range(80) if f"Answer {number} of very many" not in " ".join(paper.text.split())] == []


HOSTILE = (
    "They said <b>no</b> & <font size=90>left",
    "</para><para>a < b && c > d &amp; &#65;",
    "W" * 400,
    "before\x00\x07\x1b[31m\u2028after",
    "\u202eright to left \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "calm \U0001f642 \U0001f469\u200d\u2695\ufe0f again",
    "<img src='file:///etc/passwd'/>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_printed_as_text(clinic: Clinic, text: str) -> None:
    sheet = compile_analysis_sheet(clinic.as_role(Role.MANAGER), analyzed(clinic))
    one = replace(
        sheet,
        question=text,
        timeline=((text, text, text),),
        whys=(Why(clinic.new_id(), None, text),),
        statements=((text, text, text),),
        views=((text, text),),
        actions=((text, text, text, text, text),),
    )
    paper = read(analysis_sheet.render(one, page_size=PageSize.LETTER, language="en"))
    printed = "".join(paper.text.split())
    assert "Nothingwaswrittendown" not in printed
    seen = [word for word in text.split() if word.isascii() and word.isprintable()]
    assert [word for word in seen if printed.count(word) < 6] == []


def test_at_the_command_line_it_is_asked_by_its_number(commands: Commands, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert commands("maria", "report", "root-cause", "--out", out, plain=True).err.startswith(
        "Please name the analysis"
    )
    assert commands("maria", "report", "root-cause", "X", "--format", "json", "--out", out).status == 2
    assert commands("maria", "report", "root-cause", "NONE", "--out", out).status == 2
    assert commands("rosa", "report", "root-cause", "NONE", "--out", out).status in (2, 5)
    assert not out.exists()
