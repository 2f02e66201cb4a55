"""The contributing factors of an analysis, by the ribs of the fishbone, each with how it is known."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.learning.factors import Evidence, Factor, within_the_clinic
from incident_tracker.labels.learning.analyses import evidence_text
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.learning.learning_text import factor_choices, place_of_factor_text, rib_of
from ui.learning.section import Section, beside
from ui.page import PageDesk
from ui.theme.spacing import px
from ui.widgets.buttons import IconButton
from ui.widgets.layout import column, empty_out, row
from ui.widgets.term_picker import TermPicker
from ui.widgets.text import Badge, text_label
from ui.widgets.unseen_label import name_box


class FactorsSection(Section):
    """Type a few letters to add a factor; the evidence is chosen in its line."""

    fields = frozenset({"factors"})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            _("What contributed"),
            _("At least one factor should be within our clinic: those are the ones we can change."),
            parent,
        )
        self._factors: tuple[Factor, ...] = ()
        self._read_only = False
        self._list = QVBoxLayout()
        self._list.setSpacing(px(14))
        self._nothing = text_label(_("No factor has been named yet."), "note")
        self._picker = TermPicker(_("Add a factor"))
        self._picker.changed.connect(self._picked)
        self.add(self._list, self._nothing, self._picker)

    def offer(self, clinic: ClinicChoices) -> None:
        super().offer(clinic)
        self._offer_others()
        self._place()

    def show_analysis(self, analysis: Analysis) -> None:
        if analysis.factors != self._factors:
            self._factors = analysis.factors
            self._place()
            self._offer_others()

    def written(self, analysis: Analysis) -> Analysis:
        return replace(analysis, factors=self._factors)

    def set_read_only(self, read_only: bool) -> None:
        if read_only != self._read_only:
            self._read_only = read_only
            self._picker.setVisible(not read_only)
            self._place()

    def go_here(self) -> None:
        self._picker.setFocus()

    def take_over(self, code: str) -> None:
        """Add a factor that was mentioned in a debrief."""
        if all(factor.code != code for factor in self._factors):
            self._put((*self._factors, Factor(code, Evidence.SAID)))

    @Slot()
    def _picked(self) -> None:
        if (code := self._picker.code()) is not None:
            self._picker.choose()
            self._put((*self._factors, Factor(str(code))))

    def _put(self, factors: tuple[Factor, ...]) -> None:
        self._factors = factors
        self._place()
        self._offer_others()
        self.tell_changed()

    def _remove(self, code: str) -> None:
        before = self._factors
        self._put(tuple(factor for factor in before if factor.code != code))
        self.desk.messages.tell(_("The factor is removed."), partial(self._put, before))
        self._picker.setFocus()

    def _know_by(self, code: str, evidence: Evidence) -> None:
        self._factors = tuple(replace(one, evidence=evidence) if one.code == code else one for one in self._factors)
        self.tell_changed()

    def _offer_others(self) -> None:
        named = {factor.code for factor in self._factors}
        self._picker.offer([choice for choice in factor_choices(self.clinic) if choice.code not in named])

    def _place(self) -> None:
        empty_out(self._list)
        ribs = [str(choice.code) for choice in self.clinic.choices("factor_rib")]
        by_rib: dict[str, list[Factor]] = {rib: [] for rib in ribs}
        for factor in self._factors:
            by_rib.setdefault(rib_of(self.clinic, factor.code), []).append(factor)
        for rib, factors in by_rib.items():
            if factors:
                self._list.addWidget(self._rib(rib, factors))
        self._nothing.setVisible(not self._factors)

    def _rib(self, rib: str, factors: list[Factor]) -> QWidget:
        lines = []
        for factor in factors:
            line = _FactorLine(factor, self.clinic.label("factor", factor.code), self._read_only)
            line.known_by.connect(partial(self._know_by, factor.code))
            line.removal.clicked.connect(partial(self._remove, factor.code))
            lines.append(line)
        group = QWidget()
        group.setLayout(column(text_label(self.clinic.label("factor_rib", rib), "small"), *lines, gap=6))
        return group


class _FactorLine(QWidget):
    """One factor: whether it is within the clinic itself, and how the team knows."""

    known_by = Signal(object)

    def __init__(self, factor: Factor, label: str, read_only: bool) -> None:
        super().__init__()
        name = text_label(label)
        self._evidence = QComboBox()
        name_box(self._evidence, _("How we know: {factor}").format(factor=label))
        self._codes = list(Evidence)
        self._evidence.addItems([evidence_text(one) for one in self._codes])
        self._evidence.setCurrentIndex(self._codes.index(factor.evidence))
        self._evidence.setEnabled(not read_only)
        self._evidence.currentIndexChanged.connect(self._tell)
        self.removal = IconButton(Icon.CLOSE, _("Take out: {factor}").format(factor=label))
        if read_only:
            self.removal.hide()
        badge = Badge(place_of_factor_text(factor.code), "accent" if within_the_clinic(factor.code) else "")
        name.setMinimumWidth(px(160))
        line = beside(name, row(badge, None), row(self._evidence, self.removal, gap=12))
        line.setStretch(0, 1)
        self.setLayout(line)

    @Slot(int)
    def _tell(self, index: int) -> None:
        self.known_by.emit(self._codes[index])
