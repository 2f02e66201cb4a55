"""The dialog that asks where to save a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_LAST = "files/last_folder"


class SavePlaces:
    """The folder used last, stored in the file that also remembers the window."""

    memory: QSettings | None = None

    @classmethod
    def remember_in(cls, memory: QSettings) -> None:
        """Remember it there from now on."""
        cls.memory = memory

    @classmethod
    def folder(cls) -> str:
        """Where a dialog opens: the last folder if it is still there, else Documents; never the program's own."""
        last = cls.memory.value(_LAST) if cls.memory is not None else None
        if isinstance(last, str) and last and Path(last).is_dir():
            return last
        places = QStandardPaths.StandardLocation
        documents = QStandardPaths.writableLocation(places.DocumentsLocation)
        return documents if Path(documents).is_dir() else QStandardPaths.writableLocation(places.HomeLocation)

    @classmethod
    def keep(cls, file: str) -> None:
        """Someone chose this file."""
        if cls.memory is not None:
            cls.memory.setValue(_LAST, str(Path(file).parent))


def ask_place(parent: QWidget, title: str, kind: str, suffix: str, name: str, then: Callable[[str], object]) -> None:
    """Ask where to save a file and give the place to `then`, a bound method; nothing happens if the person cancels.

    `kind` words the kind of file with its pattern, such as "PDF documents (*.pdf)"; `name` is suggested. The dialog
    opens in the last folder used, and itself asks before a file is replaced.
    """
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(suffix)
    dialog.setDirectory(SavePlaces.folder())
    dialog.selectFile(name)
    dialog.fileSelected.connect(SavePlaces.keep)
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
