"""One's own sealed notes, and those that others let one read; no one else can open any of it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from incident_tracker.domain.errors import ChangedMeanwhile, NotFound, Problem
from incident_tracker.domain.support.wellbeing import MOST_DISTRESS, NoteDraft, UnfinishedNote, WellbeingNote
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.support.wellbeing import (
    MyNotes,
    SharedNotes,
    delete_closed_notes,
    delete_note,
    give_back,
    my_notes,
    notes_shared_with_me,
    step_back,
    withdraw_supporter,
    write_note,
)
from incident_tracker.wording import _, ngettext, problem_text
from ui.icons import Icon
from ui.page import Page, PageCommand, PageDesk
from ui.runner import asked
from ui.support.kept_note import KeptNote, Typed
from ui.support.panel import rebuild
from ui.support.wellbeing_cards import ClosedCard, NotesCard, ReaderCard, SharedCard, SupporterQuestion
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice
from ui.widgets.dialogs import confirm
from ui.widgets.flow_layout import flowing
from ui.widgets.form import Form
from ui.widgets.layout import Card, PageFrame, frame
from ui.widgets.text import note

SHARED = "shared"


class WellbeingPage(Page):
    """Writing at the top, then who may read it, what was written, and what others share.

    Argument: SHARED to come to what others share.
    """

    areas = frozenset({Area.WELLBEING, Area.USERS})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._over: WellbeingNote | None = None  # the note that is changed
        self._notes: MyNotes | None = None
        self._filling = False
        self._to_shared = False  # someone came to read what others share
        self._lapsed = False  # someone else changed that note, which the person was told
        self._frame = frame(
            self,
            PageFrame(
                _("My notes"),
                _("How you are, for you alone, or for you and one person whom you choose. No one else can open them."),
            ),
        )
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 5 + px(16))
        numbers = [Choice(n, str(n)) for n in range(MOST_DISTRESS + 1)]
        self.heavy = ChoiceBox(_("How heavy it is, 0 to 10"), numbers)
        self._form = Form()
        self._form.add("text", _("How &are you?"), self.text, _("Write what you like, or nothing at all."))
        self._form.add(
            "distress",
            _("How heav&y it is, 0 to 10"),
            self.heavy,
            _("0 is light, 10 is as heavy as can be. It is for you, to see how it changes."),
            optional=True,
        )
        self._write = Card(_("Write"))
        self._save_button = Button(_("Save the note"), "primary", Icon.SAVE, self.save)
        self._discard = Button(_("Discard what I typed"), "quiet", Icon.REMOVE, self._throw_away)
        self._said = note("")
        self._write.add(self._form, flowing(self._save_button, self._discard, gap=px(8)), self._said)
        self._readers, self._written, self._shared = (QVBoxLayout() for _part in range(3))
        for holder in (self._readers, self._written, self._shared):
            holder.setSpacing(px(16))
        self._frame.add(self._write, self._readers, self._written, self._shared, self._good_to_know())
        self._kept = KeptNote(desk, self._typed, self)
        self._kept.said.connect(self._say)
        self._kept.brought_back.connect(self._look_for_draft)
        self.text.textChanged.connect(self._someone_types)
        self.heavy.changed.connect(self._someone_types)
        self._say("")

    def open(self, argument: object) -> None:
        self._to_shared = argument == SHARED
        self.refresh()
        self._look_for_draft(self.desk.actor.user_id)

    def refresh(self) -> None:
        self.desk.runner.run(asked(_read), owner=self, then=self._show, otherwise=self._cannot_read)

    def keep_draft(self) -> None:
        self._kept.keep()

    def offers(self, command: PageCommand) -> bool:
        return self._kept.is_there if command in ("save", "keep_draft") else super().offers(command)

    def first_focus(self) -> QWidget:
        return self.text

    @Slot()
    def save(self) -> None:
        self._form.clear_problems()
        self._kept.hold()
        draft, _over = self._typed()
        self.desk.runner.run(
            asked(write_note, draft, self._over), owner=self, then=self._saved, otherwise=self._refused
        )

    def _typed(self) -> Typed:
        heavy = self.heavy.code()
        draft = NoteDraft(self.text.toPlainText(), heavy if isinstance(heavy, int) else None)
        return draft, None if self._over is None else self._over.id

    @Slot()
    def _someone_types(self) -> None:
        if not self._filling:
            self._kept.typed()
            self._say("")

    @Slot(str)
    def _say(self, text: str) -> None:
        there = self._kept.is_there
        if there and not text and self._over is not None:
            text = _("You are changing an earlier note.")
        self._said.setText(text if there else "")
        self._said.setVisible(there and bool(text))
        self._discard.setVisible(there)
        self.offers_changed.emit()

    def _fill(self, draft: NoteDraft, over: WellbeingNote | None) -> None:
        self._filling = True
        self._over = over
        self.text.setPlainText(draft.text)
        self.heavy.choose(draft.distress)
        self._filling = False

    @Slot(object)
    def _look_for_draft(self, user_id: UUID) -> None:
        if not self._kept.is_there:
            self._kept.look_for(user_id, self._resume)

    def _resume(self, found: UnfinishedNote) -> None:
        notes = self._notes.notes if self._notes is not None else ()
        self._fill(found.draft, next((one for one in notes if one.id == found.over), None))
        self._say(_("Here is what you typed and did not save. Only you can open it."))

    def _saved(self, _note: WellbeingNote) -> None:
        self._kept.forget()
        self._fill(NoteDraft(), None)
        self._say("")
        self.desk.messages.tell(_("Your note is saved and sealed."))
        self.text.setFocus()

    def _refused(self, problem: Problem) -> None:
        self._kept.typed()
        self._lapsed = isinstance(problem, ChangedMeanwhile | NotFound)
        if not self._form.show_problem(problem):
            self.desk.messages.warn(problem_text(problem))
        self.refresh()

    def _cannot_read(self, problem: Problem) -> None:
        for holder in (self._readers, self._written, self._shared):
            rebuild(holder)
        self.desk.messages.warn(problem_text(problem))

    @Slot()
    def _throw_away(self) -> None:
        self._kept.throw_away()
        self._fill(NoteDraft(), None)
        self._say("")
        self.text.setFocus()

    def _show(self, read: tuple[MyNotes, tuple[SharedNotes, ...]]) -> None:
        notes, shared = read
        self._notes = notes
        if self._lapsed and self._over is not None:
            self._over = next((one for one in notes.notes if one.id == self._over.id), None)
        self._lapsed = False
        rebuild(self._readers, ReaderCard(notes, self._choose, self._ask_withdraw))
        written: list[QWidget] = []
        if notes.notes:
            written.append(NotesCard(self.desk, notes.notes, self._change, self._ask_delete))
        if notes.closed:
            written.append(ClosedCard(notes, self._ask_delete_closed))
        rebuild(self._written, *written)
        cards = [
            SharedCard(self.desk, one, partial(self._give_back, one), partial(self._ask_step_back, one))
            for one in shared
        ]
        rebuild(self._shared, *cards)
        if self._to_shared and cards:
            cards[0].step_back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._to_shared = False

    def _choose(self) -> None:
        if self._notes is not None:
            SupporterQuestion(self.desk, self, self._notes, self._chosen).open()

    def _chosen(self, _nothing: object) -> None:
        self.desk.messages.tell(_("Saved. They can read your notes from now on, on their page My notes."))

    def _ask_withdraw(self) -> None:
        if self._notes is None or self._notes.supporter is None:
            return
        text = _("From now on only you can open your notes. What {name} has read, {name} has read.")
        told = text.format(name=self._notes.supporter.name)
        if self._notes.closed:
            told += " " + _("The notes that you cannot open yourself are lost for good then.")
        confirm(self, _("Withdraw this?"), told, _("Withdraw"), self._withdraw, care=True)

    @Slot()
    def _withdraw(self) -> None:
        self.desk.runner.run(asked(withdraw_supporter), owner=self, then=self._withdrawn)

    def _withdrawn(self, _nothing: object) -> None:
        self.desk.messages.tell(_("Withdrawn. Only you can open your notes now."))

    def _change(self, one: WellbeingNote) -> None:
        if self._kept.is_there:
            self._say(_("Please save or discard this first."))
            self.text.setFocus()
            return
        self._fill(NoteDraft(one.text, one.distress), one)
        self._kept.typed()
        self._say("")
        self.text.setFocus()

    def _ask_delete(self, one: WellbeingNote) -> None:
        text = _(
            "It cannot be brought back. A backup from before keeps a copy that no one can open without your pass "
            "phrase of that day, or that of the person you chose."
        )
        confirm(self, _("Delete this note?"), text, _("Delete"), partial(self._delete, one), care=True)

    def _delete(self, one: WellbeingNote) -> None:
        if self._over is not None and self._over.id == one.id:
            self._throw_away()
        self.desk.runner.run(asked(delete_note, one.id), owner=self, then=self._deleted)

    def _deleted(self, _nothing: object) -> None:
        self.desk.messages.tell(_("The note is deleted."))

    def _ask_delete_closed(self) -> None:
        text = _("They cannot be brought back then, by no one.")
        confirm(self, _("Delete what you cannot open?"), text, _("Delete"), self._delete_closed, care=True)

    @Slot()
    def _delete_closed(self) -> None:
        self.desk.runner.run(asked(delete_closed_notes), owner=self, then=self._deleted_closed)

    def _deleted_closed(self, count: int) -> None:
        self.desk.messages.tell(ngettext("{n} note is deleted.", "{n} notes are deleted.", count).format(n=count))

    def _give_back(self, shared: SharedNotes) -> None:
        self.desk.runner.run(
            asked(give_back, shared.owner.user_id), owner=self, then=self._given, otherwise=self._cannot_give
        )

    def _given(self, _count: int) -> None:
        self.desk.messages.tell(_("Given back. They can open these notes again."))

    def _cannot_give(self, problem: Problem) -> None:
        self.desk.messages.warn(problem_text(problem))

    def _ask_step_back(self, shared: SharedNotes) -> None:
        text = _("You can no longer open them then. {name} sees that no one is chosen, and can choose someone else.")
        told = text.format(name=shared.owner.name)
        confirm(self, _("Stop reading them?"), told, _("Stop reading"), partial(self._step_back, shared), care=True)

    def _step_back(self, shared: SharedNotes) -> None:
        self.desk.runner.run(asked(step_back, shared.owner.user_id), owner=self, then=self._stepped_back)

    def _stepped_back(self, _nothing: object) -> None:
        self.desk.messages.tell(_("You no longer read them."))

    def _good_to_know(self) -> Card:
        card = Card(_("Good to know"))
        card.add(
            note(
                _(
                    "Your notes are sealed with your own key. They are in no report, no list and no export, and no "
                    "search finds them. The audit trail says only that you changed something here."
                )
            ),
            note(
                _(
                    "If you forget your pass phrase and get a new one, you can no longer open them. Only the person "
                    "you chose can give them back. If you chose no one, they are lost."
                )
            ),
            note(
                _(
                    "What you delete is gone from here. Older backups keep a sealed copy of it. It opens with the pass "
                    "phrases of that day alone."
                )
            ),
        )
        return card


def _read(ctx: Context) -> tuple[MyNotes, tuple[SharedNotes, ...]]:
    return my_notes(ctx), notes_shared_with_me(ctx)
