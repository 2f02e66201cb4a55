"""Choices of which the first six are seen, and the rest are one key away behind "More"."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from incident_tracker.domain.clinic.quick_choices import SEEN
from incident_tracker.wording import _
from ui.widgets.choice_chips import Choice, ChoiceChips


class FirstChoices(ChoiceChips):
    """The row stays one row: the rest opens as a menu, and what is chosen there is written on its button."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._more: QPushButton | None = None
        super().__init__(name, explains=False, goes_on=True, tight=True, parent=parent)

    def offer(self, choices: Sequence[Choice], name_of: Callable[[str], str] | None = None) -> None:
        if tuple(choices) == self._choices:
            return  # new chips would lose the keyboard's place
        super().offer(choices, name_of)
        if self._more is not None:
            self._flow.removeWidget(self._more)
            self._more.deleteLater()
            self._more = None
        if len(self._chips) > SEEN + 1:
            for chip in self._chips[SEEN:]:
                chip.hide()
            self._more = self._make_more()
        self._explain()

    def _make_more(self) -> QPushButton:
        more = QPushButton()
        more.setProperty("kind", "chip")
        more.setProperty("tight", True)
        more.setCheckable(True)
        more.setAutoDefault(False)
        more.setCursor(Qt.CursorShape.PointingHandCursor)
        more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        more.setToolTip(_("All others"))
        more.setAccessibleDescription(_("Key {digit}. {meaning}").format(digit=SEEN + 1, meaning=more.toolTip()))
        more.clicked.connect(self._open)
        self._flow.addWidget(more)
        return more

    def _digit(self, number: int) -> int | None:
        seen = number <= SEEN or len(self._choices) <= SEEN + 1
        return super()._digit(number) if seen else None

    def _press(self, number: int) -> bool:
        if number <= SEEN or self._more is None:
            return super()._press(number)
        if number != SEEN + 1:
            return False
        self._open()
        return True

    def _open(self) -> None:
        """Ask for one of the others."""
        self._explain()  # a click has turned the button over
        if self._more is None:
            return
        self._more.setFocus(Qt.FocusReason.ShortcutFocusReason)
        menu = QMenu(self)
        menu.setAccessibleName(self._name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rest = zip(self._choices[SEEN:], self._chips[SEEN:], strict=True)
        for number, (choice, chip) in enumerate(rest, 1):
            words = choice.label.replace("&", "&&")
            action = menu.addAction(f"&{number}  {words}" if number <= 9 else words)
            action.setToolTip(choice.meaning)
            action.triggered.connect(partial(self._take_hidden, chip))
        menu.setToolTipsVisible(True)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
        menu.setActiveAction(menu.actions()[0])

    def _take_hidden(self, chip: QWidget, _on: bool = False) -> None:
        here = next(one for one in self._chips if one is chip)
        here.click()
        self.gone_on.emit()

    def _explain(self) -> None:
        super()._explain()
        if self._more is None:
            return
        hidden = [
            choice.label
            for choice, chip in zip(self._choices[SEEN:], self._chips[SEEN:], strict=True)
            if chip.isChecked()
        ]
        words = hidden[0] if hidden else _("More…")
        self._more.setText(f"{SEEN + 1}  {words}".replace("&", "&&"))
        self._more.setChecked(bool(hidden))
        self._more.setAccessibleName(words)
