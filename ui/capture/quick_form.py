"""Log an incident: five fields by keyboard in one screen, a draft that saves itself, and what follows after saving."""

from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound, Problem, Refused
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.drafts import discard_draft, list_drafts, restore_draft, save_draft
from incident_tracker.usecases.capture.incidents import record_relief
from incident_tracker.usecases.support.cases import LoggedIncident, log_incident_with_support
from incident_tracker.usecases.support.striking_out import undo_log
from incident_tracker.wording import _, problem_text
from ui.capture.after_saving import AfterSaving
from ui.capture.quick_fields import QuickFields
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.page import Page, PageCommand, PageDesk
from ui.runner import Asked, asked
from ui.screen_text import near_text
from ui.theme.spacing import is_roomy, px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import column, row
from ui.widgets.scrolling import ScrollingBody
from ui.widgets.text import heading, text_label

PAUSE = 800  # milliseconds without a key before the draft is saved
TRY_AGAIN = 10_000  # milliseconds until a draft that could not be kept is tried again
RESUME_WITHIN = timedelta(hours=12)
"""A younger draft comes back by itself after a lock or a crash; an older one waits on Today."""


class QuickForm(Page):
    """Quick capture. `open(None)` continues where the person was; `open(draft id)` finishes that draft.

    `keeps`: what is typed is kept as a draft, and what was saved can be undone.
    """

    areas = frozenset({Area.CLINIC})
    alone = True
    keeps = True

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._draft_id: UUID | None = None
        self._request_id = uuid4()
        self._wanted_draft: UUID | None = None
        self._looked_for_draft = False
        self._keeping = False
        self._keep_again = False
        self._save_waits = False
        self._saving = False
        self._logged: Incident | None = None
        self._sent: IncidentDraft | None = None  # what was logged, for undoing that
        self._undoable = False
        self._last_discarded: UUID | None = None
        self._head = QWidget()
        self.fields = QuickFields(desk.now, desk.zone, desk.actor.person_id)
        self.fields.changed.connect(self._changed)
        self._kept = text_label("", "small")
        self._kept.setWordWrap(not is_roomy())
        keys = text_label(_("1–9 chooses and goes on · Backspace goes back · − makes it earlier"), "small")
        # with large letters the room is for the fields
        named = row(heading(self.title()), None, *([keys] if is_roomy() else []), gap=16)
        self._head.setLayout(column(named, self.fields.says, gap=2))  # close to the fields, however high the window is
        self._fresh = Button(_("Start a &new one"), "quiet", Icon.NEW, self._start_fresh)
        self._throw_away = Button(_("Discard the draft"), "quiet", Icon.REMOVE, self._discard)
        self._save = Button(_("&Save"), "primary", Icon.DONE, self.save)
        self._save.setToolTip(_("Ctrl+Enter"))
        self.after = AfterSaving(desk.may(Permission.ADD_ADDENDUM) or not self.keeps, keeps=self.keeps)
        self.after.ticked.connect(self._keep_relief)
        self.after.another.connect(self._start_another)
        self.after.complete.connect(self._complete)
        self.after.done.connect(self._done)
        self.after.copied.connect(self._say_copied)
        holder, self._foot = QWidget(), QWidget()
        self._of_draft = flowing(self._fresh, self._throw_away, gap=px(8), centered=is_roomy())
        if is_roomy():
            holder.setLayout(column(self.fields, self.after, None))
            self._foot.setLayout(row(self._kept, None, self._of_draft, self._save, gap=16))
        else:  # what is rarely pressed comes after the fields, and they have its room
            holder.setLayout(column(self.fields, self._of_draft, self.after, None))
            below = row(self._save, self._kept, gap=16)
            below.setStretch(1, 1)
            self._foot.setLayout(below)
        self._area = ScrollingBody(holder)
        layout = column(self._head, self._area, self._foot, self.after.buttons, gap=8)
        layout.setContentsMargins(px(20), px(12), px(20), px(12))
        layout.setStretch(1, 1)
        for fixed in (self._head, self._foot, self.after.buttons):
            fixed.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setLayout(layout)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.keep_draft)
        self._show_form()

    def title(self) -> str:
        """What the form is called."""
        return _("Log an incident")

    def hint(self) -> str:
        """What is said at the foot while nothing is kept yet."""
        return _("Ctrl+Enter saves. What you type is kept as a draft.")

    def logging(self, draft: IncidentDraft) -> Asked[LoggedIncident]:
        """The use case that saves what is filled in."""
        return asked(log_incident_with_support, draft, self._request_id, self._draft_id)

    def open(self, argument: object) -> None:
        if self._undoable:
            self._undoable = False
            self.desk.messages.clear()  # another report begins: the one before stays
        if self._logged is not None or (self._looked_for_draft and not self.fields.is_begun):
            self._begin()  # at the moment of this visit, not of the last one
        if isinstance(argument, UUID) and argument != self._draft_id:
            self.keep_draft()
            self._wanted_draft = argument
            self._looked_for_draft = False
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(read_clinic), owner=self, then=self._offer)

    def keep_draft(self) -> None:
        self._pause.stop()
        if not self.keeps or self._logged is not None or self._saving or not self.fields.is_begun:
            return
        if self._keeping:
            self._keep_again = True
            return
        try:
            draft = self.fields.draft()
        except Refused:
            return  # a number that cannot be; the field says so when it is saved
        self._keeping = True
        self.desk.runner.run(
            asked(save_draft, draft, self._draft_id, self.fields.unread()),
            owner=self,
            then=self._draft_kept,
            otherwise=self._draft_not_kept,
        )

    def save(self) -> None:
        if self._logged is not None:
            self._done()
            return
        self._pause.stop()
        self._keep_again = False
        if self._keeping:
            self._save_waits = True
            return
        if self._saving:
            return
        try:
            draft = self.fields.draft()
        except Refused as problem:
            self._refused(problem)
            return
        self._sent = draft
        self._saving = True
        self._save.setEnabled(False)
        self.desk.runner.run(
            self.logging(draft),
            owner=self,
            then=self._saved,
            otherwise=self._refused,
        )

    def offers(self, command: PageCommand) -> bool:
        if command == "keep_draft":  # what is kept already needs no keeping
            return self.keeps and self._logged is None and self._pause.isActive() and self.fields.is_begun
        return super().offers(command)

    def first_focus(self) -> QWidget | None:
        return self.after.first_focus() if self._logged is not None else self.fields.first_open()

    @Slot()
    def _changed(self) -> None:
        self._pause.start(PAUSE)
        self.offers_changed.emit()

    def _offer(self, clinic: ClinicChoices) -> None:
        actor = self.desk.actor
        me = next((person for person in clinic.people if person.id == actor.person_id), None)
        here = next((desk for desk in clinic.open_desks if desk.id == self.desk.settings.desk_id), None)
        if here is not None and here.site_id in actor.sites:
            place: tuple[UUID | None, UUID | None] = (here.site_id, here.id)
        elif me is not None:
            place = me.site_id, me.desk_id
        else:
            place = next(iter(sorted(actor.sites)), None), None
        self.fields.offer(clinic, None, place)
        if not self._looked_for_draft:
            self._looked_for_draft = True
            if not self.keeps:
                self._begin()
                return
            self.desk.runner.run(asked(list_drafts), owner=self, then=self._resume)

    def _resume(self, drafts: tuple[SavedDraft, ...]) -> None:
        wanted, self._wanted_draft = self._wanted_draft, None
        if wanted is None and self.fields.is_begun:
            return
        now = self.desk.now()
        chosen = (
            [one for one in drafts if one.id == wanted]
            if wanted
            else [one for one in drafts if now - one.saved_at <= RESUME_WITHIN]
        )
        if not chosen:
            self._begin()
            return
        draft = chosen[-1]
        self._draft_id = draft.id
        self._request_id = uuid4()
        self.fields.show_draft(draft.draft, draft.unread)
        self._show_form()
        self._say_kept(
            _("Here is your draft from {moment}.").format(moment=near_text(draft.saved_at, now, self.desk.zone))
        )
        self._focus()

    def _begin(self) -> None:
        self._draft_id = None
        self._request_id = uuid4()
        self._logged = None
        self.fields.start_new()
        self._pause.stop()
        self._say_kept(self.hint())
        self._show_form()
        self._focus()

    def _draft_kept(self, saved: SavedDraft) -> None:
        self._keeping = False
        self._draft_id = saved.id
        self._say_kept(_("Draft kept"))
        self.offers_changed.emit()
        self._go_on()

    def _draft_not_kept(self, problem: Problem) -> None:
        self._keeping = False
        if isinstance(problem, NotFound):
            self._draft_id = None  # finished or discarded in another window: what is typed here becomes a new draft
        self._say_kept(problem_text(problem))
        self._pause.start(TRY_AGAIN)
        self._go_on()

    def _go_on(self) -> None:
        """What had to wait for the answer: saving itself, or another change."""
        if self._save_waits:
            self._save_waits = False
            self.save()
        elif self._keep_again:
            self._keep_again = False
            self.keep_draft()

    def _saved(self, logged: LoggedIncident) -> None:
        self._saving = False
        self._save.setEnabled(True)
        self._logged = logged.incident
        self.after.show_logged(logged, self.desk.now(), self.desk.zone)
        self._show_form()
        self._focus()
        # what was said before, such as of a discarded draft, is about something else
        self.desk.messages.clear()
        if self._sent is not None and self.keeps:
            undo = partial(self._undo, logged.incident, self._sent)
            self._undoable = True
            self.desk.messages.tell(_("You can undo this for ten seconds."), undo=undo, lapses=True)

    def _undo(self, logged: Incident, typed: IncidentDraft) -> None:
        self.desk.runner.run(asked(undo_log, logged.id, typed), owner=self, then=partial(self._undone, logged.ref))

    def _undone(self, reference: str, draft: SavedDraft) -> None:
        self._logged, self._undoable = None, False
        self._draft_id = self._wanted_draft = draft.id
        self._resume((draft,))
        if not self.isVisible():
            self.open_requested.emit("log", draft.id)
        self.desk.messages.tell(
            _("Undone. {reference} is struck out, and what you typed is here again.").format(reference=reference)
        )

    def _refused(self, problem: Problem) -> None:
        self._saving = False
        self._save.setEnabled(True)
        self._pause.start(PAUSE)  # saving has stopped autosave: what is typed is a draft again
        if not self.fields.show_problem(problem):
            self.desk.messages.warn(problem_text(problem))

    @Slot(object)
    def _keep_relief(self, answers: dict[str, bool | None]) -> None:
        if self._logged is not None and self.keeps:
            self.desk.runner.run(
                asked(
                    record_relief,
                    self._logged.id,
                    nobody_hurt=answers["nobody_hurt"],
                    safe=answers["safe"],
                    off_the_desk=answers["off_the_desk"],
                    desk_covered=answers["desk_covered"],
                    others_seen_to=answers["others_seen_to"],
                ),
                owner=self,
            )

    @Slot(object)
    def _complete(self, incident_id: UUID) -> None:
        self.desk.messages.clear()
        self.open_requested.emit("incident", ("complete", incident_id))

    @Slot()
    def _start_another(self) -> None:
        self.desk.messages.clear()
        self._begin()

    @Slot()
    def _start_fresh(self) -> None:
        self.keep_draft()
        if self._keeping:
            self.desk.runner.when_quiet(self._begin)
        else:
            self._begin()

    @Slot()
    def _discard(self) -> None:
        draft_id = self._draft_id
        self._begin()
        if draft_id is not None:
            self.desk.runner.run(asked(discard_draft, draft_id), owner=self, then=self._discarded)

    def _discarded(self, draft: SavedDraft) -> None:
        self._last_discarded = draft.id
        self.desk.messages.tell(_("The draft is discarded."), undo=self._bring_back)

    def _bring_back(self) -> None:
        if self._last_discarded is not None:
            self.desk.runner.run(asked(restore_draft, self._last_discarded), owner=self, then=self._brought_back)

    def _brought_back(self, draft: SavedDraft) -> None:
        self._wanted_draft = draft.id
        self._resume((draft,))

    @Slot()
    def _done(self) -> None:
        self._begin()
        self.open_requested.emit("today", None)

    @Slot(str)
    def _say_copied(self, _reference: str) -> None:
        self.desk.messages.tell(_("The number is on the clipboard."))

    def _say_kept(self, text: str) -> None:
        self._kept.setText(text)
        self._of_draft.setVisible(self._draft_id is not None and self._logged is None)

    def _show_form(self) -> None:
        saved = self._logged is not None
        self.fields.setVisible(not saved)
        self._foot.setVisible(not saved)
        self._of_draft.setVisible(not saved and self._draft_id is not None)
        self.after.setVisible(saved)
        self.after.buttons.setVisible(saved)
        self._head.setVisible(not saved)
        self._area.start()
        self.offers_changed.emit()

    def _focus(self) -> None:
        target = self.first_focus()
        name = self.title()
        self.setAccessibleName(name if self._logged is not None else f"{name}: {self.fields.when_and_where()}")
        if self.isVisible() and target is not None:
            target.setFocus()
            self._area.start()
