"""Visits and hours typed and pasted like into a spreadsheet: saved at once, refused where it is wrong, taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.sites import Profile
from incident_tracker.domain.errors import Refused
from incident_tracker.domain.oversight.denominators import Denominators
from incident_tracker.usecases.clinic.sites import add_site
from incident_tracker.usecases.oversight.denominators import MonthFigures, list_denominators
from tests.one_month import enter_month
from tests.screens.looking import clipped, texts
from tests.storage_fixtures import HARBOUR, Clinic
from ui.oversight.denominators_model import CALLS, ESTIMATED, SOURCE, STAFF_HOURS, VISITS, figure_of
from ui.oversight.denominators_page import DenominatorsPage
from ui.page import PageDesk
from ui.runner import Runner
from ui.widgets.message_bar import MessageBar

Show = Callable[..., None]


@pytest.fixture
def page(desk: PageDesk, show: Show) -> DenominatorsPage:
    """The manager's page."""
    page = DenominatorsPage(desk)
    show(page)
    return page


def _kept(clinic: Clinic, month: str) -> Denominators | None:
    found = list_denominators(clinic.as_role(Role.MANAGER), month, month)
    return found[0] if found else None


def _quiet(qtbot: QtBot, runner: Runner) -> None:
    qtbot.waitUntil(lambda: runner.is_quiet)


def _stand(page: DenominatorsPage, month: str, column: int) -> None:
    row = next(place for place, row in enumerate(page.model.rows) if row.month == month)
    page.table.setCurrentIndex(page.model.index(row, column))


def test_one_stands_at_the_first_gap_and_types_down_a_column(
    page: DenominatorsPage, clinic: Clinic, qtbot: QtBot, runner: Runner, messages: MessageBar
) -> None:
    assert page.model.rows[page.table.currentIndex().row()].month == "2024-04"
    _stand(page, "2026-01", VISITS)
    for figure, name in (("1,510", "January"), ("1490", "February")):
        qtbot.keyClick(page.table, figure[0])
        editor = page.table.viewport().findChildren(QLineEdit)[-1]
        editor.setText(figure)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda name=name: messages.text == f"Saved for {name} 2026.")
    january, february = _kept(clinic, "2026-01"), _kept(clinic, "2026-02")
    assert january is not None
    assert february is not None
    assert (january.visits, february.visits) == (1510, 1490)
    assert page.model.rows[page.table.currentIndex().row()].month == "2026-03"


def test_a_column_is_pasted_whole_and_taken_back_whole(
    page: DenominatorsPage, clinic: Clinic, qtbot: QtBot, runner: Runner, messages: MessageBar
) -> None:
    enter_month(clinic.as_role(Role.MANAGER), HARBOUR.id, "2025-12", MonthFigures(visits=7, source="by hand"))
    page.refresh()
    _quiet(qtbot, runner)
    _stand(page, "2025-12", VISITS)
    QGuiApplication.clipboard().setText("1,400\t2100\n1450\t2200\n\t2300\n")
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    _quiet(qtbot, runner)
    kept = [_kept(clinic, month) for month in ("2025-12", "2026-01", "2026-02")]
    assert [(one.visits, one.calls) for one in kept if one] == [(1400, 2100), (1450, 2200), (None, 2300)]
    assert messages.text == "Saved for 3 months."
    messages.undo()
    _quiet(qtbot, runner)
    kept = [_kept(clinic, month) for month in ("2025-12", "2026-01", "2026-02")]
    assert [(one.visits, one.calls) for one in kept if one] == [(7, None), (None, None), (None, None)]
    assert kept[0] is not None
    assert kept[0].source == "by hand"


@pytest.mark.parametrize(
    ("column", "typed"), [(VISITS, "many"), (VISITS, "12.5"), (CALLS, "-3"), (STAFF_HOURS, "1e99")]
)
def test_what_cannot_be_is_said_and_nothing_changes(
    page: DenominatorsPage, clinic: Clinic, qtbot: QtBot, runner: Runner, column: int, typed: str
) -> None:
    _stand(page, "2026-01", column)
    page.table.paste(f"{typed}\n100\n")
    _quiet(qtbot, runner)
    assert _kept(clinic, "2026-01") is None
    assert _kept(clinic, "2026-02") is None
    assert "January 2026" in page._problem.text()
    assert page.table.currentIndex().data() == ""


def test_someone_elses_figures_are_never_overwritten(
    page: DenominatorsPage, clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    maria = clinic.as_role(Role.MANAGER)
    enter_month(maria, HARBOUR.id, "2026-01", MonthFigures(visits=10))
    page.refresh()
    _quiet(qtbot, runner)
    enter_month(maria, HARBOUR.id, "2026-01", MonthFigures(visits=11))
    _stand(page, "2026-01", VISITS)
    page.table.paste("12")
    _quiet(qtbot, runner)
    kept = _kept(clinic, "2026-01")
    assert kept is not None
    assert kept.visits == 11
    assert page.table.currentIndex().data() == "11"


def test_an_estimate_is_ticked_a_source_is_named_and_a_cell_is_emptied(
    page: DenominatorsPage, clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    _stand(page, "2026-01", VISITS)
    page.table.paste("1500\t\t22\t1650.5\tscheduling system")
    _quiet(qtbot, runner)
    _stand(page, "2026-01", ESTIMATED)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    _quiet(qtbot, runner)
    _stand(page, "2026-01", VISITS)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    _quiet(qtbot, runner)
    kept = _kept(clinic, "2026-01")
    assert kept is not None
    assert (kept.visits, kept.open_days, kept.staff_hours) == (None, 22, 1650.5)
    assert (kept.source, kept.estimated) == ("scheduling system", True)
    _stand(page, "2026-01", SOURCE)
    assert page.table.copied_text() == "scheduling system"


def test_what_is_still_open_is_said_kindly(
    page: DenominatorsPage, clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    assert "Visits are still open for 23 months." in texts(page)
    _stand(page, "2024-04", VISITS)
    page.table.paste("\n".join(["1000"] * 23))
    _quiet(qtbot, runner)
    assert "Visits are entered for every whole month." in texts(page)
    assert _kept(clinic, "2026-03") is None


def test_a_screen_reader_hears_column_month_and_figure(
    page: DenominatorsPage, speaks_names: Callable[[QWidget], None]
) -> None:
    _stand(page, "2026-01", VISITS)
    spoken = page.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Visits, January 2026: Not entered yet"
    speaks_names(page)
    assert clipped(page) == []


def test_tab_leaves_the_table_at_its_end(page: DenominatorsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(page.model.rowCount() - 1, ESTIMATED))
    qtbot.keyClick(page.table, Qt.Key.Key_Tab)
    assert not page.table.hasFocus()
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(3, VISITS))
    qtbot.keyClick(page.table, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert not page.table.hasFocus()


@pytest.mark.parametrize(
    ("text", "figure"), [("", None), (" 1 200 ", 1200), ("1,200", 1200), ("1200", 1200), ("\u2013", None)]
)
def test_figures_are_read_as_people_type_them(text: str, figure: int | None) -> None:
    assert figure_of(text, "visits") == figure


def test_hours_may_have_a_fraction_and_visits_may_not() -> None:
    assert figure_of("1650.5", "staff_hours") == 1650.5
    with pytest.raises(Refused):
        figure_of("1650.5", "visits")


def test_a_site_of_today_is_asked_for_nothing_from_before(
    desk_of: Callable[[Role], PageDesk], show: Show, clinic: Clinic, qtbot: QtBot
) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    annex = add_site(ada, "Annex", HARBOUR.zone, Profile.CA_CLINIC)
    page = DenominatorsPage(desk_of(Role.ADMINISTRATOR))
    show(page)
    page.choices.choose("site", HARBOUR.id)
    qtbot.waitUntil(lambda: "Visits are still open for 23 months." in texts(page))  # nobody knows when it began
    page.choices.choose("site", annex.id)
    qtbot.waitUntil(lambda: "Nothing is missing: the first whole month is not over yet." in texts(page))
    assert page.model.rows[page.table.currentIndex().row()].month == "2026-02"
