"""Rows, columns, cards and the frame of a page, all on the one grid."""

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme.spacing import is_roomy, px
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.head_layout import HeadLayout
from ui.widgets.scrolling import ScrollingBody
from ui.widgets.text import heading, note, title

WIDEST_BUTTONS = 780
"""Up to this width the buttons of a page stay in one line; a title gives way to them first."""

LayoutItem = QWidget | QLayout | int | None


def column(*children: LayoutItem, gap: int = 8, margin: int = 0) -> QVBoxLayout:
    """A column of widgets, layouts, numbers for extra space, and None for what stretches."""
    layout = QVBoxLayout()
    _fill(layout, children, gap, margin)
    return layout


def row(*children: LayoutItem, gap: int = 8, margin: int = 0) -> QHBoxLayout:
    """A row of widgets, layouts, numbers for extra space, and None for what stretches."""
    layout = QHBoxLayout()
    _fill(layout, children, gap, margin)
    return layout


def _fill(layout: QVBoxLayout | QHBoxLayout, children: tuple[LayoutItem, ...], gap: int, margin: int) -> None:
    layout.setSpacing(px(gap))
    layout.setContentsMargins(px(margin), px(margin), px(margin), px(margin))
    _fill_into(layout, children)


class Hairline(QFrame):
    """A hairline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "line")


class Card(QFrame):
    """A part of a page on its own background, with a heading if it has one. Fill it through `body`."""

    def __init__(
        self, heading_text: str = "", note_text: str = "", look: str = "card", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(24), px(20), px(24), px(20))
        self.body.setSpacing(px(12))
        if heading_text:
            self.setAccessibleName(heading_text)
            self.body.addWidget(heading(heading_text))
        if note_text:
            self.body.addWidget(note(note_text))

    def add(self, *children: LayoutItem) -> None:
        """Add widgets below."""
        _fill_into(self.body, children)


def page_margin() -> int:
    """The pixels at the left and at the right of a page; with large letters the words need them."""
    return px(32 if is_roomy() else 16)


class PageFrame(QWidget):
    """The frame of a page: title and note at the left, `buttons` at the right (or under them), the body below.

    With `scrolls` the body is never wider than `widest` pixels of the design; without, it fills the page (for tables)
    close to its edges, and scrolls only where large letters leave too little room. `tools` (search and filters of a
    list) stand beside or below the title, and the note is told where the pointer rests on the title, and to a screen
    reader: the room is for the rows. So it is with large letters on every page that fills. Fill it through `body`.
    """

    def __init__(
        self,
        title_text: str,
        note_text: str = "",
        scrolls: bool = True,
        widest: int = 960,
        tools: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = title(title_text)
        self.note = note(note_text)
        self._fills = not scrolls
        self._told = tools is None and (scrolls or is_roomy())
        self.buttons = FlowLayout(gap=px(8), centered=True, widest=WIDEST_BUTTONS)
        head: QLayout
        if not scrolls:
            self.title.setProperty("look", "heading")
        if tools is not None:
            self.title.setWordWrap(False)
            head = HeadLayout(self.title, tools, self.buttons, gap=px(16), between=px(8))
        elif is_roomy():
            line = row(column(self.title, self.note, gap=4), column(self.buttons, None), gap=16)
            line.setStretch(0, 1)
            head = line
        elif not self._told:
            head = HeadLayout(self.title, self.note, self.buttons, gap=px(16), between=px(8))
        else:  # beside the buttons the title would have a few letters a line
            head = column(column(self.title, self.note, gap=4), self.buttons, gap=12)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(16))
        inner = QWidget()
        inner.setProperty("look", "body")
        inner.setProperty("dense", not scrolls and not is_roomy())
        column_layout = QVBoxLayout(inner)
        foot = px(32)
        if scrolls:
            side = page_margin()
            column_layout.setContentsMargins(side, px(28 if is_roomy() else 16), side, foot)
            column_layout.setSpacing(px(20))
        else:
            foot = px(8)
            column_layout.setContentsMargins(px(16), px(8), px(16), foot)
            column_layout.setSpacing(px(8))
        column_layout.addLayout(head)
        column_layout.addLayout(self.body, 0 if scrolls else 1)
        holder = QWidget()
        holder_layout = QHBoxLayout(holder)
        holder_layout.setContentsMargins(0, 0, 0, 0)
        if scrolls:
            inner.setMaximumWidth(px(widest))
            column_layout.addStretch(1)
            holder_layout.addStretch(1)
        holder_layout.addWidget(inner, 1000)
        if scrolls:
            holder_layout.addStretch(1)
        self.area = ScrollingBody(holder, shrinks=not scrolls, margin=foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self.say(note_text)  # last: shown before it has its place, it would be a window of its own

    def add(self, *children: LayoutItem) -> None:
        """Add widgets below."""
        _fill_into(self.body, children)

    def is_named_by_tab(self) -> None:
        """With large letters the title of a page that fills gives its room to the rows: the tab above says it."""
        self.title.setHidden(self._fills and not is_roomy())

    def say(self, note_text: str) -> None:
        """Change the sentence under the title."""
        self.note.setText(note_text)
        self.note.setVisible(bool(note_text) and self._told)
        if not self._told:
            self.title.setToolTip(note_text)
            self.title.setAccessibleDescription(note_text)


def frame(page: QWidget, page_frame: PageFrame, foot: QWidget | None = None) -> PageFrame:
    """Make `page_frame` the whole content of `page`, above a `foot` that stays in sight, and answer with it."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(page_frame, 1)
    if foot is not None:
        layout.addWidget(foot)
    return page_frame


def grid_of_days() -> QGridLayout:
    """A grid for the times of a week, day by day."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(10))
    grid.setVerticalSpacing(px(6))
    return grid


def empty_out(layout: QLayout) -> None:
    """Remove and delete everything in `layout`, before a list of widgets is built again."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty_out(inner)


def _fill_into(layout: QVBoxLayout | QHBoxLayout, children: tuple[LayoutItem, ...]) -> None:
    for child in children:
        if child is None:
            layout.addStretch(1)
        elif isinstance(child, int):
            layout.addSpacing(px(child))
        elif isinstance(child, QLayout):
            layout.addLayout(child)
        else:
            layout.addWidget(child)
