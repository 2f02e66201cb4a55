"""The question under which name a file is to be saved."""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_place(parent: QWidget, title: str, kind: str, suffix: str, name: str, then: Callable[[str], object]) -> None:
    """Ask where to save a file and give the place to `then`, a bound method; nothing happens if the person leaves.

    `kind` words the kind of file with its pattern, such as "PDF documents (*.pdf)"; `name` is suggested. The
    dialog itself asks before a file is replaced.
    """
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(name)
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
