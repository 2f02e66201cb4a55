"""What can be read can be printed: shown page by page first, asked of the role, and told to the audit trail."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from incident_tracker.domain.audit import AuditEntry
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed
from incident_tracker.reports.list_sheet import ListOnPaper
from incident_tracker.usecases.oversight.incident_sheet import print_incident, record_incident_sheet
from incident_tracker.usecases.oversight.list_paper import ListKind, draw_list, recorder_of
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.screens.own_clinic import sign_in
from tests.storage_fixtures import CHECK_IN, HARBOUR, PASSPHRASE, Clinic
from ui.app import Screen
from ui.capture.incident_page import IncidentPage
from ui.capture.incidents_page import IncidentsPage
from ui.clinic.users_page import UsersPage
from ui.oversight.audit_page import AuditTrailPage
from ui.oversight.denominators_page import DenominatorsPage
from ui.oversight.trends_page import TrendsPage
from ui.page import Page, PageDesk
from ui.paper.paper_preview import PaperPreview
from ui.paper.pdf_pages import open_pages
from ui.runner import Runner
from ui.shell.manual_page import ManualPage
from ui.widgets.save_dialog import SavePlaces

DeskOf = Callable[[Role], PageDesk]
Show = Callable[..., None]
DRAFT = IncidentDraft(
    site_id=HARBOUR.id,
    desk_id=CHECK_IN.id,
    channel="in_person_desk",
    kind="verbal_abuse",
    severity=Severity.ABUSE_IN_WORDS,
    narrative="Shouted at the window because the visit had been given away.",
)


@pytest.fixture
def logged(clinic: Clinic) -> list[Incident]:
    """What Rosa wrote down in the last three days, the newest last."""
    rosa = clinic.as_role(Role.RECEPTION)
    drafts = [replace(DRAFT, occurred_at=clinic.clock() - timedelta(days=days)) for days in (2, 1, 0)]
    return [log_incident_with_support(rosa, draft).incident for draft in drafts]


def _preview(page: Page, qtbot: QtBot, runner: Runner) -> PaperPreview:
    page.print_paper()
    qtbot.waitUntil(lambda: page.findChild(PaperPreview) is not None and runner.is_quiet)
    preview = page.findChild(PaperPreview)
    assert preview is not None
    return preview


def _trail(clinic: Clinic, kind: str) -> list[AuditEntry]:
    with clinic.store.read() as unit:
        return [entry for entry in unit.audit.entries() if entry.kind == kind and entry.act in set(PaperAct)]


def _save_as(preview: PaperPreview, place: Path, qtbot: QtBot) -> None:
    """Press the button, and type the name into the dialog."""
    qtbot.keyClick(preview.save_button, Qt.Key.Key_Space)
    dialog = preview.findChild(QFileDialog)
    assert dialog is not None
    dialog.selectFile(str(place))
    dialog.accept()
    qtbot.waitUntil(place.exists)


def test_the_paper_of_an_incident_is_looked_at_and_then_saved(
    desk: PageDesk, show: Show, logged: list[Incident], clinic: Clinic, qtbot: QtBot, runner: Runner, tmp_path: Path
) -> None:
    page = IncidentPage(desk)
    show(page, logged[0].id)
    assert page.offers("print_paper")
    preview = _preview(page, qtbot, runner)
    assert preview.windowTitle() == "Incident"  # no number: titles are seen on the task bar
    assert [entry.act for entry in _trail(clinic, "incident")] == ["shown"]
    assert preview.preview.page_count >= 1
    _save_as(preview, tmp_path / "paper.pdf", qtbot)
    qtbot.waitUntil(lambda: not page.findChildren(PaperPreview))
    trail = _trail(clinic, "incident")
    assert [(entry.act, entry.object_id) for entry in trail] == [("shown", logged[0].id), ("saved", logged[0].id)]
    whole = " ".join(sheet.text for sheet in open_pages((tmp_path / "paper.pdf").read_bytes()).sheets)
    assert "Shouted at the window" in whole


def test_nobody_prints_what_the_role_may_not(
    clinic: Clinic, logged: list[Incident], desk_of: DeskOf, show: Show
) -> None:
    pages = []
    for role in (Role.COMMITTEE, Role.RECEPTION, Role.PRIVACY, Role.ADMINISTRATOR):
        ctx = clinic.as_role(role)
        for act in PaperAct:
            with pytest.raises(NotAllowed):
                print_incident(ctx, logged[0].id, act=act)
            with pytest.raises(NotAllowed):
                record_incident_sheet(ctx, logged[0].id, act)
        with pytest.raises(NotAllowed):
            draw_list(ctx, ListKind.INCIDENTS, ListOnPaper("Incidents", (), (), 0, ()))
        pages.append(IncidentPage(desk_of(role)))
        show(pages[-1])
        assert not pages[-1].offers("print_paper")
    assert _trail(clinic, "incident") == []
    with pytest.raises(NotAllowed):
        recorder_of(ListKind.AUDIT)(clinic.as_role(Role.MANAGER), PaperAct.PRINTED, 3)


def test_a_list_is_printed_whole_or_the_rows_that_were_chosen(
    desk: PageDesk, show: Show, logged: list[Incident], clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    page = IncidentsPage(desk)
    show(page)
    text = _text_of(_preview(page, qtbot, runner))
    assert "3 rows" in text
    assert all(incident.ref in text.replace("\n", "") for incident in logged)
    assert "Shouted" not in text  # descriptions stay inside each incident
    preview = page.findChild(PaperPreview)
    assert preview is not None
    preview.reject()
    qtbot.waitUntil(lambda: not page.findChildren(PaperPreview))
    flags = QItemSelectionModel.SelectionFlag
    for row in (0, 1):
        page.table.selectionModel().select(page.table.model().index(row, 0), flags.Select | flags.Rows)
    text = _text_of(_preview(page, qtbot, runner)).replace("\n", "")
    assert "2 of 3 rows" in text
    assert logged[2].ref in text
    assert logged[0].ref not in text
    assert [(entry.act, entry.facts) for entry in _trail(clinic, "incident_list")] == [
        ("shown", {"records": 3}),
        ("shown", {"records": 2}),
    ]


def test_a_list_is_saved_as_a_table_whole_or_the_rows_that_were_chosen(
    desk: PageDesk, show: Show, logged: list[Incident], clinic: Clinic, qtbot: QtBot, runner: Runner, tmp_path: Path
) -> None:
    """With the columns in sight and nothing of a description; the trail has it before there is a file."""
    page = IncidentsPage(desk)
    show(page)
    assert page.offers("export")
    flags = QItemSelectionModel.SelectionFlag
    for number, rows in enumerate(((), (0, 1))):
        for row in rows:
            page.table.selectionModel().select(page.table.model().index(row, 0), flags.Select | flags.Rows)
        place = tmp_path / f"list-{number}.csv"
        page.export()
        qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
        dialog = page.findChildren(QFileDialog)[-1]
        dialog.selectFile(str(place))
        dialog.accept()
        qtbot.waitUntil(lambda place=place: place.exists() and runner.is_quiet)
        table = list(csv.reader(io.StringIO(place.read_text("utf-8-sig"))))
        wanted = [incident.ref for incident in reversed(logged)][: len(rows) or 3]
        assert [line[0] for line in table] == ["Reference", *wanted]
        assert "Shouted at the window" not in place.read_text("utf-8-sig")
        qtbot.waitUntil(lambda: not page.findChildren(QFileDialog))
    assert [(one.act, one.facts) for one in _trail(clinic, "incident_list")] == [
        ("saved", {"records": 3}),
        ("saved", {"records": 2}),
    ]


@pytest.mark.usefixtures("lived_in")
def test_a_longer_list_gets_the_rows_that_nobody_has_looked_at(
    desk_of: DeskOf, show: Show, clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    page = IncidentsPage(desk_of(Role.MANAGER))
    show(page)
    assert page.table.total > 100
    assert f"{page.table.total} rows" in _text_of(_preview(page, qtbot, runner))
    assert [entry.facts for entry in _trail(clinic, "incident_list")] == [{"records": page.table.total}]


def _text_of(preview: PaperPreview) -> str:
    return preview.preview.text.toPlainText()


@pytest.mark.usefixtures("with_visits")
def test_charts_figures_people_and_trail_go_to_paper(
    desk_of: DeskOf, show: Show, clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    papers: list[tuple[Callable[[PageDesk], Page], Role, str, tuple[str, ...]]] = [
        (TrendsPage, Role.MANAGER, "trend_charts", ("Reports each month", "Causes and triggers", "When in the week")),
        (DenominatorsPage, Role.MANAGER, "visit_list", ("Visits", "February 2026", "24 rows")),
        (UsersPage, Role.MANAGER, "staff_list", ("Rosa Reception", "Sam Supervisor")),
        (AuditTrailPage, Role.PRIVACY, "audit_list", ("Entered", "visits and hours")),
    ]
    pages = []
    for make, role, kind, expected in papers:
        page = make(desk_of(role))
        pages.append(page)
        show(page)
        assert page.offers("print_paper"), kind
        text = _text_of(_preview(page, qtbot, runner))
        assert all(words in text for words in expected), (kind, text)
        assert [entry.act for entry in _trail(clinic, kind)] == ["shown"]


def test_a_page_of_the_manual_goes_to_paper_and_says_nothing_of_the_clinic(
    desk: PageDesk, show: Show, clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    page = ManualPage(desk)
    show(page, "reception")
    text = _text_of(_preview(page, qtbot, runner))
    assert "Ctrl+N" in text
    assert "Harbour" not in text
    assert not any(entry.act in set(PaperAct) for entry in _trail(clinic, "manual"))


def test_an_empty_list_has_nothing_to_print(desk: PageDesk, show: Show) -> None:
    page = IncidentsPage(desk)
    show(page)
    assert not page.offers("print_paper")


def test_files_go_to_documents_first_and_then_where_the_last_one_went(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    open_screen(staffed, last_user="maria")
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert Path(SavePlaces.folder()) in (Path(documents), Path.home())
    SavePlaces.keep(str(tmp_path / "report.pdf"))
    assert Path(SavePlaces.folder()) == tmp_path
    SavePlaces.keep(str(tmp_path / "a stick that was taken out" / "report.pdf"))
    assert Path(SavePlaces.folder()) in (Path(documents), Path.home())


def test_without_a_printer_the_pages_can_be_saved(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    """By keyboard alone, from signing in to the file."""
    screen = open_screen(staffed, real=True, last_user="maria")
    sign_in(screen, qtbot, PASSPHRASE)
    workspace = screen.window.workspace
    assert workspace is not None
    workspace.go("manual")
    qtbot.waitUntil(lambda: screen.runner.is_quiet)
    actions = {action.text(): action for menu in screen.window.menuBar().actions() for action in menu.menu().actions()}
    assert actions["&Print"].isEnabled()
    assert not actions["&Export"].isEnabled()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.window.findChild(PaperPreview) is not None and screen.runner.is_quiet)
    preview = screen.window.findChild(PaperPreview)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.isActiveWindow() and preview.preview.area.hasFocus())
    qtbot.keyClick(preview.preview.area, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = preview.findChild(QFileDialog)
    assert dialog is not None
    assert "There is no printer" in workspace.messages.text
    dialog.selectFile(str(tmp_path / "guide.pdf"))
    dialog.accept()
    qtbot.waitUntil(lambda: (tmp_path / "guide.pdf").exists() and screen.runner.is_quiet)
    qtbot.waitUntil(lambda: workspace.messages.text == "Saved as guide.pdf.")
    workspace.go("today")
    qtbot.waitUntil(lambda: screen.runner.is_quiet)
    assert not any(actions[name].isEnabled() for name in ("&Print", "&Export", "Show or hide &descriptions"))
