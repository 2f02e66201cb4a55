"""One action in full: what, who, when, how strong, its measure and outcome, and the buttons of what can be done."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.learning.actions import Action, ActionStatus
from incident_tracker.labels.learning.actions import action_effect_text, action_status_text, tier_text
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.learning.action_deeds import ActionDeeds
from ui.learning.learning_text import due_text, joined, tier_tone
from ui.screen_text import day_text, number_text
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import Piece, column, row
from ui.widgets.text import Badge, text_label


class ActionCard(QFrame):
    """Built for one action; another action gets another card."""

    def __init__(self, action: Action, clinic: ClinicChoices, deeds: ActionDeeds, today: date, writable: bool) -> None:
        """`writable`: offer what this person may do with it."""
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(action.text)
        zone = deeds.desk.zone
        what = text_label(action.text, "label")
        what.setWordWrap(True)
        head = row(what, Badge(tier_text(action.tier), tier_tone(action.tier)), gap=12)
        head.setStretch(0, 1)
        about = text_label(
            joined(
                (
                    clinic.person(action.owner_id),
                    due_text(action, today, zone),
                    clinic.label("action_category", action.category),
                    clinic.label("factor", action.factor),
                )
            ),
            "note",
        )
        pieces: list[Piece] = [head, about]
        if action.measure:
            pieces.append(text_label(_measure_text(action), "note"))
        if not action.open:
            state = Badge(action_status_text(action.status), "good" if action.status is ActionStatus.DONE else "")
            line = row(state, text_label(action.outcome), gap=12)
            line.setStretch(1, 1)
            pieces.append(line)
        if writable:
            pieces.append(self._buttons(action, deeds))
        self.setLayout(column(*pieces, gap=6, margin=16))

    def _buttons(self, action: Action, deeds: ActionDeeds) -> QWidget:
        may_end = deeds.desk.may(Permission.COMPLETE_ACTION)
        may_change = deeds.desk.may(Permission.ASSIGN_ACTION)
        offered = [
            (may_end and action.open, _("Done"), Icon.DONE, deeds.complete),
            (may_change and action.measure is not None, _("Did it help?"), Icon.GOAL, deeds.look_at_effect),
            (may_change and action.open, _("Change"), Icon.EDIT, deeds.change),
            (may_end and action.open, _("Drop"), Icon.MINUS, deeds.drop),
            (may_end and not action.open, _("Take up again"), Icon.UNDO, deeds.take_up),
        ]
        line = QWidget()
        flow = FlowLayout(line, px(6))
        for wanted, text, meaning, deed in offered:
            if wanted:
                button = Button(text, "small", meaning, partial(deed, action))
                button.setAccessibleName(_("{deed}: {action}").format(deed=text, action=action.text))
                flow.addWidget(button)
        return line


def _measure_text(action: Action) -> str:
    measure = action.measure
    if measure is None:
        return ""
    counted = _("Counts {numerator} out of {denominator}").format(
        numerator=measure.numerator, denominator=measure.denominator
    )
    goal = "" if measure.threshold is None else _("at most {n} %").format(n=number_text(measure.threshold, 1))
    check = _("looked at again on {day}").format(day=day_text(measure.check_on))
    return joined((counted, goal, action_effect_text(measure.effect) if measure.effect else check))
