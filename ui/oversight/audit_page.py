"""The audit trail for the privacy officer: who saw, changed or took out what, and whether the trail is intact."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from incident_tracker.domain.audit import ActGroup, AuditFilter, AuditLine
from incident_tracker.domain.capture.listing import MOST_SORTED
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.errors import NotFound, Problem
from incident_tracker.labels.oversight.audit_trail import act_group_text, act_text, sentence, thing_text, who_text
from incident_tracker.labels.oversight.findings import check_finding_text
from incident_tracker.ports.clinic import CheckFinding
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.clinic.accounts import list_users
from incident_tracker.usecases.oversight.audit_trail import AuditPage, list_audit, verify_trail
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.wording import _, ngettext, problem_text
from ui.icons import Icon
from ui.page import PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.paper.printed_list_page import PrintedListPage
from ui.runner import asked
from ui.screen_text import moment_text, number_text
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.empty_state import nothing_matches
from ui.widgets.filter_bar import FilterBar
from ui.widgets.held_rows import in_order, sorted_by_any
from ui.widgets.layout import PageFrame, frame
from ui.widgets.master_detail import MasterDetail
from ui.widgets.one_in_front import OneInFront
from ui.widgets.preview import Preview, PreviewAction, facts_of
from ui.widgets.record_model import ListColumn, PageRequest
from ui.widgets.record_table import RecordTable
from ui.widgets.row_menu import fill_row_menu
from ui.widgets.text import text_label

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


class AuditTrailPage(PrintedListPage):
    """The whole trail, newest first, loaded in parts for any number of entries. `open("E9-2026-BB7R")` narrows it.

    It does not reload while someone reads: new entries come when the page is opened or the filter changes.
    """

    areas = frozenset({Area.USERS})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        note = _(
            "Who saw, changed or took out what, and why if a reason was asked for. No entry contains "
            "any of a description, and none can be changed."
        )
        self.filter = FilterBar(_("Reference number of an incident"))
        page = frame(self, PageFrame(_("Audit trail"), note, scrolls=False, tools=self.filter))
        self._verify = Button(_("Check the trail"), "", Icon.DONE, self.verify)
        page.buttons.addWidget(self._verify)
        self._verdict = text_label("")
        self._verdict.hide()
        self._has_people = False
        self.filter.add_choice("group", _("What was done"), _groups(), _("Every act"))
        self.filter.add_choice("period", _("Period"), _periods(), _("All time"))
        self.filter.changed.connect(self._start)
        why = ListColumn("reason", _("Why"), _reason, 30, least=12, spare=True, weight=4)
        columns = sorted_by_any([*audit_columns(desk), why])
        self.table = RecordTable(_("Audit trail"), columns, desk.theme)
        self.table.remember(str(desk.actor.user_id), "audit")
        self.table.why_not = self._why_not
        self.table.told.connect(desk.messages.tell)
        self.table.wanted.connect(self._fetch)
        self._sorted: tuple[object, AuditPage] | None = None
        self.table.selected.connect(self._tell)
        self.table.opened.connect(self._narrow)
        self.table.filled.connect(self._filled)
        self.table.menu_opens.connect(self._fill_menu)
        self._paper = ListToPaper(_("Audit trail"), ListKind.AUDIT, self.table, self)
        self._nothing = nothing_matches(_("Try another period, or leave the reference number out."), self.filter.clear)
        self._entry = text_label("")
        self._entry.setAccessibleName(_("The selected entry"))
        self.master = MasterDetail(self.table)
        self.master.asked.connect(self._preview)
        self._shown = OneInFront(self.master, self._nothing)
        page.add(self._verdict)
        page.body.addWidget(self._shown, 1)
        page.body.addWidget(self._entry)

    def open(self, argument: object) -> None:
        if isinstance(argument, str):
            self.filter.search_for(argument)
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(list_users), owner=self, then=self._know_people)

    def search(self) -> None:
        self.filter.search()

    def narrow(self) -> None:
        self.filter.narrow()

    def first_focus(self) -> QWidget | None:
        return self.table

    @Slot()
    def verify(self) -> None:
        """Check every link of the trail, its remembered end, and every record against its seal."""
        self._verify.setEnabled(False)
        self._verdict.setText(_("Checking every entry …"))
        self._verdict.show()
        self.desk.runner.run(
            asked(verify_trail), owner=self, then=self._verified, otherwise=self._not_verified, long=True
        )

    def _verified(self, findings: tuple[CheckFinding, ...]) -> None:
        self._verify.setEnabled(True)
        if not findings:
            self._verdict.setText(_("The trail is complete, and every record matches its last entry."))
            return
        count = ngettext("{n} thing does not match:", "{n} things do not match:", len(findings)).format(n=len(findings))
        advice = _("Nothing was changed. Keep the file as it is, and ask who changed it outside the program.")
        self._verdict.setText("\n".join([count, *(check_finding_text(finding) for finding in findings[:5]), advice]))

    def _not_verified(self, problem: Problem) -> None:
        self._verify.setEnabled(True)
        self._verdict.setText(problem_text(problem))

    def _know_people(self, users: Sequence[User]) -> None:
        if not self._has_people:
            self._has_people = True
            people = [Choice(user.id, user.name) for user in users]
            self.filter.add_choice("who", _("Who"), people, _("Everyone"))
        self._start()

    @Slot()
    def _start(self) -> None:
        if self._has_people:
            self.table.start()

    @Slot(object)
    def _fetch(self, request: PageRequest) -> None:
        wanted, ref = self._wanted(), self.filter.search_text().upper()
        if request.sort and self._sorted is not None and self._sorted[0] == _asked_by(request):
            self._put(request, self._sorted[1])
        elif request.sort:
            self.desk.runner.run(
                asked(_sorted_trail, wanted, ref, self.table.all_columns, request.sort, request.descending),
                owner=self,
                then=partial(self._put_sorted, request),
                otherwise=partial(self._nothing_there, request),
            )
        else:
            self.desk.runner.run(
                asked(list_audit, wanted, ref, skip=request.first, count=request.count),
                owner=self,
                then=partial(self._put, request),
                otherwise=partial(self._nothing_there, request),
            )

    def _put_sorted(self, request: PageRequest, page: AuditPage) -> None:
        if page.total > MOST_SORTED:  # another filter: it was sorted while it was shorter
            self.table.sort_naturally()
            return
        self._sorted = (_asked_by(request), page)
        self._put(request, page)

    def _why_not(self, _column: ListColumn) -> str:
        if self.table.total <= MOST_SORTED:
            return ""
        return _("Narrow the list to {n} rows or fewer to sort by this.").format(n=number_text(MOST_SORTED))

    def _wanted(self) -> AuditFilter:
        who, group, period = (self.filter.code(key) for key in ("who", "group", "period"))
        days = _DAYS.get(str(period))
        return AuditFilter(
            first=self.desk.now() - timedelta(days=days) if days else None,
            actor_id=who if isinstance(who, UUID) else None,
            group=group if isinstance(group, ActGroup) else None,
        )

    def _put(self, request: PageRequest, page: AuditPage) -> None:
        lines = page.lines[request.first : request.first + request.count] if request.sort else page.lines
        self.table.put(request, page.total, lines)
        self._tell(self.table.current())

    def _nothing_there(self, request: PageRequest, problem: Problem) -> None:
        self.table.put(request, 0, ())
        self._tell(None)
        if not isinstance(problem, NotFound):  # half a reference number is no reason to say anything
            self.desk.messages.warn(problem_text(problem))

    @Slot(object)
    def _tell(self, line: AuditLine | None) -> None:
        """Show the selected entry in full: a reason is longer than a row."""
        self._entry.setText("" if line is None else sentence(line))

    def _steps(self, line: AuditLine) -> tuple[PreviewAction, ...]:
        return (PreviewAction(_("Only this incident"), partial(self._narrow, line), primary=True),) if line.ref else ()

    @Slot(object)
    def _fill_menu(self, menu: QMenu) -> None:
        line = self.table.current()
        steps = self._steps(line) if line is not None else ()
        fill_row_menu(menu, self.master, steps, self.print_paper, may_print=self._paper.is_ready)

    @Slot(object)
    def _preview(self, line: AuditLine) -> None:
        facts = facts_of(self.table.all_columns, line, without=("act",))
        self.master.show_preview(line, Preview(act_text(line.act), facts=facts, actions=self._steps(line)))

    @Slot(int)
    def _filled(self, total: int) -> None:
        self._shown.bring(self.master if total else self._nothing)
        self.filter.say_count(ngettext("{n} entry", "{n} entries", total).format(n=number_text(total)))

    @Slot(object)
    def _narrow(self, line: AuditLine) -> None:
        if line.ref:
            self.filter.search_for(line.ref)


def _asked_by(request: PageRequest) -> tuple[int, str, bool]:
    return request.generation, request.sort, request.descending


def _sorted_trail(
    ctx: Context, wanted: AuditFilter, ref: str, columns: Sequence[ListColumn], sort: str, descending: bool
) -> AuditPage:
    """The entries sorted by a column, on the database's thread; too long a trail only says how long it is."""
    total = list_audit(ctx, wanted, ref, skip=0, count=1).total
    if total > MOST_SORTED:
        return AuditPage(total, ())
    lines = list_audit(ctx, wanted, ref, skip=0, count=MOST_SORTED).lines
    return AuditPage(len(lines), tuple(in_order(lines, columns, sort, descending)))


def audit_columns(desk: PageDesk) -> list[ListColumn]:
    """The columns in which entries are shown."""
    return [
        ListColumn("at", _("When"), partial(_moment, desk), 22, falls=True, rank=_entered, weight=8),
        ListColumn("who", _("Who"), who_text, 16, weight=7),
        ListColumn("act", _("What was done"), _act, 24, weight=9),
        ListColumn("thing", _("To what"), thing_text, 24, stretch=True, least=14, weight=6),
        ListColumn("device", _("Computer"), _device, 10, spare=True),
    ]


def _reason(line: AuditLine) -> str:
    return line.reason


def _moment(desk: PageDesk, line: AuditLine) -> str:
    return moment_text(line.at, desk.zone)


def _entered(line: AuditLine) -> int:
    return line.sequence


def _act(line: AuditLine) -> str:
    return act_text(line.act)


def _device(line: AuditLine) -> str:
    return line.device


def _groups() -> list[Choice]:
    return [Choice(group, act_group_text(group)) for group in ActGroup]


def _periods() -> list[Choice]:
    return [
        Choice("day", _("Last 24 hours")),
        Choice("week", _("Last 7 days")),
        Choice("month", _("Last 30 days")),
        Choice("year", _("Last 12 months")),
    ]
