"""The tree of whys: written as an outline, drawn as a tree."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from incident_tracker.charts.whys_scene import whys_scene
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.learning.whys import Why
from incident_tracker.wording import _
from ui.icons import Icon
from ui.learning.section import Section
from ui.learning.whys_outline import WhysOutline
from ui.page import PageDesk
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.chart_view import ChartView
from ui.widgets.layout import row
from ui.widgets.text import text_label

_BESIDE_FROM = 1100  # wide enough for outline and drawing beside each other
_DRAW_PAUSE = 250  # milliseconds


class WhysSection(Section):
    """Ask "why?" until the answer is something that the clinic can change."""

    fields = frozenset({"why"})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            _("Why did it come to this?"),
            _(
                "Ask again at each answer, until you reach something we can change ourselves. One "
                "question may have several answers."
            ),
            parent,
        )
        self._question = ""
        self.outline = WhysOutline()
        self.outline.changed.connect(self._tree_changed)
        self.outline.removed.connect(self._say_removed)
        self._add = Button(_("Another answer"), "small", Icon.NEW, self.outline.add_at_the_top)
        self._keys = text_label(
            _("Enter: another answer. Ctrl+→ or Tab: ask why again. Ctrl+←: one level up. Ctrl+Delete: take out."),
            "note",
        )
        self.drawing = ChartView(partial(whys_scene, "", ()))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_DRAW_PAUSE)
        self._pause.timeout.connect(self._draw)
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self.outline)
        left.addLayout(row(self._add, None))
        left.addWidget(self._keys)
        left.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._halves.setSpacing(px(20))
        self._halves.addLayout(left, 1)
        self._halves.addWidget(self.drawing, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._halves)

    def show_analysis(self, analysis: Analysis) -> None:
        self._question = analysis.question
        self.outline.show_tree(analysis.whys)
        self._draw()

    def written(self, analysis: Analysis) -> Analysis:
        return replace(analysis, whys=tuple(replace(why, text=why.text.strip()) for why in self.outline.tree()))

    def set_read_only(self, read_only: bool) -> None:
        self.outline.set_read_only(read_only)
        self._add.setVisible(not read_only)
        self._keys.setVisible(not read_only)

    def go_here(self) -> None:
        self.outline.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= px(_BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != direction:
            self._halves.setDirection(direction)
        self._pause.start()  # another width may need a different height

    @Slot()
    def _tree_changed(self) -> None:
        self._pause.start()
        self.tell_changed()

    @Slot()
    def _draw(self) -> None:
        tree = self.outline.tree()
        self.drawing.setVisible(bool(tree))
        if tree:
            self.drawing.show_scene(partial(whys_scene, self._question, tree))
            scene = self.drawing.scene
            self.drawing.setFixedHeight(round(scene.least_height) + self.drawing.switch.sizeHint().height() + px(24))

    @Slot(object)
    def _say_removed(self, before: tuple[Why, ...]) -> None:
        self.desk.messages.tell(
            _("The answer and everything below it are removed."), partial(self.outline.put_back, before)
        )
