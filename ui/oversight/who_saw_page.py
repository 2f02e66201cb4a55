"""Who saw, changed or printed one incident, for those who lead its site."""

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from incident_tracker.domain.audit import AuditLine
from incident_tracker.labels.oversight.audit_trail import act_text
from incident_tracker.usecases.oversight.audit_trail import who_saw
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.wording import _
from ui.icons import Icon
from ui.oversight.audit_page import audit_columns
from ui.page import PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.paper.printed_list_page import PrintedListPage
from ui.runner import asked
from ui.widgets.buttons import Button
from ui.widgets.held_rows import HeldRows, sorted_by_any
from ui.widgets.layout import PageFrame, frame
from ui.widgets.master_detail import MasterDetail
from ui.widgets.preview import Preview, facts_of
from ui.widgets.record_table import RecordTable
from ui.widgets.row_menu import fill_row_menu


class WhoSawPage(PrintedListPage):
    """`open(id)` of an incident; looking it up is itself audited."""

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        note = _("Newest first. This view is recorded, too.")
        page = frame(self, PageFrame(_("Who saw this incident"), note, scrolls=False))
        page.buttons.addWidget(Button(_("Back"), "quiet", Icon.BACK, self.back_requested.emit))
        self.table = RecordTable(_("Who saw this incident"), sorted_by_any(audit_columns(desk)), desk.theme)
        self.table.remember(str(desk.actor.user_id), "readers")
        self._held = HeldRows(self.table)
        self._paper = ListToPaper(_("Who saw this incident"), ListKind.READERS, self.table, self)
        self.table.menu_opens.connect(self._fill_menu)
        self.master = MasterDetail(self.table)
        self.master.asked.connect(self._preview)
        page.body.addWidget(self.master, 1)

    def open(self, argument: object) -> None:
        if isinstance(argument, UUID):
            self.desk.runner.run(asked(who_saw, argument), owner=self, then=self._show)

    def first_focus(self) -> QWidget | None:
        return self.table

    def _show(self, lines: tuple[AuditLine, ...]) -> None:
        self._held.show(lines)

    @Slot(object)
    def _preview(self, line: AuditLine) -> None:
        facts = facts_of(self.table.all_columns, line, without=("act",))
        self.master.show_preview(line, Preview(act_text(line.act), facts=facts))

    @Slot(object)
    def _fill_menu(self, menu: QMenu) -> None:
        fill_row_menu(menu, self.master, (), self.print_paper, may_print=self._paper.is_ready)
