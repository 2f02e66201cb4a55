"""One root cause analysis on one page, from the question to closing; what is typed is saved at each pause."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import ChangedMeanwhile, Problem
from incident_tracker.domain.learning.actions import Action
from incident_tracker.domain.learning.analyses import Analysis, AnalysisStatus
from incident_tracker.domain.learning.progress import AnalysisPart, parts_done
from incident_tracker.domain.learning.versions import merge_analyses, take_field
from incident_tracker.domain.support.learning_items import LearningItem
from incident_tracker.labels.learning.analyses import analysis_status_text
from incident_tracker.ports.context import Area
from incident_tracker.usecases.learning.analyses import (
    AnalysisWithActions,
    close_analysis,
    reopen_analysis,
    save_analysis,
    show_analysis,
)
from incident_tracker.usecases.support.holding import learning_items_of
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.learning.actions_section import ActionsSection
from ui.learning.clash_card import ClashCard
from ui.learning.closing_section import ClosingSection
from ui.learning.factors_section import FactorsSection
from ui.learning.learning_text import deadline_text
from ui.learning.new_analysis import NewAnalysis
from ui.learning.section import Section
from ui.learning.section_bar import SectionBar
from ui.learning.statements_section import StatementsSection
from ui.learning.subject_section import LearningPoints, SubjectSection
from ui.learning.timeline_section import TimelineSection
from ui.learning.views_section import ViewsSection
from ui.learning.whys_section import WhysSection
from ui.page import Page, PageCommand, PageDesk
from ui.runner import asked
from ui.screen_text import problem_text, time_text
from ui.theme.spacing import is_roomy
from ui.widgets.layout import PageFrame, column
from ui.widgets.one_in_front import OneInFront
from ui.widgets.text import Badge

SAVE_PAUSE = 900  # milliseconds after the last key
TRY_AGAIN = 10_000  # milliseconds after a save that failed


class AnalysisPage(Page):
    """`open(id)` shows an analysis; `open(("new", incident_ids))` begins one."""

    areas = frozenset({Area.ANALYSES, Area.ACTIONS, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._id: UUID | None = None
        self._saved: Analysis | None = None
        self._sending: Analysis | None = None
        self._theirs: Analysis | None = None
        self._refused: Section | None = None  # it cannot be saved as it is; it is tried again once it changes
        self._clashes: tuple[str, ...] = ()
        self._new_about: tuple[UUID, ...] = ()
        self._file: AnalysisWithActions | None = None
        self._clinic = ClinicChoices()
        self._after_save = False
        self._learned: dict[UUID, LearningItem] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.keep_draft)
        self.fresh = NewAnalysis(desk)
        self.fresh.opened.connect(self._opened)
        self.fresh.left.connect(self.back_requested)
        self._frame = PageFrame(_("Root cause analysis"), " ", widest=1320)
        self._state = Badge("")
        self._frame.buttons.addWidget(self._state)
        self.clash = ClashCard()
        self.clash.chosen.connect(self._choose)
        self.subject = SubjectSection(desk)
        self.subject.incident_wanted.connect(partial(self.open_requested.emit, "incident"))
        self.timeline = TimelineSection(desk)
        self.whys = WhysSection(desk)
        self.factors = FactorsSection(desk)
        self.learned = LearningPoints()
        self.factors.add(self.learned)
        self.statements = StatementsSection(desk)
        self.views = ViewsSection(desk)
        self.plan = ActionsSection(desk, self)
        self.closing = ClosingSection(desk)
        self.learned.factor_wanted.connect(self.factors.take_over)
        self.learned.action_wanted.connect(self.plan.assign_from)
        self.closing.close_wanted.connect(self._close)
        self.closing.reopen_wanted.connect(self._reopen)
        self.closing.jump_wanted.connect(self._go_to_field)
        self.sections: tuple[Section, ...] = (
            self.subject, self.timeline, self.whys, self.factors, self.statements, self.views, self.plan, self.closing,
        )  # fmt: skip
        links = self._bar = self._section_bar()
        self._kept = links.kept
        # Large text leaves no room for a bar that stays: it scrolls with the page.
        self._frame.add(*(() if is_roomy() else (links,)), self.clash, *self.sections)
        for section in self.sections:
            section.changed.connect(partial(self._typed, section))
        present = QWidget()
        present.setLayout(column(*((links,) if is_roomy() else ()), self._frame, gap=0))
        self._present = present
        self._shown = OneInFront(present, self.fresh)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._shown)

    def open(self, argument: object) -> None:
        self.keep_draft()
        if isinstance(argument, tuple) and argument and argument[0] == "new":
            self._id, self._new_about = None, tuple(argument[1])
            self._shown.bring(self.fresh)
            self.desk.runner.run(asked(read_clinic), owner=self, then=self._start_new)
            return
        if isinstance(argument, UUID) and argument != self._id:
            self._id = argument
            self._saved = self._theirs = self._file = self._refused = None
            self._clashes = ()
            self.clash.hide()
        self._shown.bring(self._present)
        self.refresh()

    def refresh(self) -> None:
        if self._id is not None:
            self.desk.runner.run(asked(read_clinic), owner=self, then=self._name)

    def save(self) -> None:
        if self._id is None:
            self.fresh.save()
        else:
            self._refused = None
            self.keep_draft()

    @Slot()
    def keep_draft(self) -> None:
        """Save what was typed since the last time, unless a save is running or waits for a choice."""
        self._pause.stop()
        if self._saved is None or self._sending is not None or self._clashes or not self._may_write():
            return
        written = self.written(but=self._refused)
        if written != self._saved:
            self._sending = written
            self._kept.setText(_("Saving …"))
            saving = asked(save_analysis, written, self._saved.version)
            self.desk.runner.run(saving, owner=self, then=self._is_saved, otherwise=self._not_saved)

    def offers(self, command: PageCommand) -> bool:
        if command not in ("save", "keep_draft"):
            return super().offers(command)
        if self._id is None:
            return command == "save"
        return self._may_write() and (self._pause.isActive() or self._refused is not None)

    def first_focus(self) -> QWidget | None:
        return self.fresh.question if self._id is None else self.subject.question

    def written(self, but: Section | None = None) -> Analysis:
        """The analysis as it is on the screen; the section `but` as it was saved."""
        assert self._saved is not None
        analysis = self._saved
        for section in self.sections:
            if section is not but:
                analysis = section.written(analysis)
        return analysis

    def _part_of(self) -> dict[Section, AnalysisPart]:
        return dict(zip(self.sections, AnalysisPart, strict=True))

    def _section_bar(self) -> SectionBar:
        """Leads to each section, above what scrolls, with a note on what is saved."""
        names = (
            _("Question"), _("Time line"), _("Whys"), _("Factors"), _("Cause"), _("Views"), _("Actions"), _("Closing"),
        )  # fmt: skip
        bar = SectionBar(dict(zip(self.sections, names, strict=True)))
        bar.visited.connect(self._visit)
        bar.follow(self._frame.area)
        return bar

    @Slot(object)
    def _visit(self, section: Section) -> None:
        section.focus_first()
        self._scroll_to(section)

    def _scroll_to(self, section: Section) -> None:
        self._frame.area.to(section)

    def _start_new(self, clinic: ClinicChoices) -> None:
        self.fresh.start(clinic, self._new_about)

    def _opened(self, analysis: Analysis) -> None:
        self.desk.messages.tell(_("The analysis is open."))
        self.open(analysis.id)

    def _name(self, clinic: ClinicChoices) -> None:
        if clinic != self._clinic:
            self._clinic = clinic
            for section in self.sections:
                section.offer(clinic)
        if self._id is not None:
            self.desk.runner.run(asked(show_analysis, self._id), owner=self, then=self._show, otherwise=self._not_shown)

    def _not_shown(self, problem: Problem) -> None:
        self.desk.messages.warn(problem_text(problem))
        self.back_requested.emit()

    def _show(self, file: AnalysisWithActions) -> None:
        if file.analysis.id != self._id:
            return
        first = self._saved is None
        self._file = file
        self.subject.show_incidents(file.incidents)
        if first:
            self._ask_learned(file)
        busy = self._sending is not None or bool(self._clashes)
        if first or (not busy and self.written() == self._saved):
            self._saved = file.analysis
            self._show_saved()
        self.plan.show_actions(file.actions)
        self._say_state()

    def _show_saved(self) -> None:
        assert self._saved is not None
        for section in self.sections:
            section.show_analysis(self._saved)
        read_only = not self._may_write()
        for section in self.sections:
            if section is not self.closing and section is not self.plan:
                section.set_read_only(read_only)
        self.plan.set_read_only(not self.desk.may(Permission.ASSIGN_ACTION))
        self.closing.set_read_only(not self.desk.may(Permission.ANALYZE))
        hidden = not self.desk.may(Permission.ANALYZE) and not self._saved.incident_ids
        for section in (self.timeline, self.views):
            section.setVisible(not hidden)  # the committee does not see what is in it
        self._bar.show_sections([section for section in self.sections if section.isVisibleTo(self._frame)])

    def _may_write(self) -> bool:
        open_ = self._saved is not None and self._saved.status is AnalysisStatus.OPEN
        return open_ and self.desk.may(Permission.ANALYZE)

    def _say_state(self) -> None:
        saved, file = self._saved, self._file
        if saved is None or file is None:
            return
        clock = deadline_text(saved, self.desk.now(), self.desk.zone)
        self._frame.title.setText(_("Root cause analysis {ref}").format(ref=saved.ref))
        self._frame.say(clock[:1].upper() + clock[1:])
        self._state.say(analysis_status_text(saved.status), "good" if saved.closed_at else "accent")
        self._say_progress(self.written() if self._may_write() else saved, file.actions)
        self.offers_changed.emit()

    def _say_progress(self, written: Analysis, actions: tuple[Action, ...]) -> None:
        self.closing.show_state(written, actions)
        done = parts_done(written, actions)
        self._bar.show_done([section for section, part in self._part_of().items() if part in done])

    def _typed(self, section: Section) -> None:
        if section is self._refused:
            self._refused = None
        if self._may_write() and self._file is not None:
            written = self.written()
            self.statements.know_tree(written.whys)
            self._say_progress(written, self._file.actions)
            self.offers_changed.emit()
            if not self._clashes:
                self._pause.start(SAVE_PAUSE)

    def _is_saved(self, analysis: Analysis) -> None:
        self._sending = None
        if analysis.id != self._id:
            return
        self._saved = analysis
        saved = _("Saved {time}").format(time=time_text(self.desk.now(), self.desk.zone))
        self._kept.setText(_("Not saved yet") if self._refused else saved)
        self._say_state()
        if self._after_save:
            self._after_save = False
            self._close()
        elif self.written(but=self._refused) != analysis:
            self._pause.start(SAVE_PAUSE)

    def _not_saved(self, problem: Problem) -> None:
        self._sending = None
        self._after_save = False
        self._kept.setText(_("Not saved yet"))
        if isinstance(problem, ChangedMeanwhile) and self._id is not None:
            self.desk.runner.run(asked(show_analysis, self._id), owner=self, then=self._bring_together)
        elif section := next((one for one in self.sections if one.show_problem(problem)), None):
            self._refused = section
            self.keep_draft()  # what the others contain
        else:
            self.desk.messages.warn(problem_text(problem))
            self._pause.start(TRY_AGAIN)

    def _bring_together(self, file: AnalysisWithActions) -> None:
        if self._saved is None or file.analysis.id != self._id:
            return
        merged = merge_analyses(self._saved, self.written(), file.analysis)
        self._file, self._saved, self._theirs = file, file.analysis, file.analysis
        self._clashes = merged.clashes
        for section in self.sections:
            section.show_analysis(merged.analysis)
        self.clash.ask(merged.clashes, merged.analysis, file.analysis, self._clinic, self.desk.zone)
        if self._clashes:
            self._scroll_to_clash()
        else:
            self.desk.messages.tell(_("Someone else wrote here too. Both are saved."))
            self.keep_draft()

    def _scroll_to_clash(self) -> None:
        self._frame.area.start()
        self.desk.messages.warn(_("Someone else changed the same part. Nothing is lost; both are shown at the top."))

    def _choose(self, field: str, mine: bool) -> None:
        if self._theirs is None:
            return
        written = self.written()
        if not mine:
            written = take_field(written, self._theirs, field)
            for section in self.sections:
                section.show_analysis(written)
        self._clashes = tuple(name for name in self._clashes if name != field)
        self.clash.ask(self._clashes, written, self._theirs, self._clinic, self.desk.zone)
        if not self._clashes:
            self.keep_draft()
            self._say_state()

    def _ask_learned(self, file: AnalysisWithActions) -> None:
        self.learned.show_items((), {})
        self._learned = {}
        if self.desk.may(Permission.ANALYZE):
            for incident in file.incidents[:20]:
                learned = asked(learning_items_of, incident.id)
                self.desk.runner.run(learned, owner=self, then=self._add_learned, otherwise=self._nothing_learned)

    def _add_learned(self, items: tuple[LearningItem, ...]) -> None:
        self._learned |= {item.id: item for item in items}
        labels = {item.factor: self._clinic.label("factor", item.factor) for item in self._learned.values()}
        self.learned.show_items(tuple(self._learned.values()), labels)

    def _nothing_learned(self, _problem: Problem) -> None:
        """What was said in another site's debrief stays there."""

    def _go_to_field(self, field: str) -> None:
        for section in self.sections:
            if field in section.fields:
                self._scroll_to(section)
                section.go_here()

    @Slot()
    def _close(self) -> None:
        if self._saved is None:
            return
        if self._sending is not None or self.written() != self._saved:
            self._after_save = True  # first what was typed, then the closing
            self.save()
            return
        closing = asked(close_analysis, self._saved.id, self._saved.version, self.closing.weaker_reason())
        self.desk.runner.run(closing, owner=self, then=self._closed, otherwise=self._not_closed)

    def _closed(self, analysis: Analysis) -> None:
        self._saved = analysis
        self._show_saved()
        self._say_state()
        self.desk.messages.tell(_("Closed. Thank you: this is how it changes."), self._reopen)

    def _not_closed(self, problem: Problem) -> None:
        for section in self.sections:
            if section.show_problem(problem):
                self._scroll_to(section)
                return
        self.desk.messages.warn(problem_text(problem))

    @Slot()
    def _reopen(self) -> None:
        if self._saved is not None:
            self.desk.runner.run(
                asked(reopen_analysis, self._saved.id, self._saved.version), owner=self, then=self._reopened
            )

    def _reopened(self, analysis: Analysis) -> None:
        self._saved = replace(analysis)
        self._show_saved()
        self._say_state()
        self.desk.messages.tell(_("It is open again."))
