"""Guided steps: the current step of a conversation, what to say, and a quiet clock."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from textwrap import fill

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.icons import Icon, icon
from ui.screen_text import clock_text
from ui.theme.spacing import is_roomy, px
from ui.widgets.buttons import Button, PushButton
from ui.widgets.text import text_label

_LARGE_LINE = 34
"""Letters on a line of a step where the letters are large: a button does not wrap by itself."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: its name and about how many minutes it takes (0: open)."""

    name: str
    minutes: int = 0


class StepList(QGroupBox):
    """The steps in a list; each is a link, none is required.

    Signals: `gone_to(int)` when another step becomes current.
    """

    gone_to = Signal(int)

    def __init__(self, steps: Sequence[Stage], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Steps"))
        self._steps = tuple(steps)
        self._done: set[int] = set()
        self._current = 0
        self._buttons: list[PushButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(2))
        for _step in self._steps:
            button = PushButton()
            button.setProperty("kind", "step")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(self._clicked)
            self._buttons.append(button)
            layout.addWidget(button)
        layout.addStretch(1)
        self._show()

    @property
    def current(self) -> int:
        """The number of the current step, from 0."""
        return self._current

    @property
    def done(self) -> frozenset[int]:
        """Which steps were finished."""
        return frozenset(self._done)

    @property
    def is_last(self) -> bool:
        """Is this the last step?"""
        return self._current == len(self._steps) - 1

    def go(self, number: int) -> None:
        """Make another step the current one."""
        if 0 <= number < len(self._steps):
            self._current = number
            self._show()
            self.gone_to.emit(number)

    def show_done(self, done: Iterable[int], current: int) -> None:
        """Resume where someone left off, without a signal."""
        self._done = set(done)
        self._current = max(0, min(current, len(self._steps) - 1))
        self._show()

    @Slot()
    def next(self) -> None:
        """This one is done; go on."""
        self._done.add(self._current)
        self.go(min(self._current + 1, len(self._steps) - 1))

    @Slot()
    def previous(self) -> None:
        """Go back one."""
        self.go(max(0, self._current - 1))

    @Slot()
    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, PushButton):
            self.go(self._buttons.index(sender))

    def _show(self) -> None:
        for number, (step, button) in enumerate(zip(self._steps, self._buttons, strict=True)):
            told = step.minutes and is_roomy()  # with large letters a line has room for the name alone
            about = _("about {n} min").format(n=step.minutes) if told else ""
            name = f"{number + 1}.  {step.name}" + (f"   {about}" if about else "")
            shown = name if is_roomy() else fill(name, _LARGE_LINE, subsequent_indent="     ")
            button.setText(shown.replace("&", "&&"))
            button.setIcon(icon(Icon.DONE if number in self._done else Icon.RIGHT))
            button.setChecked(number == self._current)
            state = _("done") if number in self._done else _("now") if number == self._current else _("to come")
            button.setAccessibleName(f"{name}, {state}")


class Clock(QWidget):
    """A running time that can pause; it never rings.

    Signals: `ticked(int)` with the seconds so far.
    """

    ticked = Signal(int)

    def __init__(self, seconds_now: Callable[[], float], minutes: int = 0, parent: QWidget | None = None) -> None:
        """`seconds_now` is a monotonic clock; `minutes` what is planned (0: open)."""
        super().__init__(parent)
        self._seconds_now = seconds_now
        self._before = 0.0
        self._since: float | None = None
        self._minutes = minutes
        self._figure = text_label("", "figure")
        self._planned = text_label("", "note")
        self._button = Button(_("Start"), "", Icon.START, self.toggle)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(self._figure)
        layout.addWidget(self._planned)
        layout.addStretch(1)
        layout.addWidget(self._button)
        self._show()

    @property
    def seconds(self) -> int:
        """How long it has run."""
        running = self._seconds_now() - self._since if self._since is not None else 0.0
        return int(self._before + running)

    @property
    def is_running(self) -> bool:
        """Is it running?"""
        return self._since is not None

    def go_on_from(self, seconds: int) -> None:
        """Resume a time that has run before."""
        self._before = float(max(0, seconds))
        self._show()

    @Slot()
    def toggle(self) -> None:
        """Start, or pause."""
        if self._since is None:
            self._since = self._seconds_now()
            self._timer.start()
        else:
            self._before += self._seconds_now() - self._since
            self._since = None
            self._timer.stop()
        self._show()

    @Slot()
    def _tick(self) -> None:
        self._show()
        self.ticked.emit(self.seconds)

    def _show(self) -> None:
        self._figure.setText(clock_text(self.seconds))
        self._planned.setText(_("of about {n} min").format(n=self._minutes) if self._minutes else "")
        self._button.setText(_("Pause") if self.is_running else _("Start"))
        self._button.setIcon(icon(Icon.PAUSE if self.is_running else Icon.START))
