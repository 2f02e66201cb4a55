"""What each word of an old log for the kind becomes, with an example, and how to make it something else."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.exchange.readings import Certainty
from incident_tracker.exchange.sentences import certainty_text
from incident_tracker.usecases.capture.importing import KindUse
from incident_tracker.wording import _, language, ngettext
from ui.screen_text import number_text
from ui.widgets.box_data import choose_data
from ui.widgets.buttons import Button
from ui.widgets.layout import Card, column, empty_out
from ui.widgets.text import note, text_label

SHOWN = 12  # words before the rest is asked for
LONGEST = 60  # letters of a word
SHORTEST_KIND = 12  # letters of a kind that are seen at least


class WordChoices(Card):
    """Signals: `changed()` when a word is given another kind."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What each word becomes"), parent=parent)
        self._terms: tuple[tuple[str, str], ...] = ()
        self._uses: tuple[KindUse, ...] = ()
        self._most = SHOWN
        self._given: dict[str, str] = {}
        self.boxes: dict[str, QComboBox] = {}
        self._child = QWidget()
        self._lines = column(gap=4)
        self._child.setLayout(self._lines)
        self._more = Button("", "quiet", None, self._show_more)
        self.add(self._child, self._more)
        self.hide()

    def offer(self, terms: Sequence[Term]) -> None:
        """The kinds of the clinic."""
        self._terms = tuple((term.code, term.labeled(language())) for term in terms if term.vocabulary == "kind")

    def given(self) -> dict[str, str]:
        """The words that a person gave another kind."""
        return dict(self._given)

    def forget(self) -> None:
        """Another file: nothing is given."""
        self._given, self._most = {}, SHOWN

    def show_uses(self, uses: Sequence[KindUse]) -> None:
        """Show what the words became; those that need a look come first."""
        worded = {use.words: use for use in reversed(uses) if use.certainty is not Certainty.MISSING}
        self._uses = tuple(use for use in uses if worded.get(use.words) is use)
        self.setVisible(bool(self._uses))
        self._fill()

    def _fill(self) -> None:
        empty_out(self._lines)
        self.boxes = {}
        for use in self._uses[: self._most]:
            shown = " ".join(use.words.split())[:LONGEST]
            label = text_label(_line(use, shown))
            box = QComboBox()
            for code, text in self._terms:
                box.addItem(text, code)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(SHORTEST_KIND)
            box.setAccessibleName(_("“{words}” becomes").format(words=shown))
            choose_data(box, use.kind, otherwise=-1)  # a kind that is offered no longer
            box.activated.connect(partial(self._give, use.words))
            label.setBuddy(box)
            self._lines.addWidget(label)
            if use.example:
                self._lines.addWidget(note(_("for example: {words}").format(words=use.example)))
            self._lines.addWidget(box)
            self.boxes[use.words] = box
        over = len(self._uses) - self._most
        self._more.setText(ngettext("Show {n} more", "Show {n} more", over).format(n=number_text(over)))
        self._more.setVisible(over > 0)

    def _give(self, words: str, _index: int) -> None:
        self._given[words] = str(self.boxes[words].currentData())
        self.changed.emit()

    @Slot()
    def _show_more(self) -> None:
        self._most = len(self._uses)
        self._fill()


def _line(use: KindUse, words: str) -> str:
    """A word with its level and how many rows have it, and whether it needs a look."""
    line = ngettext("“{words}”: level {level}, {n} row", "“{words}”: level {level}, {n} rows", use.rows).format(
        words=words, level=int(use.level), n=number_text(use.rows)
    )
    told = certainty_text(use.certainty)
    return f"{line} – {told}" if told else line
