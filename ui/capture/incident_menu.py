"""What can be done with the chosen rows of the list of incidents: by the right button or the menu key."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from incident_tracker.domain.capture.life_cycle import COUNTED, Status
from incident_tracker.domain.capture.listing import IncidentRow
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.wording import _, ngettext
from ui.capture.closing_several import ask_to_close
from ui.capture.incident_cells import IncidentCells
from ui.capture.status_steps import steps_from
from ui.page import Page
from ui.screen_text import number_text
from ui.widgets.master_detail import MasterDetail
from ui.widgets.row_menu import add_print


def fill_incident_menu(
    menu: QMenu, page: Page, cells: IncidentCells, master: MasterDetail, print_rows: Callable[[], object]
) -> None:
    """Add what this person may do with the chosen rows; what does nothing for them now is gray and says why."""
    rows: Sequence[IncidentRow] = master.table.chosen()
    menu.setToolTipsVisible(True)
    if not rows:
        return
    several = len(rows) > 1
    menu.addSeparator()
    if not several:
        menu.addAction(_("&Open")).triggered.connect(partial(_go, page, "incident", rows[0].id))
        preview = menu.addAction(_("Pre&view"))
        preview.setShortcut(QKeySequence(Qt.Key.Key_Space))
        preview.triggered.connect(partial(_do, master.open_preview))
        menu.addSeparator()
    if page.desk.may(Permission.PLAN_DEBRIEF):
        waiting = to_plan(page, cells, rows)
        words = _("Plan the &debriefs") if several else _("Plan the &debrief")
        plan = menu.addAction(words, partial(plan_debriefs, page, cells, rows))
        plan.setEnabled(bool(waiting))
        plan.setToolTip("" if waiting else _("No debrief is waiting to be planned here."))
    can_complete = cells.may_complete(rows[0], page.desk)
    if not several and (can_complete or page.desk.leads(Permission.EDIT_SUBMITTED)):
        complete = menu.addAction(_("Co&mplete it"), partial(_go, page, "incident", ("complete", rows[0].id)))
        led = can_complete or page.desk.may_at(Permission.EDIT_SUBMITTED, rows[0].site_id)
        complete.setEnabled(can_complete)
        complete.setToolTip("" if led else _led_elsewhere())
    if page.desk.may(Permission.CLOSE_INCIDENT):
        closable = any(
            step.status is Status.CLOSED for row in rows for step in steps_from(row.status, row.site_id, page.desk)
        )
        close = menu.addAction(_("C&lose them") if several else _("C&lose it"), partial(ask_to_close, page, rows))
        close.setEnabled(closable)
        led = any(page.desk.may_at(Permission.CLOSE_INCIDENT, row.site_id) for row in rows)
        ended = _("All of these have ended already.") if led else _led_elsewhere()
        close.setToolTip("" if closable else ended)
    if page.desk.may(Permission.ANALYZE):
        ids = tuple(row.id for row in rows)
        causes = menu.addAction(_("Look for ca&uses"), partial(_go, page, "analysis", ("new", ids)))
        led = all(page.desk.may_at(Permission.ANALYZE, row.site_id) for row in rows)
        counted = all(row.status in COUNTED for row in rows)
        causes.setEnabled(led and counted)
        out = _("A duplicate, or what is not reportable or struck out, has no causes to look for.")
        causes.setToolTip(out if not counted else "" if led else _led_elsewhere())
    menu.addSeparator()
    add_print(menu, len(rows), print_rows).setEnabled(page.offers("print_paper"))
    words = ngettext("E&xport {n} row", "E&xport {n} rows", len(rows)) if several else _("E&xport the list")
    export = menu.addAction(words.format(n=number_text(len(rows))), page.export)
    export.setEnabled(page.offers("export"))


def _led_elsewhere() -> str:
    return _("This is for the people who lead the site where it happened.")


def to_plan(page: Page, cells: IncidentCells, rows: Sequence[IncidentRow]) -> list[IncidentRow]:
    """Those whose debrief is still to be planned, by this person."""
    led = [row for row in rows if page.desk.may_at(Permission.PLAN_DEBRIEF, row.site_id)]
    known = [(row, cells.support_after(row)) for row in led]
    return [row for row, one in known if one is not None and one.debrief is DebriefStatus.TO_PLAN]


def plan_debriefs(page: Page, cells: IncidentCells, rows: Sequence[IncidentRow]) -> None:
    """Go to the week with the first of them; say how many wait there, and which of the rows have none to plan."""
    waiting = to_plan(page, cells, rows)
    first = cells.support_after(waiting[0])
    page.open_requested.emit("week", first.debrief_id if first is not None else None)
    n, others = len(waiting), [row.ref for row in rows if row not in waiting]
    if len(rows) > 1:
        said = ngettext(
            "{n} debrief waits to be planned, in the list at the left.",
            "{n} debriefs wait to be planned, in the list at the left.",
            n,
        ).format(n=number_text(n))
        if others:
            said += " " + _("Nothing to plan for {references}.").format(references=", ".join(others))
        page.desk.messages.tell(said)


def _go(page: Page, key: str, argument: object, *_ticked: object) -> None:
    page.open_requested.emit(key, argument)


def _do(act: Callable[[], object], *_ticked: object) -> None:
    act()
