"""Two people changed the same part of an analysis: both versions side by side, and a choice for each part."""

from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.learning import whys
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.screen_text import moment_text
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.layout import Card, Hairline, column, empty_out, row
from ui.widgets.text import text_label


class ClashCard(Card):
    """Signals: `chosen(field, mine)`: keep mine, or take theirs."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Someone else wrote here at the same time"),
            _(
                "Nothing was overwritten, and what you typed is kept. Please choose for each part; the "
                "rest is already combined."
            ),
            parent=parent,
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(px(14))
        self.add(self._list)
        self.hide()

    def ask(
        self, fields: tuple[str, ...], mine: Analysis, theirs: Analysis, clinic: ClinicChoices, zone: ZoneInfo
    ) -> None:
        """Show both versions of each of these fields; none hides the card."""
        empty_out(self._list)
        for name in fields:
            part = analysis_field_text(name)
            keep = Button(_("Keep mine"), "small", None, partial(self.chosen.emit, name, True))
            keep.setAccessibleName(_("Keep mine: {part}").format(part=part))
            take = Button(_("Take theirs"), "small", None, partial(self.chosen.emit, name, False))
            take.setAccessibleName(_("Take theirs: {part}").format(part=part))
            left = column(
                text_label(_("Yours"), "small"), text_label(field_text(mine, name, clinic, zone)), row(keep, None)
            )
            right = column(
                text_label(_("Theirs"), "small"), text_label(field_text(theirs, name, clinic, zone)), row(take, None)
            )
            beside = row(left, right, gap=24)
            beside.setStretch(0, 1)
            beside.setStretch(1, 1)
            child = QWidget()
            child.setLayout(column(Hairline(), text_label(part, "label"), beside, gap=8))
            self._list.addWidget(child)
        self.setVisible(bool(fields))


def analysis_field_text(name: str) -> str:
    """What a field of an analysis is called."""
    return {
        "question": _("The question"),
        "timeline": _("The time line"),
        "whys": _("The tree of whys"),
        "factors": _("The factors"),
        "statements": _("The causal statements"),
        "equity_view": _("Equity"),
        "staff_view": _("The people who work here"),
        "patient_view": _("The person concerned"),
        "weaker_reason": _("Why nothing stronger is possible"),
    }[name]


def field_text(analysis: Analysis, name: str, clinic: ClinicChoices, zone: ZoneInfo) -> str:
    """A field of an analysis as plain lines."""
    if name == "timeline":
        lines = [
            f"{moment_text(event.at, zone) if event.at else _('time not known')}: {event.text}"
            for event in analysis.timeline
        ]
    elif name == "whys":
        lines = [f"{'   ' * depth}– {why.text}" for depth, why in whys.walk(analysis.whys)]
    elif name == "factors":
        lines = [clinic.label("factor", factor.code) for factor in analysis.factors]
    elif name == "statements":
        lines = [f"{one.cause} → {one.effect} → {one.event}" for one in analysis.statements]
    else:
        lines = [str(getattr(analysis, name))]
    return "\n".join(lines).strip() or _("nothing written")
