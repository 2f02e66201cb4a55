"""The privacy officer reads the audit trail; who leads a site reads who saw an incident."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from incident_tracker.domain.audit import ActGroup
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.oversight.exported_tables import Exportable, export_tables
from tests.bare_incidents import log_incident
from tests.screens.looking import button, keep_picture, texts
from tests.storage.saver import draft
from tests.storage_fixtures import Clinic
from ui.oversight.audit_page import AuditTrailPage
from ui.oversight.who_saw_page import WhoSawPage
from ui.page import PageDesk
from ui.widgets.record_table import RecordTable


def rows(table: RecordTable) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def logged(clinic: Clinic) -> str:
    """An incident by rosa that sam has seen; its reference number."""
    incident = log_incident(clinic.as_role(Role.RECEPTION), draft()).incident
    show_incident(clinic.as_role(Role.SUPERVISOR), incident.id)
    return incident.ref


def opened(qtbot: QtBot, desk: PageDesk) -> AuditTrailPage:
    page = AuditTrailPage(desk)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.open(None)
    return page


def test_the_trail_is_read_filtered_and_checked(
    desk_of: Callable[[Role], PageDesk],
    clinic: Clinic,
    qtbot: QtBot,
    speaks_names: Callable[[QWidget], None],
    project: Path,
) -> None:
    ref = logged(clinic)
    page = opened(qtbot, desk_of(Role.PRIVACY))
    qtbot.waitUntil(lambda: any("Viewed" in row and ref in row and "sam" in row for row in rows(page.table)))
    speaks_names(page)
    keep_picture(page, "audit")
    assert "Quimby" not in str(rows(page.table))
    everything = page.table.total
    page.filter.choose("group", ActGroup.SEEN)
    qtbot.waitUntil(lambda: page.table.total == 1)
    page.filter.clear()
    qtbot.waitUntil(lambda: page.table.total == everything)
    page.open(ref.lower())
    qtbot.waitUntil(lambda: page.table.total == 2)
    page.filter.search_for("NO-SUCH-REF")
    qtbot.waitUntil(lambda: "Nothing matches" in texts(page))
    button(page, "Check the trail").click()
    qtbot.waitUntil(lambda: "The trail is complete" in texts(page))
    with clinic.store.engine.begin() as connection:
        connection.execute(text("UPDATE incident SET kind = 'threat'"))
    button(page, "Check the trail").click()
    qtbot.waitUntil(lambda: "does not match" in texts(page))


def test_the_reason_and_who_agreed_are_read_whole(
    desk_of: Callable[[Role], PageDesk], clinic: Clinic, qtbot: QtBot, speaks_names: Callable[[QWidget], None]
) -> None:
    why = "The insurer asked for the whole file of this month, and the board agreed to send it on Friday"
    logged(clinic)
    export_tables(clinic.as_role(Role.MANAGER), IncidentFilter(), (Exportable.INCIDENTS,), reason=why)
    page = opened(qtbot, desk_of(Role.PRIVACY))
    qtbot.waitUntil(lambda: page.table.total > 0)
    qtbot.waitUntil(lambda: why in texts(page))
    assert why in rows(page.table)[0]
    assert f"maria – Exported: an incident (identified; 1 record). Why: {why}" in texts(page)
    page.table.setCurrentIndex(page.table.model().index(1, 0))
    assert why not in texts(page)
    speaks_names(page)
    keep_picture(page, "audit-reason")


def test_who_leads_the_site_sees_who_saw_an_incident(
    desk_of: Callable[[Role], PageDesk], clinic: Clinic, qtbot: QtBot, speaks_names: Callable[[QWidget], None]
) -> None:
    incident = show_incident(clinic.as_role(Role.SUPERVISOR), logged(clinic)).incident
    page = WhoSawPage(desk_of(Role.MANAGER))
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    page.open(incident.id)
    qtbot.waitUntil(lambda: page.table.total >= 3)
    qtbot.waitUntil(lambda: "rosa" in [row[1] for row in rows(page.table)])
    speaks_names(page)
    assert "Looked up who saw it" in rows(page.table)[0]
    keep_picture(page, "who-saw")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Looked up who saw it" in texts(page.master.pane))


def test_an_entry_is_previewed_and_the_trail_is_sorted_by_who(
    desk_of: Callable[[Role], PageDesk], clinic: Clinic, qtbot: QtBot
) -> None:
    ref = logged(clinic)
    page = opened(qtbot, desk_of(Role.PRIVACY))
    qtbot.waitUntil(lambda: page.table.total > 0)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ref in texts(page.master.pane) and "sam" in texts(page.master.pane))
    page.table.sort_by(1, False)
    qtbot.waitUntil(lambda: [row[1] for row in rows(page.table)] == sorted(row[1] for row in rows(page.table)))
    assert len({row[1] for row in rows(page.table)}) > 1
