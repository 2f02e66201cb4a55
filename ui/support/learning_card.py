"""What should change, noted during a debrief: a factor and a sentence without names."""

from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.release import names_in
from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.learning_items import LearningItem
from incident_tracker.usecases.support.holding import record_learning_item
from incident_tracker.wording import _, problem_text
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.support.debrief_view import DebriefView
from ui.support.panel import Typed, rebuild
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.dialogs import confirm
from ui.widgets.form import Form
from ui.widgets.layout import Card, LayoutItem, column, row
from ui.widgets.term_picker import TermPicker
from ui.widgets.text import note, text_label


class LearningCard(Card):
    """The list of what was noted, and a form for the next one. Signals: `typing()` when something was typed."""

    typing = Signal()

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(
            _("What we want changed"),
            _("Only this leaves the room, without names. It goes to the people who look for causes."),
            parent=parent,
        )
        self._desk = desk
        self._view: DebriefView | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(px(76))
        self.text.textChanged.connect(self._look_for_names)
        self.factor = TermPicker(_("What it has to do with"))
        self.owner = TermPicker(_("Who could do it"))
        self._warning = text_label("", "care")
        self._warning.hide()
        self.form = Form()
        self.form.add(
            "text", _("&What should be different"), self.text, _("One suggestion at a time, without any name.")
        )
        self.form.add_widget(self._warning)
        self.form.add("factor", _("What it has to do wi&th"), self.factor)
        self.form.add("proposed_owner_id", _("Who &could do it"), self.owner, optional=True)
        self.keep = Button(_("Note it"), "", Icon.DONE, self.save)
        self.entry = QWidget()
        self.entry.setLayout(column(self.form, row(self.keep, None), gap=12))
        for signal in (self.text.textChanged, self.factor.changed, self.owner.changed):
            signal.connect(self.typing)
        self.add(self._list, self.entry)

    def show_view(self, view: DebriefView, editable: bool) -> None:
        """Show what was noted; `editable`: may more be added?"""
        first = self._view is None
        self._view = view
        lines: list[LayoutItem] = []
        for item in view.file.learning_items:
            about = view.names.label("factor", item.factor)
            if item.proposed_owner_id is not None:
                about = _("{factor} · {name} could do it").format(
                    factor=about, name=view.names.person(item.proposed_owner_id)
                )
            lines.append(column(text_label(item.text), note(about), gap=2))
        rebuild(self._list, *(lines or [note(_("Nothing has been noted yet."))]))
        self.entry.setVisible(editable)
        if first:
            self.factor.offer(view.names.choices("factor"))
            self.owner.offer(view.names.staff())

    def typed(self) -> Typed:
        """What is typed in the form; empty if there is nothing."""
        typed = {"text": self.text.toPlainText(), "factor": self.factor.code(), "owner": self.owner.code()}
        return typed if any(typed.values()) else {}

    def take_typed(self, typed: Typed) -> None:
        """Put it back."""
        self.text.setPlainText(typed.get("text", ""))
        self.factor.choose(*[code for code in (typed.get("factor"),) if code is not None])
        self.owner.choose(*[code for code in (typed.get("owner"),) if code is not None])

    def forget(self) -> None:
        """Empty the form."""
        self.take_typed({})

    @Slot()
    def save(self) -> None:
        """Save it, after asking again if there seems to be a name in it."""
        if self._names():
            confirm(
                self,
                _("This seems to contain a name"),
                _("What is noted here leaves the room without names. Please look again."),
                _("It is not a name, keep it"),
                self._keep,
                care=True,
            )
        else:
            self._keep()

    @Slot()
    def _keep(self) -> None:
        if self._view is None:
            return
        factor, owner = self.factor.code(), self.owner.code()
        self._desk.runner.run(
            asked(
                record_learning_item,
                self._view.debrief.id,
                str(factor or ""),
                self.text.toPlainText(),
                owner if isinstance(owner, UUID) else None,
            ),
            owner=self,
            then=self._kept,
            otherwise=self._refused,
        )

    def _kept(self, _item: LearningItem) -> None:
        self.form.clear_problems()
        self.forget()
        self._desk.messages.tell(_("Saved."))
        self.text.setFocus()

    def _refused(self, problem: Problem) -> None:
        if not self.form.show_problem(problem):
            self._desk.messages.warn(problem_text(problem))

    def _names(self) -> tuple[str, ...]:
        names = [person.name for person in self._view.names.people] if self._view else []
        return names_in(self.text.toPlainText(), names)

    @Slot()
    def _look_for_names(self) -> None:
        found = self._names()
        self._warning.setText(_("This seems to contain a name. Please leave it out."))
        self._warning.setVisible(bool(found))
