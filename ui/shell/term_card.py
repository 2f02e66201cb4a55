"""What a word of the clinic means: where it is asked for, what it stands for, and whether it is still offered."""

from datetime import date

from PySide6.QtWidgets import QWidget

from incident_tracker import wording
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.labels.clinic.vocabularies import vocabulary_text
from incident_tracker.wording import _, pgettext
from ui.screen_text import day_text
from ui.widgets.dialogs import Question
from ui.widgets.text import text_label


class TermCard(Question):
    """Enter or Esc closes it."""

    def __init__(self, term: Term, today: date, parent: QWidget) -> None:
        language = wording.language()
        super().__init__(parent, term.labeled(language), "", pgettext("a window", "Close"), width=520)
        self.back.hide()
        for name, words in _facts(term, language, today):
            self.body.addWidget(text_label(name, "label"))
            self.body.addWidget(text_label(words))


def _facts(term: Term, language: str, today: date) -> list[tuple[str, str]]:
    found = [(_("What it answers"), vocabulary_text(term.vocabulary))]
    if definition := term.explained(language):
        found.append((_("What it means"), definition))
    other = term.label if language == "es" else term.label_es
    if other and other != term.labeled(language):
        found.append((_("In English") if language == "es" else _("In Spanish"), other))
    if term.source:
        found.append((_("Where it comes from"), term.source))
    if term.valid_to is not None and term.valid_to < today:
        found.append((_("No longer offered since"), day_text(term.valid_to)))
    elif term.valid_to is not None:
        found.append((_("Offered until"), day_text(term.valid_to)))
    return found
