"""One action in full: what, who, when, how strong, its measure and outcome, and the buttons for it."""

from datetime import date

from PySide6.QtWidgets import QFrame, QWidget

from incident_tracker.domain.learning.actions import Action, ActionStatus
from incident_tracker.labels.learning.actions import action_effect_text, action_status_text, tier_text
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.learning.action_dialogs import ActionDialogs
from ui.learning.action_steps import action_steps
from ui.learning.learning_text import action_due_text, joined, tier_tone
from ui.screen_text import day_text, number_text
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import LayoutItem, column, row
from ui.widgets.text import Badge, text_label


class ActionCard(QFrame):
    """For one action; each action gets its own card."""

    def __init__(
        self, action: Action, clinic: ClinicChoices, dialogs: ActionDialogs, today: date, writable: bool
    ) -> None:
        """`writable`: offer what this person may do with it."""
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(action.text)
        zone = dialogs.desk.zone
        what = text_label(action.text, "label")
        what.setWordWrap(True)
        head = row(what, Badge(tier_text(action.tier), tier_tone(action.tier)), gap=12)
        head.setStretch(0, 1)
        about = text_label(
            joined(
                (
                    clinic.person(action.owner_id),
                    action_due_text(action, today, zone, by_month=dialogs.desk.sees_no_names),
                    clinic.label("action_category", action.category),
                    clinic.label("factor", action.factor),
                )
            ),
            "note",
        )
        children: list[LayoutItem] = [head, about]
        if action.measure:
            children.append(text_label(action_measure_text(action), "note"))
        if not action.open:
            state = Badge(action_status_text(action.status), "good" if action.status is ActionStatus.DONE else "")
            line = row(state, text_label(action.outcome), gap=12)
            line.setStretch(1, 1)
            children.append(line)
        if writable:
            children.append(self._buttons(action, dialogs))
        self.setLayout(column(*children, gap=6, margin=16))

    def _buttons(self, action: Action, dialogs: ActionDialogs) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line, px(6))
        for step in action_steps(action, dialogs):
            button = Button(step.words, "small", step.icon, step.act)
            button.setAccessibleName(step.spoken)
            flow.addWidget(button)
        return line


def action_measure_text(action: Action) -> str:
    """How it will be known whether the action helped, or "" where that was not said."""
    measure = action.measure
    if measure is None:
        return ""
    counted = _("Counts {numerator} out of {denominator}").format(
        numerator=measure.numerator, denominator=measure.denominator
    )
    goal = "" if measure.threshold is None else _("at most {n}%").format(n=number_text(measure.threshold, 1))
    check = _("looked at again on {day}").format(day=day_text(measure.check_on))
    return joined((counted, goal, action_effect_text(measure.effect) if measure.effect else check))
