"""The parts of a debrief in order: the current one, what is done, what is to come; each is a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QGroupBox, QSizePolicy, QWidget

from incident_tracker.wording import _
from ui.icons import Icon, icon
from ui.theme.spacing import px
from ui.widgets.buttons import PushButton
from ui.widgets.flow_layout import FlowLayout


@dataclass(frozen=True, slots=True)
class DebriefStage:
    """One part: its key, its name, and whether it is done."""

    key: str
    name: str
    done: bool = False


class StageBar(QGroupBox):
    """Signals: `gone_to(str)` when another part was chosen."""

    gone_to = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Parts of the debrief"))
        self._flow = FlowLayout(self, px(4))
        self._buttons: dict[str, PushButton] = {}
        self._stages: tuple[DebriefStage, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_stages(self, stages: Sequence[DebriefStage], current: str) -> None:
        """Show these parts, one of them as current."""
        if [stage.key for stage in stages] != [stage.key for stage in self._stages]:
            for button in self._buttons.values():
                self._flow.removeWidget(button)
                button.hide()
                button.deleteLater()
            self._buttons = {stage.key: self._button() for stage in stages}
        self._stages = tuple(stages)
        for stage in stages:
            button = self._buttons[stage.key]
            here = stage.key == current
            button.setText(stage.name)
            button.setChecked(here)
            button.setIcon(icon(Icon.DONE if stage.done else Icon.RIGHT, QPalette.ColorRole.Dark))
            state = _("you are here") if here else _("done") if stage.done else _("to come")
            button.setAccessibleName(_("{name}, {state}").format(name=stage.name, state=state))

    def current(self) -> QWidget | None:
        """The button of the part that is shown."""
        return next((button for button in self._buttons.values() if button.isChecked()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        here = next((at for at, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self) -> PushButton:
        button = PushButton()
        button.setProperty("kind", "step")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._clicked)
        self._flow.addWidget(button)
        return button

    @Slot()
    def _clicked(self) -> None:
        chosen = self.sender()
        for key, button in self._buttons.items():
            if button is chosen:
                self.gone_to.emit(key)
