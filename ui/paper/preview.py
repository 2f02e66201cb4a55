"""A document on the screen: its pages as pictures that fit the width, larger on request, or as text to be read."""

from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.icons import Icon
from ui.paper.pdf_pages import PdfPage, PdfPages
from ui.runner import Runner
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.flow_layout import flowing
from ui.widgets.one_in_front import OneInFront
from ui.widgets.text import text_label

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Factors on the width of the window: 1 fits."""
PICTURES_KEPT = 8
PAUSE = 120  # milliseconds after the last change of size, before pages are drawn sharp again


class PagePreview(QWidget):
    """Page Up and Page Down read on, Left and Right turn pages, Ctrl with plus, minus or 0 changes their size.

    T shows the text, which a screen reader can read line by line.

    Signals: `turned(int)` with the number of the page in front, from 1.
    """

    turned = Signal(int)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._pages: PdfPages | None = None
        self._zoom = 1.0
        self.area = _Area(self)
        self.area.turn_wanted.connect(self.turn)
        self.area.zoom_wanted.connect(self.zoom)
        self.area.text_wanted.connect(self.toggle_text)
        self.area.resized.connect(self._wait)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Text of the document"))
        self._halves = OneInFront(self.area, self.text)
        self._where = text_label("", "label")
        self._back = IconButton(Icon.UP, _("Page before"), partial(self.turn, -1))
        self._on = IconButton(Icon.DOWN, _("Next page"), partial(self.turn, 1))
        self._smaller = IconButton(Icon.MINUS, _("Smaller (Ctrl+−)"), partial(self.zoom, -1))
        self._larger = IconButton(Icon.NEW, _("Larger (Ctrl++)"), partial(self.zoom, 1))
        self._fit = Button(_("Fit to width"), "small", None, partial(self.zoom, 0))
        self.switch = Button(_("Show as text"), "small", None, self.toggle_text)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.area.sharpen)
        children = (self._back, self._where, self._on, self._smaller, self._fit, self._larger, self.switch)
        bar = flowing(*children, gap=px(8), centered=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(bar)
        layout.addWidget(self._halves, 1)
        self.setFocusProxy(self.area)

    @property
    def page(self) -> int:
        """The number of the page in front, from 1; 0 without a document."""
        return self.area.in_front() + 1 if self._pages else 0

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages.sheets) if self._pages else 0

    def show_pages(self, pages: PdfPages) -> None:
        """Show a document from its first page on."""
        self.forget()
        self._pages = pages
        self.area.set_sheets(pages.sheets, self._render)
        self.text.setPlainText(_whole_text(pages.sheets))
        self._lay_out()
        self.area.verticalScrollBar().setValue(0)
        self._tell()

    def forget(self) -> None:
        """Release the document and all its pictures."""
        self._pages = None
        self.area.set_sheets((), self._render)
        self.text.clear()

    @Slot()
    def turn(self, by: int) -> None:
        """Go `by` pages on."""
        if self._pages is not None:
            self.area.show_page(self.area.in_front() + by)
            self._tell()
            announce(self.area, self._where.text())  # the page's own text is the description of what has the focus

    @Slot()
    def zoom(self, by: int) -> None:
        """One step larger (1) or smaller (-1); 0 fits the width."""
        step = ZOOMS.index(self._zoom) + by if by else ZOOMS.index(1.0)
        self._zoom = ZOOMS[max(0, min(step, len(ZOOMS) - 1))]
        self._lay_out()

    @Slot()
    def toggle_text(self) -> None:
        """Turn from the pictures to the text and back."""
        self._halves.bring_place(1 - self._halves.place)
        shows_text = self._halves.place == 1
        self.switch.setText(_("Show as pages") if shows_text else _("Show as text"))
        for control in (self._back, self._on, self._smaller, self._fit, self._larger):
            control.setEnabled(not shows_text)
        self.setFocusProxy(self.text if shows_text else self.area)
        (self.text if shows_text else self.area).setFocus(Qt.FocusReason.OtherFocusReason)

    def _render(self, number: int, scale: float) -> None:
        if self._pages is not None:
            draw = partial(_picture, self._pages, number, scale)
            self._runner.call(draw, owner=self, then=partial(self._put, self._pages), long=True)

    def _put(self, pages: PdfPages, drawn: tuple[int, float, QImage] | None) -> None:
        if pages is self._pages and drawn is not None:
            self.area.put(*drawn)

    @Slot()
    def _wait(self) -> None:
        """Pages follow the window immediately; they are drawn again when it stops changing."""
        self.area.lay_out(self._zoom, sharp=False)
        self._pause.start()

    @Slot()
    def _lay_out(self) -> None:
        self.area.lay_out(self._zoom)
        self._tell()

    @Slot()
    def _scrolled(self) -> None:
        if self.page and self._where.text() != self._where_text():
            self._tell()

    def _where_text(self) -> str:
        return _("Page {n} of {total}").format(n=self.page, total=self.page_count)

    def _tell(self) -> None:
        if self._pages is None:
            self._where.setText("")
            return
        self._where.setText(self._where_text())
        self.area.setAccessibleName(self._where_text())
        self.area.setAccessibleDescription(self._pages.sheets[self.page - 1].text)
        self.turned.emit(self.page)


class _Area(QScrollArea):
    """The pages under each other. Signals: `turn_wanted(int)`, `zoom_wanted(int)`, `text_wanted()`, `resized()`."""

    turn_wanted = Signal(int)
    text_wanted = Signal()
    zoom_wanted = Signal(int)
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setProperty("look", "preview")
        self._desk = _Pages()
        self.setWidget(self._desk)

    def set_sheets(self, sheets: tuple[PdfPage, ...], render: object) -> None:
        self._desk.set_sheets(sheets, render)

    def lay_out(self, zoom: float, *, sharp: bool = True) -> None:
        """Make pages as wide as the window, times `zoom`, and stay at the same place of the document."""
        bar, before = self.verticalScrollBar(), max(1, self._desk.height())
        place = bar.value() / before
        self._desk.sharp = sharp
        self._desk.lay_out(round((self.viewport().width() - px(24)) * zoom), self.viewport().width())
        bar.setValue(round(place * self._desk.height()))

    @Slot()
    def sharpen(self) -> None:
        """Draw the pages that are seen in their present size."""
        self._desk.sharp = True
        self._desk.update()

    def in_front(self) -> int:
        """The page that is read: the one a little below the upper edge."""
        return self._desk.page_at(self.verticalScrollBar().value() + self.viewport().height() // 4)

    def read_on(self, forwards: bool) -> None:
        """Scroll by a window's height, but never past the upper edge of a page."""
        bar, step = self.verticalScrollBar(), round(self.viewport().height() * 0.9)
        if forwards:
            following = self._desk.top_of(self._desk.page_at(bar.value() + px(12)) + 1) - px(12)
            bar.setValue(min(bar.value() + step, following) if following > bar.value() else bar.value() + step)
        else:
            present = self._desk.top_of(self._desk.page_at(bar.value())) - px(12)
            bar.setValue(max(bar.value() - step, present) if present < bar.value() else bar.value() - step)

    def show_page(self, number: int) -> None:
        self.verticalScrollBar().setValue(self._desk.top_of(number) - px(12))

    def put(self, number: int, scale: float, image: QImage) -> None:
        self._desk.put(number, scale, image)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        reads = {Qt.Key.Key_PageDown: True, Qt.Key.Key_PageUp: False, Qt.Key.Key_Space: True}
        turns = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Home: -10_000, Qt.Key.Key_End: 10_000}
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_T and not event.modifiers():
            self.text_wanted.emit()
        elif key in reads:
            self.read_on(reads[key])
        elif key in turns and not self.horizontalScrollBar().maximum():
            self.turn_wanted.emit(turns[key])
        elif key in zooms and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(zooms[key])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class _Pages(QWidget):
    """Paints the pages and asks for the pictures of those that are seen."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets: tuple[PdfPage, ...] = ()
        self._boxes: list[QRect] = []
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._asked: set[tuple[int, float]] = set()
        self._render: object = None
        self.sharp = True

    def set_sheets(self, sheets: tuple[PdfPage, ...], render: object) -> None:
        self._sheets, self._render = sheets, render
        self._boxes = []
        self._pictures.clear()
        self._asked.clear()
        self.resize(0, 0)

    def lay_out(self, width: int, room: int) -> None:
        gap, y, boxes = px(12), px(12), []
        width = max(width, px(80))
        for sheet in self._sheets:
            height = round(sheet.height * width / sheet.width)
            boxes.append(QRect(max(gap, (room - width) // 2), y, width, height))
            y += height + gap
        self._boxes = boxes
        self.resize(max(room, width + 2 * gap), y)
        self.update()

    def page_at(self, y: int) -> int:
        return next(
            (number for number, box in enumerate(self._boxes) if y <= box.bottom()), max(0, len(self._boxes) - 1)
        )

    def top_of(self, number: int) -> int:
        return self._boxes[max(0, min(number, len(self._boxes) - 1))].top() if self._boxes else 0

    def put(self, number: int, scale: float, image: QImage) -> None:
        self._asked.discard((number, scale))
        self._pictures.pop(number, None)
        self._pictures[number] = (scale, image)
        while len(self._pictures) > PICTURES_KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self.update(self._boxes[number])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, box in enumerate(self._boxes):
            if not box.intersects(event.rect()):
                continue
            scale = round(box.width() * self.devicePixelRatioF() / self._sheets[number].width, 4)
            known = self._pictures.get(number)
            if known is None:
                painter.fillRect(box, QColor("white"))
            else:
                painter.drawImage(box, known[1])
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
            wanted = known is None or known[0] != scale
            if wanted and self.sharp and (number, scale) not in self._asked and callable(self._render):
                self._asked.add((number, scale))
                self._render(number, scale)
        painter.end()


def _picture(pages: PdfPages, number: int, scale: float) -> tuple[int, float, QImage]:
    return number, scale, pages.picture(number, scale)


def _whole_text(sheets: tuple[PdfPage, ...]) -> str:
    heads = (_("Page {n} of {total}").format(n=n, total=len(sheets)) for n in range(1, len(sheets) + 1))
    return "\n\n\n".join(f"{head}\n\n{sheet.text}" for head, sheet in zip(heads, sheets, strict=True))
