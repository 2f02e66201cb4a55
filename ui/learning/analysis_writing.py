"""What is typed in an analysis on its way to a saved one: a draft, a save, and what others saved meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from incident_tracker.domain.capture.saved_drafts import UnreadText
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import ChangedMeanwhile, Problem, Reason, Refused
from incident_tracker.domain.learning.analyses import Analysis, AnalysisStatus
from incident_tracker.domain.learning.versions import AnalysisDraft, UnsavedAnalysis, merge_analyses, take_field
from incident_tracker.usecases.learning.analyses import AnalysisWithActions, save_analysis, show_analysis
from incident_tracker.usecases.learning.drafts import keep_analysis
from incident_tracker.wording import _, problem_text
from ui.clinic_choices import ClinicChoices
from ui.learning.clash_card import ClashCard
from ui.learning.kept_analysis import KeptAnalysis
from ui.learning.saving_foot import SavingFoot
from ui.learning.section import Section
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text, time_text
from ui.widgets.announce import announce

IN_SIGHT = 2
"""So many sections of another analysis are shown at once; the others, further down the page, one after another."""


class AnalysisWriting(QObject):
    """Holds the analysis over which is typed (`base`) and shows in `sections` what is typed over it.

    Signals: `shown(analysis)` when what is in sight shows it as it was saved; `filled(section)` when this section
    does; `changed()` when what can be said of it may
    have changed; `clashed()` when a choice is to be made; `refused(section)` where something cannot be saved;
    `brought_back(id)` when what was discarded is a draft again.
    """

    shown = Signal(object)
    filled = Signal(object)
    changed = Signal()
    clashed = Signal()
    refused = Signal(object)
    brought_back = Signal(object)

    def __init__(self, desk: PageDesk, sections: Sequence[Section], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._sections = desk, tuple(sections)
        self._clinic = ClinicChoices()
        self.base: Analysis | None = None
        self.file: AnalysisWithActions | None = None
        self._sending: UnsavedAnalysis | None = None
        self._theirs: Analysis | None = None
        self._clashes: tuple[str, ...] = ()
        self._save_then = self._combined = self._tell_kept = False
        self._waiting: list[Section] = []  # those that do not show `base` yet; nothing can be typed there
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._fill_next)
        self.clash = ClashCard()
        self.clash.chosen.connect(self._choose)
        self.foot = SavingFoot()
        self.foot.save_wanted.connect(self.save)
        self.foot.discard_wanted.connect(self._discard)
        self.kept = KeptAnalysis(desk, self._shown_id, self._what_is_typed, self)
        self.kept.said.connect(self._draft_kept)
        self.kept.brought_back.connect(self.brought_back)

    @property
    def may_write(self) -> bool:
        """Is it open, and may this person write in it?"""
        open_ = self.file is not None and self.file.analysis.status is AnalysisStatus.OPEN
        return open_ and self._desk.may(Permission.ANALYZE)

    @property
    def is_dirty(self) -> bool:
        """Is something typed that is not saved?"""
        typed = self._what_is_typed()
        return typed is not None and typed.changes_something

    @property
    def is_busy(self) -> bool:
        """Is it being saved now?"""
        return self._sending is not None

    @property
    def is_whole(self) -> bool:
        """Do all sections show it?"""
        return not self._waiting

    def fill(self) -> None:
        """Show what is not shown yet: someone goes there."""
        while self._waiting:
            self._fill_next()

    def offer(self, clinic: ClinicChoices) -> None:
        """Name things as the clinic does."""
        self._clinic = clinic
        for section in self._sections:
            section.offer(clinic)

    def written(self) -> Analysis:
        """The analysis as it is on the screen."""
        assert self.base is not None
        analysis = self.base
        for section in self._sections:
            if section not in self._waiting:
                analysis = section.written(analysis)
        return analysis

    def forget(self) -> None:
        """Another analysis is shown: nothing is typed in it yet."""
        if not self.is_busy:  # what is being saved is kept if that fails
            self.kept.keep()
        self.kept.forget()
        self.base = self.file = self._sending = None
        self._waiting = []
        self._forget_clash()
        self._combined = self._tell_kept = False

    def show(self, file: AnalysisWithActions) -> None:
        """Show it as it was saved, unless something is typed over it: then saving brings both together.

        If it was closed meanwhile, what is typed waits as a draft until it is open again.
        """
        typed_over = self.base is not None and (self.is_busy or bool(self._clashes) or self.is_dirty)
        if typed_over and not self.is_busy and file.analysis.status is AnalysisStatus.CLOSED:
            self.kept.keep()
            self.kept.forget()
            self._forget_clash()
            typed_over = False
        self.file = file
        if not typed_over and self.base != file.analysis:
            self.take_in(file.analysis)
        else:
            self.changed.emit()
        if not typed_over:
            self._look_for_draft()

    def take_in(self, analysis: Analysis) -> None:
        """Show this saved state of it."""
        if self.file is not None and analysis.id == self.file.analysis.id:
            self.file = replace(self.file, analysis=analysis)
            another, self.base = self.base is None, analysis
            if another:
                self._show_in_turn(analysis)
            else:
                self._show_sections(analysis)
            self.shown.emit(analysis)
            self.say(_("Everything is saved."))
            self.changed.emit()

    def reopened(self, analysis: Analysis) -> None:
        """It is open again: what was typed before it was closed can be saved now."""
        self.kept.forget()
        self.take_in(analysis)
        self._look_for_draft()

    @Slot()
    def save(self) -> None:
        """Save what is typed as one version."""
        if self._clashes:
            self.clashed.emit()
        elif self.base is not None and not self.is_busy and self.may_write:
            self.fill()
            typed = UnsavedAnalysis(self.base, self.written(), self._unread())
            if typed.unread:
                self._refuse_unread()
                return
            if not typed.changes_something:
                self.kept.keep()
                self.say(_("Everything is saved."))
                self._desk.messages.tell(_("Everything is saved."))
                return
            self._sending = typed
            self.kept.hold()
            self.say(_("Saving …"))
            saving = asked(save_analysis, typed.written, typed.base.version)
            self._desk.runner.run(
                saving, owner=self, then=partial(self._saved, typed), otherwise=partial(self._not_saved, typed)
            )

    def leave(self) -> None:
        """The person goes away: keep the draft, and say so."""
        if not self.is_busy and self.is_dirty:
            self._tell_kept = not self.kept.is_kept
            if self._tell_kept:
                self.kept.keep()
            else:
                self._tell_of_draft()

    def typed(self) -> None:
        """Something was typed or chosen."""
        self.kept.typed()
        self.say(_("Not saved yet") if self.is_dirty else _("Everything is saved."))

    def say(self, text: str) -> None:
        """Say at the foot what is saved."""
        self.foot.say(text, unsaved=self.is_dirty or self.kept.is_there, writable=self.may_write)

    def _shown_id(self) -> UUID | None:
        return None if self.base is None else self.base.id

    def _what_is_typed(self) -> UnsavedAnalysis | None:
        if self.base is None or not self.may_write:
            return None
        return UnsavedAnalysis(self.base, self.written(), self._unread())

    def _unread(self) -> tuple[UnreadText, ...]:
        return tuple(one for section in self._sections if section not in self._waiting for one in section.unread())

    def _refuse_unread(self) -> None:
        """What cannot be read is not left out in silence: it waits in the draft."""
        self.kept.typed()
        self.kept.keep()
        section = next(one for one in self._sections if one.unread())
        section.show_problem(Refused(Reason.NOT_A_DATE, next(iter(section.fields))))
        self.refused.emit(section)

    def _show_sections(self, analysis: Analysis, unread: tuple[UnreadText, ...] = ()) -> None:
        self._waiting = []
        for section in self._sections:
            self._show_section(section, analysis, unread)

    def _show_in_turn(self, analysis: Analysis) -> None:
        """What is below is made in steps of its own, so that the window answers in between."""
        self._waiting = list(self._sections[IN_SIGHT:])
        for section in self._waiting:
            section.hide()  # until then it has the words of another one
        for section in self._sections[:IN_SIGHT]:
            self._show_section(section, analysis)
        self._turn.start(0)

    @Slot()
    def _fill_next(self) -> None:
        if self._waiting and self.base is not None:
            self._show_section(self._waiting.pop(0), self.base)
            self._turn.start(0)

    def _show_section(self, section: Section, analysis: Analysis, unread: tuple[UnreadText, ...] = ()) -> None:
        section.show_analysis(analysis)
        section.show_unread(unread)
        self.filled.emit(section)

    def _look_for_draft(self) -> None:
        if self.file is not None and self._desk.may_at(Permission.ANALYZE, self.file.analysis.site_id):
            self.kept.look_for(self.file.analysis.id, self._resume)

    def _resume(self, draft: AnalysisDraft) -> None:
        """Show what this person typed before; what was saved since then is brought together with it."""
        assert self.file is not None
        moment = near_text(draft.saved_at, self._desk.now(), self._desk.zone)
        said = _("You have changes that are not saved, from {moment}.")
        if self.may_write:
            self.base = draft.typed.base
            self._show_sections(draft.typed.written, draft.typed.unread)
            if draft.typed.base.version != self.file.analysis.version:
                self._meet(self.file)
        else:
            said = _("It was closed. You have changes that are not saved, from {moment}; open it again to save them.")
        self.changed.emit()
        if self.may_write and not self.is_dirty:  # someone saved the same
            self.kept.typed()
            self.kept.keep()
            return
        self.say(said.format(moment=moment))
        announce(self.foot, self.foot.kept.text())

    @Slot(str)
    def _draft_kept(self, text: str) -> None:
        if self.base is not None:
            self.say(text if self.kept.is_there else _("Everything is saved."))
            if self._tell_kept and self.kept.is_kept:
                self._tell_of_draft()
            self._tell_kept = False

    def _tell_of_draft(self) -> None:
        if self.file is not None:
            told = _("What you typed in {ref} is kept as your draft. It waits on Today until you save it.")
            self._desk.messages.tell(told.format(ref=self.file.analysis.ref))

    def _saved(self, typed: UnsavedAnalysis, analysis: Analysis) -> None:
        if self.file is None or typed is not self._sending:  # the page shows another one by now
            return
        self._sending = None
        self.kept.forget()
        self.base, self.file = analysis, replace(self.file, analysis=analysis)
        for section in self._sections:
            section.clear_problem()
        self.changed.emit()
        if self.is_dirty:  # typed while it was being saved
            self.kept.typed()
        self.say(_("Saved {time}").format(time=time_text(self._desk.now(), self._desk.zone)))
        if self._combined:
            self._combined = False
            self._desk.messages.tell(_("Someone else wrote here too. Both are saved."))

    def _not_saved(self, typed: UnsavedAnalysis, problem: Problem) -> None:
        if typed is not self._sending:  # the page shows another one by now
            self._desk.runner.run(asked(keep_analysis, typed), owner=self)
            return
        self._sending = None
        self._combined = False
        self.kept.typed()
        self.say(_("Not saved yet"))
        closed = isinstance(problem, Refused) and problem.reason is Reason.WRONG_STATUS
        if closed or isinstance(problem, ChangedMeanwhile):
            self._desk.runner.run(asked(show_analysis, typed.base.id), owner=self, then=self._bring_together)
        elif section := next((one for one in self._sections if one.show_problem(problem)), None):
            self.refused.emit(section)
        else:
            self._desk.messages.warn(problem_text(problem))

    def _bring_together(self, file: AnalysisWithActions) -> None:
        if self.base is None or file.analysis.id != self.base.id:
            return
        if file.analysis.status is AnalysisStatus.CLOSED:
            self.show(file)
            return
        self._save_then = True
        if self._meet(file):
            self._combined = True
            self.save()

    def _meet(self, file: AnalysisWithActions) -> bool:
        """Merge what is typed here with what someone else saved; True if nothing is left to choose."""
        assert self.base is not None
        merged = merge_analyses(self.base, self.written(), file.analysis)
        self.file, self._theirs, self._clashes = file, file.analysis, merged.clashes
        if not merged.clashes:
            self.base = file.analysis
        self._show_sections(merged.analysis, self._unread())
        self.clash.ask(merged.clashes, merged.analysis, file.analysis, self._clinic, self._desk.zone)
        if merged.clashes:
            self.clashed.emit()
        return not merged.clashes

    @Slot(str, bool)
    def _choose(self, field: str, mine: bool) -> None:
        if self._theirs is None:
            return
        written = self.written()
        if not mine:
            written = take_field(written, self._theirs, field)
            self._show_sections(written)
        self._clashes = tuple(name for name in self._clashes if name != field)
        self.clash.ask(self._clashes, written, self._theirs, self._clinic, self._desk.zone)
        save = self._save_then and not self._clashes
        if not self._clashes:
            self.base = self._theirs
            self._forget_clash()
        self.typed()
        self.changed.emit()
        if save:
            self.save()

    def _forget_clash(self) -> None:
        self._clashes, self._theirs, self._save_then = (), None, False
        self.clash.hide()

    @Slot()
    def _discard(self) -> None:
        if self.file is not None and not self.is_busy:
            self.kept.throw_away()
            self._forget_clash()
            self.take_in(self.file.analysis)
            if self.may_write:
                self.foot.save.setFocus()  # the button that had it is gone
