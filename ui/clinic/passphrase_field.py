"""A field for a pass phrase: shown on request, a warning when Caps Lock is on, its strength in words, not colors."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.icons import Icon
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import IconButton
from ui.widgets.layout import row
from ui.widgets.text import text_label

SHORTEST = 15
GOOD = 20


class PassphraseField(QWidget):
    """Signals: `changed()` while typing; `entered()` on Enter. Alt+F8 shows what is typed, as the eye does."""

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str, judged: bool = False, parent: QWidget | None = None) -> None:
        """`judged`: a new pass phrase, whose length is put into words."""
        super().__init__(parent)
        self._judged = judged
        self._field = QLineEdit()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
        self._field.textChanged.connect(self._typed)
        self._field.returnPressed.connect(self.entered)
        self._field.installEventFilter(self)
        self.setFocusProxy(self._field)
        self._show = IconButton(Icon.SHOW, _("Show what is typed"), self._toggle)
        self._show.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from field to field; the keyboard has Alt+F8
        self._caps = text_label(_("Caps Lock seems to be on."), "care")
        self._caps.hide()
        self._strength = text_label("", "note")
        if not judged:
            self._strength.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addLayout(row(self._field, self._show))
        layout.addWidget(self._caps)
        layout.addWidget(self._strength)
        self.setAccessibleName(name)
        self._typed()

    def setAccessibleName(self, name: str) -> None:  # Qt's own name
        super().setAccessibleName(name)
        self._field.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:  # Qt's own name
        super().setAccessibleDescription(description)
        self._field.setAccessibleDescription(description)

    def text(self) -> str:
        """What is typed."""
        return self._field.text()

    def clear(self) -> None:
        """Forget it, and hide what is typed next."""
        self._field.clear()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if (event.key(), event.modifiers()) == (Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier):
                self._toggle()
                return True
            self._watch_caps(event)
        return super().eventFilter(watched, event)

    def _watch_caps(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) != 1 or not letter.isalpha() or letter.lower() == letter.upper():
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        on = letter.isupper() != shifted
        if on and self._caps.isHidden():
            announce(self._field, self._caps.text())
        self._caps.setVisible(on)

    @Slot()
    def _toggle(self) -> None:
        hidden = self._field.echoMode() == QLineEdit.EchoMode.Password
        self._field.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._show.rename(_("Hide what is typed") if hidden else _("Show what is typed"))

    @Slot()
    def _typed(self) -> None:
        if self._judged:
            self._strength.setText(_strength_text(len(self._field.text())))
        self.changed.emit()


def _strength_text(length: int) -> str:
    """Length is what makes a pass phrase strong; symbols and digits are welcome but never required."""
    if length == 0:
        return _("At least {least} characters: four or five words that only you would put together.").format(
            least=SHORTEST
        )
    if length < SHORTEST:
        return _("{n} of at least {least} characters").format(n=length, least=SHORTEST)
    return _("Strong") if length >= GOOD else _("Long enough. Another word makes it strong.")
