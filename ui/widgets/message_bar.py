"""A sentence at the foot of the window that does not take the focus, is spoken, and can offer to undo."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from incident_tracker.wording import _
from ui.icons import Icon
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.flow_layout import flowing_policy
from ui.widgets.text import text_label

SHOWN_FOR, UNDO_FOR = 8_000, 10_000  # milliseconds


class MessageBar(QFrame):
    """When its time is over the words go, and their room stays empty until `give_room_back`: a page that grew by itself
    would move its buttons away under the pointer.

    Signals: `undone()` after the offer to undo was taken.
    """

    undone = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        """`now` is an aware moment: an offer to undo ends by it, even where the computer slept through its time."""
        super().__init__(parent)
        self._now = now
        self._ends_at: datetime | None = None
        self._lapses = False
        self.setProperty("look", "message")
        self.setSizePolicy(flowing_policy())  # as tall as its words are at this width, however narrow the window
        self._undo: Callable[[], object] | None = None
        self._words = text_label("")
        self._undo_button = Button(_("Undo"), "quiet", Icon.UNDO, self.undo)
        self._close = IconButton(Icon.CLOSE, _("Close this message"), self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), px(6), px(8), px(6))
        layout.setSpacing(px(12))
        layout.addWidget(self._words, 1)
        layout.addWidget(self._undo_button)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR)
        self._timer.timeout.connect(self._time_over)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, text: str, undo: Callable[[], object] | None = None, lapses: bool = False) -> None:
        """Say `text` for eight seconds; with `undo` for ten, and as long as the keyboard is on it.

        What `lapses` can be undone for ten seconds and no longer, wherever the keyboard is.
        """
        self._show(text, "", undo)
        self._lapses = lapses
        length = SHOWN_FOR if undo is None else UNDO_FOR
        self._ends_at = self._now() + timedelta(milliseconds=length)
        self._timer.start(length)

    def warn(self, text: str) -> None:
        """Say something that needs to be read; it stays until it is closed."""
        self._show(text, "care", None)

    @Slot()
    def undo(self) -> None:
        """Take back what the message is about, if there still is time."""
        undo, self._undo = self._undo if self.can_undo else None, None
        self.clear()
        if undo is not None:
            undo()
            self.undone.emit()

    @property
    def can_undo(self) -> bool:
        """Is there something to take back, and still time for it?"""
        return self._undo is not None and not self._is_over()

    @Slot()
    def look(self) -> None:
        """Say nothing more if the time is over."""
        if self._timer.isActive() and self._is_over():
            self._keep_room(kept=True)
            self.clear()

    @property
    def keeps_room(self) -> bool:
        """Is its room kept, though nothing is said?"""
        return self.isHidden() and self.sizePolicy().retainSizeWhenHidden()

    @Slot()
    def give_room_back(self) -> None:
        """Leave the room of what was said to the page."""
        if self.sizePolicy().retainSizeWhenHidden():
            self._keep_room(kept=False)

    def _keep_room(self, *, kept: bool) -> None:
        self.setMinimumHeight(self.height() if kept else 0)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(kept)
        self.setSizePolicy(policy)

    @Slot()
    def clear(self) -> None:
        """Say nothing."""
        self._timer.stop()
        self._ends_at = None
        self._undo = None
        self._words.setText("")
        self.hide()

    def _show(self, text: str, tone: str, undo: Callable[[], object] | None) -> None:
        self._timer.stop()
        self.give_room_back()
        self._ends_at, self._lapses = None, False
        self._undo = undo
        self._undo_button.setVisible(undo is not None)
        self._words.setText(text)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().polish(self)
            self.style().polish(self._words)
        self.show()
        announce(self, text, at_once=bool(tone))

    @Slot()
    def _time_over(self) -> None:
        if self._is_held():
            self._timer.start()
        else:
            self._keep_room(kept=True)
            self.clear()

    def _is_over(self) -> bool:
        return self._ends_at is not None and self._now() >= self._ends_at and not self._is_held()

    def _is_held(self) -> bool:
        """Is the keyboard on what waits for it?"""
        return not self._lapses and self.isAncestorOf(self._focused())

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self.window()
