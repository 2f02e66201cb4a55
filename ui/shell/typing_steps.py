"""Steps of typing in the field with the focus: whether there are any to undo or to redo, and doing it."""

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


def can_undo_typing() -> bool:
    """Is there typing to undo?"""
    return _has(QApplication.focusWidget(), undone=False)


def can_redo_typing(_window: object = None) -> bool:
    """Is there typing that was undone?"""
    return _has(QApplication.focusWidget(), undone=True)


def undo_typing() -> None:
    """Undo the last step of typing."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
        field.undo()


def redo_typing(_window: object = None) -> None:
    """Type again what was undone."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
        field.redo()


def _has(field: QWidget | None, *, undone: bool) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable() if undone else field.isUndoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isRedoAvailable() if undone else field.document().isUndoAvailable()
    return False
