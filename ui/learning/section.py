"""What every section of the page of an analysis is: a card that shows and writes some fields of the analysis."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QLabel, QLayout, QWidget

from incident_tracker.domain.capture.saved_drafts import UnreadText
from incident_tracker.domain.errors import Problem, Refused
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.wording import problem_text
from ui.clinic_choices import ClinicChoices
from ui.page import PageDesk
from ui.theme.spacing import is_roomy
from ui.widgets.announce import announce
from ui.widgets.layout import Card, column, row
from ui.widgets.text import text_label


class Section(Card):
    """One section. `fields` are the words of refusals that belong here; a subclass adds its widgets.

    Signals: `changed()` when anything in it was typed or chosen.
    """

    fields: frozenset[str] = frozenset()
    changed = Signal()

    def __init__(self, desk: PageDesk, heading_text: str, note_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(heading_text, note_text, parent=parent)
        self.desk = desk
        self.heading_text = heading_text
        self.clinic = ClinicChoices()
        self._problem: QLabel = text_label("", "error")
        self._problem.hide()
        self.add(self._problem)

    def offer(self, clinic: ClinicChoices) -> None:
        """Name things as the clinic does."""
        self.clinic = clinic

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the section's fields, as they were saved."""

    def written(self, analysis: Analysis) -> Analysis:
        """`analysis` with the section's fields as they are on the screen."""
        return analysis

    def unread(self) -> tuple[UnreadText, ...]:
        """What is typed here and cannot be read yet."""
        return ()

    def show_unread(self, unread: Collection[UnreadText]) -> None:
        """Show again what was typed and could not be read."""

    def set_read_only(self, read_only: bool) -> None:
        """Show without editable fields, for a closed analysis and for people who only read."""

    def go_here(self) -> None:
        """Go to the next thing to fill in, and start it if there is nothing yet."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the focus on the first widget that takes it."""
        for child in self.findChildren(QWidget):
            if child.isVisibleTo(self) and child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled():
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def show_problem(self, problem: Problem) -> bool:
        """Say a refusal in this section and go there; False if it is about another one."""
        if not isinstance(problem, Refused) or problem.field not in self.fields:
            return False
        self._problem.setText(problem_text(problem))
        self._problem.show()
        self.go_here()
        announce(self, self._problem.text(), at_once=True)
        return True

    def clear_problem(self) -> None:
        """Clear the refusal."""
        self._problem.hide()

    @Slot()
    def tell_changed(self) -> None:
        """Something was typed or chosen here."""
        self.clear_problem()
        self.changed.emit()


def beside(*elements: QWidget | QLayout) -> QBoxLayout:
    """Elements beside each other, or under each other where the text is large."""
    return row(*elements, gap=12) if is_roomy() else column(*elements, gap=6)
