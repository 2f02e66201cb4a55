"""The cards of one's own notes: who may read them, what was written, and what others let one read."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.support.wellbeing import MOST_DISTRESS, Standing, WellbeingNote, over_time
from incident_tracker.usecases.support.wellbeing import MyNotes, Reader, SharedNotes, choose_supporter
from incident_tracker.wording import _, ngettext
from ui.asking import Asking
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import brief_day_text, near_text
from ui.support.beside import Beside
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Card, column, row
from ui.widgets.text import note, text_label

Act = Callable[[], object]
OnNote = Callable[[WellbeingNote], object]


class ReaderCard(Card):
    """Who may read the notes, and the ways to change that."""

    def __init__(self, notes: MyNotes, choose: Act, withdraw: Act) -> None:
        super().__init__(_("Who may read them"))
        self.add(text_label(reader_text(notes), wraps=True))
        said = standing_text(notes)
        if said:
            self.add(note(said))
        verb = _("Choose &someone else") if notes.supporter is not None else _("Choose &someone")
        self.choose = Button(verb, "", Icon.PERSON, choose)
        self.choose.setEnabled(bool(notes.choices))
        buttons: list[QWidget] = [self.choose]
        if notes.supporter is not None:
            self.withdraw = Button(_("&Withdraw this"), "quiet", Icon.REMOVE, withdraw)
            buttons.append(self.withdraw)
        self.add(flowing(*buttons, gap=px(8)))


class NotesCard(Card):
    """What the person wrote, newest first, each with its two buttons."""

    def __init__(self, desk: PageDesk, notes: Sequence[WellbeingNote], change: OnNote, delete: OnNote) -> None:
        super().__init__(_("What you wrote"))
        line = heaviness_text(notes, desk)
        if line:
            self.add(note(line))
        for one in notes:
            day = near_text(one.written_at, desk.now(), desk.zone)
            edit = Button(_("Change"), "small", Icon.EDIT, partial(change, one))
            edit.setAccessibleName(_("Change the note of {day}").format(day=day))
            remove = Button(_("Delete"), "quiet", Icon.REMOVE, partial(delete, one))
            remove.setAccessibleName(_("Delete the note of {day}").format(day=day))
            self.add(Beside(_told(one, day), edit, remove))


class ClosedCard(Card):
    """Notes that the person cannot open since their pass phrase was reset."""

    def __init__(self, notes: MyNotes, delete: Act) -> None:
        count = notes.closed
        super().__init__(ngettext("A note that you cannot open", "Notes that you cannot open", count))
        told = ngettext(
            "There is {n} note from before your pass phrase was made new. It cannot be opened with the new one.",
            "There are {n} notes from before your pass phrase was made new. They cannot be opened with the new one.",
            count,
        ).format(n=count)
        self.add(text_label(told, wraps=True))
        if notes.supporter is not None:
            help_text = _("{name} may still be able to give them back to you. Please ask in person.")
            self.add(note(help_text.format(name=notes.supporter.name)))
        self.add(row(Button(_("Delete what I cannot open"), "quiet", Icon.REMOVE, delete), None))


class SharedCard(Card):
    """What one person lets the actor read."""

    def __init__(self, desk: PageDesk, shared: SharedNotes, give_back: Act, step_back: Act) -> None:
        name = shared.owner.name
        super().__init__(
            _("Notes of {name}").format(name=name),
            _("{name} chose you, and no one else, to read these. Please keep them to yourself.").format(name=name),
        )
        line = heaviness_text(shared.notes, desk)
        if line:
            self.add(note(line))
        for one in shared.notes:
            self.add(_told(one, near_text(one.written_at, desk.now(), desk.zone)))
        if not shared.notes and not shared.closed:
            self.add(note(_("Nothing is written yet.")))
        if shared.closed:
            told = _("You cannot open {n} of them since your pass phrase was made new. {name} can choose you again.")
            self.add(note(told.format(n=shared.closed, name=name)))
        buttons: list[QWidget] = []
        if shared.lost_to_owner:
            told = _(
                "{name} can no longer open {n} of them, because the pass phrase was made new. Ask {name} face to face "
                "before you give them back: someone else could have set that pass phrase."
            )
            self.add(text_label(told.format(n=shared.lost_to_owner, name=name), wraps=True))
            self.give_back = Button(_("Give them back to {name}").format(name=name), "", Icon.UNDO, give_back)
            buttons.append(self.give_back)
        self.step_back = Button(_("I no longer want to read them"), "quiet", Icon.REMOVE, step_back)
        self.add(flowing(*buttons, self.step_back, gap=px(8)))


class SharingCard(Card):
    """Says that people let the actor read their notes, and leads there."""

    def __init__(self, sharing: Sequence[Reader], read: Act) -> None:
        super().__init__(_("Someone trusts you"))
        for reader in sharing:
            told = _("{name} lets you read notes about how things are, and no one else.")
            self.add(text_label(told.format(name=reader.name), wraps=True))
        self.add(row(Button(_("Read them"), "", Icon.RIGHT, read), None))


class SupporterQuestion(Asking[None]):
    """Asks for the one person who may read the notes as well."""

    def __init__(self, desk: PageDesk, parent: QWidget, notes: MyNotes, then: Callable[[object], object]) -> None:
        text = _(
            "Whom you choose reads all your notes: what you wrote so far, what you write from now on, and how heavy "
            "you said it was. You can withdraw this at any time. What was read was read."
        )
        super().__init__(desk, parent, _("Someone to read your notes"), text, _("Let them read"), then)
        if notes.closed:
            lost = _("If you choose another person, the notes that you cannot open are lost for good.")
            self.body.insertWidget(0, note(lost))
        self.who = ChoiceBox(_("Person"), [Choice(one.user_id, one.name) for one in notes.choices])
        if notes.supporter is not None:
            self.who.choose(notes.supporter.user_id)
        self.form.add("supporter", _("&Person"), self.who, _("Anyone here who has an account of their own."))

    def send(self) -> None:
        chosen = self.who.code()
        if isinstance(chosen, UUID):
            self.run(asked(choose_supporter, chosen))
        else:
            self.form.show_message("supporter", _("Please choose one."))


def reader_text(notes: MyNotes) -> str:
    """Who can open what is written from now on."""
    if notes.supporter is None:
        return _("You alone.")
    match notes.standing:
        case None | Standing.READS:
            return _("You and {name}, all of them.").format(name=notes.supporter.name)
        case Standing.OTHER_KEY | Standing.NO_KEY:
            return _("You alone, from now on.")


def standing_text(notes: MyNotes) -> str:
    """Why notes are no longer sealed for the supporter, if they are not."""
    if notes.supporter is None:
        return ""
    name = notes.supporter.name
    match notes.standing:
        case None | Standing.READS:
            return ""
        case Standing.OTHER_KEY:
            told = _(
                "You chose {name}. Since then a pass phrase was made new, yours or theirs, so someone else might know "
                "it. Ask {name} in person, then choose them again."
            )
            return told.format(name=name)
        case Standing.NO_KEY:
            return _("You chose {name}, who cannot sign in with a pass phrase of their own now.").format(name=name)


def heaviness_text(notes: Sequence[WellbeingNote], desk: PageDesk) -> str:
    """How heavy it was each time that it was said, oldest first."""
    today = desk.now().astimezone(desk.zone).date()

    def day(moment: datetime) -> str:
        return brief_day_text(moment.astimezone(desk.zone).date(), today)

    said = [_("{day}: {n}").format(day=day(moment), n=heavy) for moment, heavy in over_time(notes)]
    return _("How heavy it was, 0 to 10 – {list}").format(list=" · ".join(said)) if len(said) > 1 else ""


def _told(one: WellbeingNote, day: str) -> QWidget:
    head = day
    if one.distress is not None:
        heavy = _("how heavy: {n} of {most}").format(n=one.distress, most=MOST_DISTRESS)
        head = _("{day} – {heavy}").format(day=day, heavy=heavy)
    words = [text_label(one.text, wraps=True)] if one.text else []
    return Beside(column(text_label(head, "label"), *words, gap=2))
