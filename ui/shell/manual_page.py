"""The manual inside the program: the same pages as in the folder docs."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import Desk, Page
from ui.theme.spacing import px
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import PageFrame, frame

_PLACES = (Path(__file__).parents[2] / "docs", Path(__file__).parents[1] / "docs")
_PATH = Qt.ItemDataRole.UserRole


class ManualPage(Page):
    """A list of guides at the left, the one being read at the right. `open("name")` opens docs/name.md."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._frame = frame(self, PageFrame(_("Manual"), _("Short guides, one for each role."), scrolls=False))
        self._guides = QListWidget()
        self._guides.setAccessibleName(_("Guides"))
        self._guides.setMaximumWidth(px(240))
        self._guides.currentItemChanged.connect(self._show)
        self._text = QTextBrowser()
        self._text.setAccessibleName(_("Guide"))
        self._text.setOpenExternalLinks(False)
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._follow)
        self._empty = EmptyState(
            _("No guides here"), _("The folder “docs” is missing from this installation."), Icon.MANUAL
        )
        beside = QHBoxLayout()
        beside.setSpacing(px(24))
        beside.addWidget(self._guides)
        beside.addWidget(self._text, 1)
        self._frame.body.addLayout(beside, 1)
        self._frame.body.addWidget(self._empty, 1)
        for path in _guide_paths():
            item = QListWidgetItem(_title(path))
            item.setData(_PATH, str(path))
            self._guides.addItem(item)
        some = self._guides.count() > 0
        self._guides.setVisible(some)
        self._text.setVisible(some)
        self._empty.setVisible(not some)

    def open(self, argument: object) -> None:
        wanted = next(
            (at for at in range(self._guides.count()) if Path(self._guides.item(at).data(_PATH)).stem == argument), 0
        )
        self._guides.setCurrentRow(wanted)

    def first_focus(self) -> QWidget | None:
        return self._guides

    @Slot(QListWidgetItem)
    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        path = Path(item.data(_PATH))
        self._text.setSearchPaths([str(path.parent)])
        self._text.document().setBaseUrl(QUrl.fromLocalFile(str(path.parent) + "/"))
        self._text.setMarkdown(path.read_text(encoding="utf-8"))

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        stem = Path(link.path()).stem
        for at in range(self._guides.count()):
            if Path(self._guides.item(at).data(_PATH)).stem == stem:
                self._guides.setCurrentRow(at)


def _guide_paths() -> list[Path]:
    folder = next((place for place in _PLACES if place.is_dir()), None)
    return sorted(folder.glob("*.md")) if folder else []


def _title(path: Path) -> str:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    return first.lstrip("# ").strip() or path.stem
