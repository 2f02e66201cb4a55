"""What has to disappear when the window locks, besides its own contents: dialogs, lists, hints, the clipboard."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget


def close_dialogs(window: QWidget) -> None:
    """Close what is on top of the window."""
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
    if clipboard.ownsSelection():  # clears selected text as well, where the system can paste it
        clipboard.clear(clipboard.Mode.Selection)
