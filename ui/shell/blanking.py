"""What has to go when the window locks, besides what is in the window itself: dialogs, lists, hints, the clipboard."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget


def close_dialogs(window: QWidget) -> None:
    """Close what stands over the window."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    QToolTip.hideText()
    for dialog in window.findChildren(QDialog):
        dialog.close()


def clear_clipboard() -> None:
    """Forget what was copied here."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.ownsSelection():  # what was only marked is kept as well, where the system pastes it
        clipboard.clear(clipboard.Mode.Selection)
