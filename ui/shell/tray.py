"""An icon in the tray where the system has one; never the only way to do something."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from incident_tracker.wording import _
from ui.icons import Icon, icon


class Tray(QObject):
    """Signals: `log_wanted()` to log an incident; `stub_wanted()` to save time and desk."""

    log_wanted = Signal()
    stub_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None
        self.menu = QMenu(window)
        self._log = self.menu.addAction("")
        self._log.triggered.connect(self.log_wanted)
        self._stub = self.menu.addAction("")
        self._stub.triggered.connect(self.stub_wanted)
        self._open = self.menu.addAction("")
        self._open.triggered.connect(self.come_to_front)
        self.menu.aboutToShow.connect(self._word)
        self._word()
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(icon(Icon.REMINDER, QPalette.ColorRole.Accent), self)
            self._icon.setToolTip("Incident Tracker")
            self._icon.setContextMenu(self.menu)
            self._icon.show()

    @Slot(str)
    def say(self, text: str) -> None:
        """Show a sentence that reveals nothing."""
        if self._icon is not None:
            self._icon.showMessage("Incident Tracker", text)

    def stop(self) -> None:
        """Remove the icon."""
        if self._icon is not None:
            self._icon.hide()

    @Slot()
    def _word(self) -> None:
        """Word it in the current language."""
        self._log.setText(_("Log an incident"))
        self._stub.setText(_("Save time and desk now"))
        self._open.setText(_("Open the window"))

    @Slot()
    def come_to_front(self) -> None:
        """Show the window over all others."""
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
