"""A month for the wall of the meeting room: one thing at a time, in large letters, turned by the keyboard.

It shows what the report says and nothing else: no names, no descriptions, roles instead of owners.
"""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QGridLayout, QVBoxLayout, QWidget

from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.charts.scene import Scene
from incident_tracker.reports.month_figures import month_figures, month_finding, verdict_text
from incident_tracker.reports.month_meeting import ToDecide, decisions, main_causes, support_lines
from incident_tracker.reports.month_scenes import count_scene, ranked_causes_scene
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.reports.printed import report_month_text
from incident_tracker.wording import _
from ui.icons import Icon
from ui.oversight.month_cards import verdict_tone
from ui.theme.spacing import is_roomy, px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.chart_canvas import BuildScene, ChartCanvas
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import column, row
from ui.widgets.one_in_front import OneInFront
from ui.widgets.scrolling import ScrollingBody
from ui.widgets.text import Badge, Look, text_label

ON_A_SLIDE = 4
"""So many decisions or changes are on one slide."""
_CHART_LETTERS, _LARGE_CHART_LETTERS = 22, 16
_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PREVIOUS = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)


def _large(look: Look) -> Look:
    """The rank of words on a slide; someone who chose large letters has large ones already."""
    plain: dict[Look, Look] = {
        "meeting_title": "title",
        "meeting_figure": "figure",
        "meeting_text": "heading",
        "meeting_note": "note",
    }
    return look if is_roomy() else plain[look]


class Slide(QFrame):
    """One thing to look at: a heading, and below it what was found. A screen reader hears all of it."""

    def __init__(self, heading_text: str, fills: bool = False) -> None:
        """`fills`: what is below the heading takes all the room (a chart)."""
        super().__init__()
        self.setProperty("look", "slide")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(heading_text)
        self._words: list[str] = []
        self._fills = fills
        self._inner = QWidget()
        self.body = QVBoxLayout(self._inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(24))
        self.area = ScrollingBody(self._inner, shrinks=fills)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(48), px(32), px(48), px(16))
        layout.setSpacing(px(24))
        layout.addWidget(text_label(heading_text, _large("meeting_title")))
        layout.addWidget(self.area, 1)
        if not fills:
            layout.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._fills:  # short slides end where their words end
            margins = self.contentsMargins().left() + self.contentsMargins().right() + 2 * px(48)
            self.area.setMaximumHeight(max(px(60), self._inner.heightForWidth(self.width() - margins)))

    def tell(self, words: str) -> None:
        """Words that a screen reader says after the heading."""
        self._words.append(words)
        self.setAccessibleDescription(" ".join(self._words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and bar.isVisible():
            bar.setValue(bar.value() + (1 if event.key() == Qt.Key.Key_Down else -1) * px(60))
        else:
            super().keyPressEvent(event)


class MeetingView(QDialog):
    """The whole screen. Right and Left, Page Down and Page Up, Space and Backspace turn; Home, End; Esc leaves."""

    def __init__(self, report: MonthlyReport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Meeting view"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setProperty("look", "page")
        self._report = report
        self.slides = tuple(self._slides())
        self._stack = OneInFront(*self.slides)
        self._place = text_label("", "small")
        turns = (
            Button(_("Back"), "small", Icon.LEFT, partial(self.turn, -1)),
            Button(_("Next"), "small", Icon.RIGHT, partial(self.turn, 1)),
            Button(_("Leave (Esc)"), "small", Icon.CLOSE, self.reject),
        )
        for button in turns:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys do the same, wherever one is
        foot = column(flowing(self._place, *turns, gap=px(12), centered=True))
        foot.setContentsMargins(px(48), px(4), px(48), px(16))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        self._say_place()

    @property
    def slide(self) -> Slide:
        """The slide in front."""
        return self.slides[self._stack.place]

    def show_whole(self) -> None:
        """Show it on the whole screen."""
        self.showFullScreen()
        self.slide.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, by: int) -> None:
        """So many slides further; at either end it stays."""
        self.go_to(self._stack.place + by)

    def go_to(self, place: int) -> None:
        """Show the slide at this place, counted from 0."""
        place = max(0, min(place, len(self.slides) - 1))
        if place == self._stack.place:
            return
        self._stack.bring_place(place)
        self._say_place()
        self.slide.area.start()
        self.slide.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._place.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _NEXT:
            self.turn(1)
        elif event.key() in _PREVIOUS:
            self.turn(-1)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self.slides) - 1)
        else:
            super().keyPressEvent(event)

    def _say_place(self) -> None:
        place = self._stack.place + 1
        self._place.setText(_("{n} of {all} · arrow keys turn, Esc leaves").format(n=place, all=len(self.slides)))

    def _slides(self) -> Iterator[Slide]:
        report = self._report
        yield self._figures()
        yield self._course()
        yield self._behind()
        found = decisions(report)
        for first in range(0, max(len(found), 1), ON_A_SLIDE):
            yield _to_decide(found[first : first + ON_A_SLIDE])
        yield self._support()
        changes = report.you_said_we_did
        for first in range(0, len(changes), ON_A_SLIDE):
            slide = Slide(_("You said, we did"))
            for one in changes[first : first + ON_A_SLIDE]:
                _add_pair(slide, one.did, f"{one.said} · {one.state}")
                yield slide

    def _figures(self) -> Slide:
        report = self._report
        slide = Slide(_("{month} · {place}").format(month=report_month_text(report), place=report.site))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(48))
        grid.setVerticalSpacing(px(32))
        for place, figure in enumerate(month_figures(report)):
            word = verdict_text(figure.verdict)
            value = text_label(figure.value, _large("meeting_figure"))
            value.setWordWrap(False)
            badge = Badge(word, verdict_tone(figure.verdict))
            badge.setProperty("large", is_roomy())
            parts = column(
                value,
                text_label(figure.caption, _large("meeting_text")),
                row(badge, None),
                text_label(figure.detail, _large("meeting_note")),
                gap=4,
            )
            abreast = 2 if is_roomy() else 1
            grid.addLayout(parts, place // abreast, place % abreast)
            grid.setColumnStretch(place % abreast, 1)
            slide.tell(f"{figure.value} {figure.caption}: {word}. {figure.detail}.")
        slide.body.addLayout(grid)
        return slide

    def _course(self) -> Slide:
        report = self._report
        slide = Slide(_("Is anything different?"), fills=report.counts.chart is not None)
        finding = month_finding(report)
        slide.body.addWidget(text_label(finding, _large("meeting_text")))
        slide.tell(finding)
        if report.counts.chart is not None:
            slide.body.addWidget(_large_chart(self._build_course), 1)
        return slide

    def _behind(self) -> Slide:
        found = main_causes(self._report)
        slide = Slide(_("What lay behind"), fills=bool(found))
        if not found:
            words = _("No factor was recorded in these months. They are added when a report is completed.")
            slide.body.addWidget(text_label(words, _large("meeting_text")))
            slide.tell(words)
            return slide
        slide.body.addWidget(text_label(self._report.causes.period, _large("meeting_note")))
        for cause in found:
            slide.tell(f"{cause.label}: {cause.count}.")
        slide.body.addWidget(_large_chart(self._build_causes), 1)
        return slide

    def _support(self) -> Slide:
        slide = Slide(_("Support owed and given"))
        lines = support_lines(self._report)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(12))
        grid.setColumnStretch(0, 1)
        for place, line in enumerate(lines):
            value = text_label(line.value, _large("meeting_text"))
            value.setWordWrap(not is_roomy())
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(text_label(line.label, _large("meeting_text")), place, 0)
            grid.addWidget(value, place, 1)
            slide.tell(f"{line.label}: {line.value}.")
        slide.body.addLayout(grid)
        if not lines:
            words = _("No support is recorded for the incidents of this month.")
            slide.body.addWidget(text_label(words, _large("meeting_text")))
            slide.tell(words)
        return slide

    def _build_course(self, size: Size) -> Scene:
        counts = self._report.counts
        assert counts.chart is not None
        words = ChartText(
            counts.chart_title, counts.chart_measure, month_finding(self._report), headed=False, concluded=False
        )
        return count_scene(counts.chart, words, size)

    def _build_causes(self, size: Size) -> Scene:
        return ranked_causes_scene(main_causes(self._report), ChartText(_("What lay behind"), headed=False), size)


def _to_decide(found: tuple[ToDecide, ...]) -> Slide:
    slide = Slide(_("Decisions for this meeting"))
    for one in found:
        _add_pair(slide, one.what, one.detail)
    if not found:
        words = _("Nothing is waiting for a decision. Actions and analyses that need one appear here.")
        slide.body.addWidget(text_label(words, _large("meeting_text")))
        slide.tell(words)
    return slide


def _add_pair(slide: Slide, words: str, detail: str) -> None:
    slide.body.addLayout(
        column(text_label(words, _large("meeting_text")), text_label(detail, _large("meeting_note")), gap=2)
    )
    slide.tell(f"{words}. {detail}.")


def _large_chart(build: BuildScene) -> ChartCanvas:
    chart = ChartCanvas(build)
    letters = QApplication.font()
    letters.setPixelSize(px(_CHART_LETTERS if is_roomy() else _LARGE_CHART_LETTERS))
    chart.setFont(letters)
    chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows turn the slides
    return chart
