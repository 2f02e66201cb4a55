"""Who is still owed what, in calm order with one next step each; and what is offered to you."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.errors import ChangedMeanwhile, Problem
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.domain.support.follow_ups import FollowUp, FollowUpOutcome
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.ports.context import Area, Context
from incident_tracker.reports.list_sheet import ListHeading, ListOnPaper
from incident_tracker.usecases.oversight.list_paper import ListKind, draw_list
from incident_tracker.usecases.support.cases import tell_leadership
from incident_tracker.usecases.support.daily_card import my_card
from incident_tracker.usecases.support.debriefs import DebriefFile, show_debrief
from incident_tracker.usecases.support.follow_ups import record_follow_up
from incident_tracker.usecases.support.offers import my_offers
from incident_tracker.usecases.support.outreach import my_consents
from incident_tracker.usecases.support.owed import Owed, SupportFile, count_support, list_support, show_support
from incident_tracker.usecases.support.thematic import plan_thematic
from incident_tracker.usecases.support.wellbeing import who_lets_me_read
from incident_tracker.wording import _, ngettext, problem_text
from ui.icons import Icon
from ui.page import Page, PageCommand, PageDesk
from ui.paper.list_file import ListFile, note_list
from ui.paper.to_paper import ToPaper
from ui.runner import asked
from ui.screen_text import number_text
from ui.support.follow_up_question import FollowUpQuestion
from ui.support.late_question import asks_why
from ui.support.month_question import MonthQuestion
from ui.support.owed_groups import OwedGroup, OwedRow, Support, grouped, lines_with, owed_group_text, own_files
from ui.support.owed_line import OwedLine
from ui.support.own_calendar import OwnCalendar
from ui.support.own_invitations import OwnInvitationsButton
from ui.support.own_part import OwnPart
from ui.support.support_names import read_support_names
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.dialogs import confirm
from ui.widgets.empty_state import EmptyState, nothing_matches
from ui.widgets.filter_bar import FilterBar
from ui.widgets.layout import Card, PageFrame, column, empty_out, frame, row
from ui.widgets.text import heading, note, text_label

MOST_OWED = 200
"""So many things that are owed are read at first, the soonest; the page says how many there are, and reads on."""
MOST_LINES = 6
"""A longer group is cut short, and says how many more there are."""


class SupportPage(Page):
    """Argument: a case, check or debrief to go to, or the incident it is about."""

    areas = frozenset({Area.WELLBEING, Area.SUPPORT, Area.INCIDENTS, Area.CLINIC, Area.REMINDERS})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        scope = grant(desk.actor.role, Permission.SEE_SUPPORT).scope
        self._own_only = scope is Scope.OWN
        self._whole: set[OwedGroup] = set()
        self._most = MOST_OWED
        self._shown: Support | None = None
        self._made_from: tuple[object, ...] = ()  # what the groups show
        self._wanted: object = None
        self._question: FollowUpQuestion | None = None
        self._frame = frame(self, PageFrame(_("Support"), self._sentence()))
        self.by_mail = OwnInvitationsButton(desk, self)
        if desk.actor.person_id is not None:
            self.calendar = OwnCalendar(self)
            self._frame.buttons.addWidget(Button(_("My &calendar"), "", Icon.DOWNLOAD, self.calendar.ask))
            self._frame.buttons.addWidget(self.by_mail)
        self._frame.buttons.addWidget(Button(_("My notes"), "", Icon.EDIT, self._open_notes))
        self._to_paper = ToPaper(_("Support"), self)
        self.file = ListFile(ListKind.SUPPORT, self)
        if desk.may(Permission.EXPORT_DEIDENTIFIED):
            kept = Button(_("&Promises kept"), "", Icon.REPORTS, self._open_report)
            self._frame.buttons.addWidget(kept)
        self.own = OwnPart(desk)
        self.own.notes_wanted.connect(self._open_shared)
        self.own.line_wanted.connect(self._open_line)
        self._own_heading = heading(_("For you"))
        self._owed_heading = heading(_("For everyone at your sites"))
        self.filter = FilterBar(_("Search support"))
        self.filter.changed.connect(self._narrowed)
        self.filter.hide()
        self._groups = QVBoxLayout()
        self._groups.setSpacing(px(16))
        self._frame.add(self._own_heading, self.own, self._owed_heading, self.filter, self._groups)
        if desk.may(Permission.PLAN_DEBRIEF):
            self._frame.add(row(Button(_("Plan a &monthly round …"), "quiet", Icon.CALENDAR, self._ask_month), None))
        for part in (self._own_heading, self._owed_heading):
            part.hide()

    @Slot()
    def _open_notes(self) -> None:
        self.open_requested.emit("wellbeing", None)

    @Slot()
    def _open_shared(self) -> None:
        self.open_requested.emit("wellbeing", "shared")

    @Slot()
    def _open_line(self) -> None:
        self.open_requested.emit("private_line", None)

    @Slot()
    def _open_report(self) -> None:
        self.open_requested.emit("reports", "support")

    def open(self, argument: object) -> None:
        self._wanted = argument
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(_read_support, self._most), owner=self, then=self._show)
        self.by_mail.refresh()

    def keep_draft(self) -> None:
        self.own.keep_draft()

    def offers(self, command: PageCommand) -> bool:
        match command:
            case "keep_draft":
                return False  # what is typed is kept by itself
            case "print_paper" | "export":
                return bool(self._groups_now())
            case "search":
                return self.filter.isVisibleTo(self._frame)
            case _:
                return super().offers(command)

    def search(self) -> None:
        self.filter.search()

    def print_paper(self) -> None:
        """Everything that is shown as owed, line by line, each with its group."""
        lines = self._on_paper()
        words = zip(_paper_headings(), (24.0, 34.0, 34.0, 22.0), strict=True)
        headings = tuple(ListHeading(text, width, False) for text, width in words)
        shown = ListOnPaper(_("Support"), headings, tuple(lines), len(lines), ())
        act = partial(note_list, ListKind.SUPPORT, len(lines))
        self._to_paper.show(asked(draw_list, ListKind.SUPPORT, shown), "support-list.pdf", act)

    def export(self) -> None:
        """The same as a table."""
        self.file.ask(_paper_headings(), self._on_paper())

    def _on_paper(self) -> list[tuple[str, str, str, str]]:
        return [
            (owed_group_text(group)[0], line.what, line.about, line.when)
            for group, lines in self._groups_now().items()
            for line in lines
        ]

    def _sentence(self) -> str:
        if self._own_only:
            return _("What is offered to you, and the parts that you have agreed to. All of it is voluntary.")
        return _("Who is still owed what. All of it is voluntary for them.")

    def _show(self, support: Support) -> None:
        self._shown = support
        mine = own_files(support.files.values(), self.desk.actor.person_id)
        shown = (mine, support.offers, support.consents, support.names, support.sharing, support.card)
        self.own.show_part(*shown, asks=False)
        every = self._groups_of(support, mine)
        self.filter.setVisible(bool(every))
        groups = lines_with(every, self.filter.search_text())
        self.offers_changed.emit()
        self._own_heading.setVisible(not self.own.is_empty and not self._own_only)
        self._owed_heading.setText(_("For you to do") if self._own_only else _("For everyone at your sites"))
        self._owed_heading.setVisible(not self.own.is_empty and bool(every))
        told = (groups, bool(every), support.total, frozenset(self._whole), self.own.is_empty)
        if self._wanted is None and told == self._made_from:
            return  # it is all there already
        self._made_from = told
        empty_out(self._groups)
        cards = [self._group(group, lines) for group, lines in groups.items()]
        for card in cards:
            self._groups.addWidget(card)
        if support.total > len(support.owed):
            self._groups.addLayout(self._rest(len(support.owed), support.total))
        if every and not groups:
            self._groups.addWidget(nothing_matches(_("Try fewer words."), self.filter.clear))
        elif not groups and self.own.is_empty:
            self._groups.addWidget(self._empty())
        self._focus_wanted(cards)

    def _groups_now(self) -> dict[OwedGroup, list[OwedRow]]:
        if self._shown is None:
            return {}
        mine = own_files(self._shown.files.values(), self.desk.actor.person_id)
        return lines_with(self._groups_of(self._shown, mine), self.filter.search_text())

    def _groups_of(self, support: Support, mine: Sequence[DebriefFile]) -> dict[OwedGroup, list[OwedRow]]:
        """What is owed; of the debriefs a person takes part in, only those they lead are repeated here."""
        groups = grouped(support, self.desk.actor.person_id, self.desk.now(), self.desk.zone)
        if not self._own_only:
            return groups
        own_ids = {file.debrief.id for file in mine}
        kept = {
            group: [line for line in lines if self._leads(line) or line.owed.subject_id not in own_ids]
            for group, lines in groups.items()
        }
        return {group: lines for group, lines in kept.items() if lines}

    def _focus_wanted(self, cards: Sequence[Card]) -> None:
        """Put the focus on the line that was asked for; later answers do not move it."""
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        lines = (line for card in cards for line in card.findChildren(OwedLine))
        found = next((one for one in lines if wanted in (one.line.owed.subject_id, one.line.owed.incident_id)), None)
        if found is not None and found.button is not None:
            found.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leads(self, line: OwedRow) -> bool:
        file = self._shown.files.get(line.owed.subject_id) if self._shown else None
        me = self.desk.actor.person_id
        return file is not None and me in (file.debrief.facilitator_id, file.debrief.manager_id, file.debrief.deputy_id)

    def _group(self, group: OwedGroup, lines: list[OwedRow]) -> Card:
        name, sentence = owed_group_text(group)
        card = Card()
        card.setAccessibleName(name)
        card.body.setContentsMargins(px(12), px(16), px(12), px(12))
        card.body.setSpacing(px(4))
        for label in (text_label(name, "heading"), text_label(sentence, "note") if sentence else None):
            if label is not None:
                label.setContentsMargins(px(12), 0, px(12), 0)
                card.add(label)
        wanted = [line for line in lines if self._wanted in (line.owed.subject_id, line.owed.incident_id)]
        whole = group in self._whole or (self._wanted is not None and bool(wanted))
        shown = lines if whole else lines[:MOST_LINES]
        for line in shown:
            card.add(OwedLine(line, partial(self._do, line.owed) if self._may_do(line.owed) else None))
        if len(lines) > len(shown):
            more = len(lines) - len(shown)
            text = ngettext("Show {n} more", "Show {n} more", more).format(n=more)
            card.add(Button(text, "quiet", Icon.DOWN, partial(self._show_all, group)))
        return card

    def _rest(self, shown: int, total: int) -> QLayout:
        n, of = number_text(shown), number_text(total)
        more = min(MOST_OWED, total - shown)
        show = ngettext("Show {n} more", "Show {n} more", more).format(n=number_text(more))
        said = note(_("These are the {n} that are due first, of {total}.").format(n=n, total=of))
        return column(said, row(Button(show, "quiet", Icon.DOWN, self._show_more), None))

    @Slot()
    def _narrowed(self) -> None:
        """Words are looked for in everything that is owed, so the rest is read first."""
        if self._shown is not None and self.filter.search_text() and self._most < self._shown.total:
            self._most = self._shown.total
            self.refresh()
        elif self._shown is not None:
            self._show(self._shown)

    @Slot()
    def _show_more(self) -> None:
        self._most += MOST_OWED
        self.refresh()

    def _may_do(self, owed: Owed) -> bool:
        return owed.status is not None or self.desk.may(Permission.OFFER_SUPPORT)

    def _empty(self) -> EmptyState:
        if self._own_only:
            return EmptyState(
                _("Nothing is open for you"),
                _("When something happens at the desk, support is offered to you here, and you choose."),
                Icon.SUPPORT,
            )
        return EmptyState(
            _("Everyone has been considered"),
            _("When an incident is logged, this page shows what support people are owed."),
            Icon.SUPPORT,
        )

    def _do(self, owed: Owed) -> None:
        if owed.status is DebriefStatus.TO_PLAN and self.desk.may_at(Permission.PLAN_DEBRIEF, owed.site_id):
            self.open_requested.emit("week", owed.subject_id)
        elif owed.status is not None:
            self.open_requested.emit("debrief", owed.subject_id)
        elif owed.what in (SupportStep.RELIEF, SupportStep.HOT):
            self.open_requested.emit("incident_support", owed.incident_id)
        elif owed.what is SupportStep.LEADERSHIP:
            confirm(
                self,
                _("Leadership was told"),
                _("Record that someone in leadership knows now?"),
                _("Keep it"),
                partial(self._tell_leadership, owed.incident_id),
            )
        else:
            self.desk.runner.run(asked(show_support, owed.incident_id), owner=self, then=partial(self._speak, owed))

    def _tell_leadership(self, incident_id: UUID) -> None:
        self.desk.runner.run(asked(tell_leadership, incident_id), owner=self, then=self._told)

    def _told(self, _case: object) -> None:
        self.desk.messages.tell(_("Saved: leadership knows."))

    def _speak(self, owed: Owed, file: SupportFile) -> None:
        found = next((one for one in file.follow_ups if one.id == owed.subject_id), None)
        if found is None or self._shown is None:
            return
        names = self._shown.names
        present = {str(one.kind) for one in file.offers if one.person_id == found.person_id}
        offers = [one for one in names.choices("support_offer") if one.code not in present]
        self._question = FollowUpQuestion(self, found, names.person(found.person_id), offers)
        self._question.answered.connect(self._keep_check)
        self._question.open()

    @Slot(object, object, object)
    def _keep_check(self, follow_up: FollowUp, outcome: FollowUpOutcome, offered: tuple[OfferKind, ...]) -> None:
        self._run_check(follow_up, outcome, offered)

    def _run_check(
        self,
        follow_up: FollowUp,
        outcome: FollowUpOutcome,
        offered: tuple[OfferKind, ...],
        late: Lateness | None = None,
    ) -> None:
        question = self._question
        if question is not None:
            again = partial(self._run_check, follow_up, outcome, offered)
            self.desk.runner.run(
                asked(record_follow_up, follow_up.id, follow_up.version, outcome, offered, late),
                owner=question,
                then=self._checked,
                otherwise=partial(self._check_refused, again),
            )

    def _checked(self, _follow_up: FollowUp) -> None:
        if self._question is not None:
            self._question.accept()
            self._question = None
        self.desk.messages.tell(_("Saved. Thank you for asking."))

    def _check_refused(self, again: Callable[[Lateness], object], problem: Problem) -> None:
        if self._question is not None and (asks_why(self._question, problem, again) or self._question.refused(problem)):
            return
        if isinstance(problem, ChangedMeanwhile) and self._question is not None:
            self._question.reject()
            self._question = None
            self.refresh()
        self.desk.messages.warn(problem_text(problem))

    @Slot()
    def _ask_month(self) -> None:
        question = MonthQuestion(self, self.desk, self._shown.names.sites if self._shown else ())
        question.wanted.connect(self._plan_month)
        question.open()

    @Slot(object, str)
    def _plan_month(self, site_id: UUID, month: str) -> None:
        self.desk.runner.run(
            asked(plan_thematic, site_id, month), owner=self, then=self._planned, otherwise=self._nothing_left
        )

    def _planned(self, debrief: object) -> None:
        self.open_requested.emit("debrief", getattr(debrief, "id", None))

    def _nothing_left(self, _problem: Problem) -> None:
        self.desk.messages.tell(_("There is nothing left from that month to discuss together."))

    def _show_all(self, group: OwedGroup) -> None:
        self._whole.add(group)
        if self._shown is not None:
            self._show(self._shown)


def _read_support(ctx: Context, most: int) -> Support:
    owed = list_support(ctx, limit=most)
    debriefs = [one.subject_id for one in owed if one.status is not None]
    return Support(
        owed,
        {id: show_debrief(ctx, id) for id in debriefs},
        my_offers(ctx),
        my_consents(ctx),
        read_support_names(ctx),
        who_lets_me_read(ctx),
        my_card(ctx),
        count_support(ctx) if len(owed) == most else len(owed),
    )


def _paper_headings() -> tuple[str, str, str, str]:
    return _("Group"), _("What is owed"), _("About"), _("When")
