"""Whether promises were kept, on the screen: what each reader is told, on paper and in a file the same."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.protected_time import book_slot, record_cover_there
from tests.screens.looking import clipped, keep_picture, nameless, texts
from tests.storage_fixtures import ROSA, Clinic
from tests.support_people import HOUR, accepted, logged, tomorrow_at_ten
from ui.oversight.promises_page import PromisesPage
from ui.page import PageDesk
from ui.paper.paper_preview import PaperPreview
from ui.runner import Runner

Show = Callable[..., None]
DeskOf = Callable[[Role], PageDesk]


@pytest.fixture
def held(clinic: Clinic) -> Clinic:
    """One debrief was held in its time, another is still to be planned; no one said afterwards how it was."""
    manager, sam = clinic.as_role(Role.MANAGER), clinic.as_role(Role.SUPERVISOR)
    debrief = accepted(clinic, logged(clinic)[1])
    debrief = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    clinic.clock.advance(25 * HOUR)
    record_cover_there(sam, debrief.id, ROSA.id)
    debrief = start_debrief(sam, debrief.id, debrief.version)
    clinic.clock.advance(HOUR)
    finish_debrief(sam, debrief.id, debrief.version, [ROSA.id])
    logged(clinic)
    return clinic


def rows_of(page: PromisesPage) -> dict[str, list[str]]:
    """The rows by what was promised."""
    model = page.table.model()
    rows = [
        [str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    return {row[0]: row[1:] for row in rows}


@pytest.mark.usefixtures("held")
def test_who_leads_reads_each_figure_with_what_has_time_and_what_is_not_recorded(
    desk_of: DeskOf, show: Show, runner: Runner, qtbot: QtBot
) -> None:
    page = PromisesPage(desk_of(Role.MANAGER))
    show(page, "2026-03")
    rows = rows_of(page)
    assert rows["Offered within 24 hours"][:4] == ["1 of 1", "100%", "21–100%", "1"]
    assert rows["Debrief held within the window, or declined"][:4] == ["1 of 1", "100%", "21–100%", "1"]
    protected = rows["Protected from interruption, says the manager"]
    assert (protected[0], protected[4]) == ("none", "1"), "what no one said is no zero"
    assert "For those who lead the site" in texts(page)
    assert "Protected, say the participants" not in rows
    assert nameless(page) == []
    assert clipped(page) == []
    keep_picture(page, "promises")
    page.choices.choose("period", "2026")
    qtbot.waitUntil(lambda: runner.is_quiet and page.report is not None and page.report.period == "2026")
    assert rows_of(page)["Offered within 24 hours"][0] == "1 of 1"


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.ADMINISTRATOR])
def test_who_sees_no_names_reads_what_the_clinic_did(role: Role, desk_of: DeskOf, show: Show) -> None:
    page = PromisesPage(desk_of(role))
    show(page, "2026-03")
    assert set(rows_of(page)) == {
        "Offered within 24 hours",
        "To the first human contact",
        "Debrief held within the window, or declined",
        "Moved by the clinic more than once",
        "Answers without a name: fewer than are told",
    }
    assert "What people answered is told for whole years" in texts(page)


def test_a_time_in_which_nothing_was_owed_says_so(desk_of: DeskOf, show: Show) -> None:
    page = PromisesPage(desk_of(Role.MANAGER))
    show(page, "2026-02")
    assert "No support was owed in this time" in texts(page)
    assert page.offers("print_paper")


def test_it_is_printed_and_saved_as_it_is_shown_and_both_are_noted(
    held: Clinic, desk_of: DeskOf, show: Show, qtbot: QtBot, runner: Runner, tmp_path: Path
) -> None:
    page = PromisesPage(desk_of(Role.MANAGER))
    show(page, "2026-03")
    qtbot.waitUntil(lambda: page.offers("print_paper"))
    page.print_paper()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PaperPreview)))
    (preview,) = page.window().findChildren(PaperPreview)
    preview.close()
    page.save_to(str(tmp_path / "figures.csv"))
    qtbot.waitUntil(lambda: runner.is_quiet and (tmp_path / "figures.csv").exists())
    text = (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")
    found = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (found["debriefs_in_window"]["numerator"], found["debriefs_in_window"]["not_yet_due"]) == ("1", "1")
    assert found["time_paid"]["recorded"] == "no"
    with held.store.read() as unit:
        acts = [one.act for one in unit.audit.entries() if one.kind == "support_report"]
    assert acts == ["shown", "saved"]
