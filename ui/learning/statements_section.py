"""Causal statements in three parts, with what the five rules of causation find beside each part."""

from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from incident_tracker.domain.learning import whys
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.learning.statements import CausalStatement, Rule, examine
from incident_tracker.domain.learning.whys import Why
from incident_tracker.labels.learning.analyses import statement_finding_text
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.learning.growing_field import GrowingField
from ui.learning.section import Section
from ui.page import PageDesk
from ui.theme.spacing import is_roomy, px
from ui.widgets.buttons import Button, IconButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import column, empty_out, row
from ui.widgets.text import Badge, text_label

_LONGEST_BUTTON = 60
_LONGEST_LARGE_BUTTON = 24


class StatementsSection(Section):
    """Each statement says cause, effect and event. Findings are suggestions: nothing is refused for its words."""

    fields = frozenset({"statement"})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            _("What caused it, in one sentence"),
            _(
                "Cause, what it led to, and what became more likely. "
                "It speaks of the system, never of a person's worth."
            ),
            parent,
        )
        self._lines: dict[UUID, _StatementLine] = {}
        self._names: tuple[str, ...] = ()
        self._read_only = False
        self._tree: tuple[Why, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(px(16))
        self._add = Button(_("Add a statement"), "small", Icon.NEW, self._add_empty)
        self._from_tree = QWidget()
        self._offers = FlowLayout(self._from_tree, px(6))
        self._offer_words = text_label(_("Or begin from a root of the tree:"), "note")
        self.add(self._list, row(self._add, None), self._offer_words, self._from_tree)

    def offer(self, clinic: ClinicChoices) -> None:
        super().offer(clinic)
        self._names = tuple(person.name for person in clinic.people)
        for line in self._lines.values():
            line.look_again(self._names)

    def show_analysis(self, analysis: Analysis) -> None:
        if self._written() != analysis.statements:
            self._place(analysis.statements)
        self.know_tree(analysis.whys)

    def know_tree(self, tree: tuple[Why, ...]) -> None:
        """Answers without a further "why?" are offered as causes."""
        self._tree = tree
        used = {line.statement().cause.casefold() for line in self._lines.values()}
        roots = [] if self._read_only else [why for why in whys.roots(tree) if why.text.casefold() not in used]
        empty_out(self._offers)
        most = _LONGEST_BUTTON if is_roomy() else _LONGEST_LARGE_BUTTON
        for why in roots:
            text = why.text if len(why.text) <= most else why.text[:most].rstrip() + "…"
            button = Button(text.replace("&", "&&"), "small", Icon.ANALYSES, partial(self._begin_from, why))
            button.setAccessibleName(_("Begin a statement from: {cause}").format(cause=why.text))
            self._offers.addWidget(button)
        self._offer_words.setVisible(bool(roots))
        self._from_tree.setVisible(bool(roots))

    def written(self, analysis: Analysis) -> Analysis:
        return replace(analysis, statements=self._written())

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._add.setVisible(not read_only)
        for line in self._lines.values():
            line.set_read_only(read_only)
        self.know_tree(self._tree)

    def go_here(self) -> None:
        for line in self._lines.values():
            for field in line.parts.values():
                if not field.text():
                    field.setFocus()
                    return
        self._add_empty()

    def _written(self) -> tuple[CausalStatement, ...]:
        everything = (line.statement() for line in self._lines.values())
        return tuple(one for one in everything if one.cause or one.effect or one.event)

    @Slot()
    def _add_empty(self) -> None:
        self._add_statement(CausalStatement(uuid4(), "", "", ""))

    def _begin_from(self, root: Why) -> None:
        above = next((why.text for why in self._tree if why.id == root.parent_id), "")
        self._add_statement(CausalStatement(uuid4(), root.text, above, ""))
        self.tell_changed()
        self.know_tree(self._tree)

    def _add_statement(self, statement: CausalStatement) -> None:
        self._place((*(line.statement() for line in self._lines.values()), statement))
        fields = self._lines[statement.id].parts.values()
        next((field for field in fields if not field.text()), next(iter(fields))).setFocus()

    def _remove(self, id: UUID) -> None:
        before = tuple(line.statement() for line in self._lines.values())
        self._place(tuple(one for one in before if one.id != id))
        self.desk.messages.tell(_("The statement is removed."), partial(self._put_back, before))
        self._add.setFocus()
        self.tell_changed()

    def _put_back(self, statements: tuple[CausalStatement, ...]) -> None:
        self._place(statements)
        self.tell_changed()

    def _place(self, statements: tuple[CausalStatement, ...]) -> None:
        for line in self._lines.values():
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = {}
        for number, statement in enumerate(statements, 1):
            line = _StatementLine(statement, number)
            line.look_again(self._names)
            line.changed.connect(self._typed)
            line.removal.clicked.connect(partial(self._remove, statement.id))
            line.set_read_only(self._read_only)
            self._lines[statement.id] = line
            self._list.addWidget(line)
            line.show()  # at once, so that it can take the focus

    @Slot()
    def _typed(self) -> None:
        for line in self._lines.values():
            line.look_again(self._names)
        self.tell_changed()


class _StatementLine(QFrame):
    """One statement: three fields, findings below each, and a note when it reads well."""

    changed = Signal()

    def __init__(self, statement: CausalStatement, number: int) -> None:
        super().__init__()
        self._id = statement.id
        self.setProperty("look", "sunken")
        captions = {"cause": _("Because"), "effect": _("this led to"), "event": _("and made it more likely that")}
        hints = {
            "cause": _("two of three desks were closed from eight to ten on Mondays"),
            "effect": _("people waited 40 minutes without a word"),
            "event": _("someone shouted at the desk"),
        }
        names = {
            "cause": _("Statement {number}: cause"),
            "effect": _("Statement {number}: effect"),
            "event": _("Statement {number}: event"),
        }
        self.parts: dict[str, GrowingField] = {}
        self._findings = {}
        self._good = Badge(_("Reads well"), "good")
        self.removal = IconButton(Icon.CLOSE, _("Take statement {number} out").format(number=number))
        head = row(text_label(_("Statement {number}").format(number=number), "label"), self._good, None, self.removal)
        children = []
        for part in ("cause", "effect", "event"):
            field = GrowingField(names[part].format(number=number), hints[part])
            field.show_text(getattr(statement, part))
            field.changed.connect(self.changed)
            finding = text_label("", "care")
            finding.hide()
            self.parts[part], self._findings[part] = field, finding
            children.append(column(text_label(captions[part], "note"), field, finding, gap=4))
        self.setLayout(column(head, *children, gap=10, margin=16))

    def statement(self) -> CausalStatement:
        """The statement as typed."""
        return CausalStatement(self._id, *(self.parts[part].text() for part in ("cause", "effect", "event")))

    def look_again(self, names: tuple[str, ...]) -> None:
        """Say what the rules find; nothing while the statement is still empty."""
        statement = self.statement()
        begun = bool(statement.cause or statement.effect or statement.event)
        found = examine(statement, names) if begun else ()
        for part, label in self._findings.items():
            here = [
                statement_finding_text(
                    finding, same=finding.rule is Rule.CAUSE_AND_EFFECT and bool(self.parts[part].text())
                )
                for finding in found
                if finding.part == part
            ]
            text = "\n".join(dict.fromkeys(here))
            label.setText(text)
            label.setVisible(bool(text))
            self.parts[part].setAccessibleDescription(text)
        self._good.setVisible(begun and not found)

    def set_read_only(self, read_only: bool) -> None:
        """Read only: without suggestions."""
        for field in self.parts.values():
            field.setReadOnly(read_only)
        for label in self._findings.values():
            label.setVisible(not read_only and bool(label.text()))
        self.removal.setVisible(not read_only)
