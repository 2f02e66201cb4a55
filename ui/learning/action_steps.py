"""What the signed-in person may do with an action now, in the order in which it is offered."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.learning.actions import Action
from incident_tracker.wording import _
from ui.icons import Icon
from ui.learning.action_dialogs import ActionDialogs
from ui.widgets.preview import PreviewAction


@dataclass(frozen=True, slots=True)
class ActionStep:
    """One thing to do with an action; `spoken` names the action too."""

    words: str
    icon: Icon
    act: Callable[[], object]
    spoken: str


def action_steps(action: Action, dialogs: ActionDialogs) -> tuple[ActionStep, ...]:
    """The steps, the next ones first. Only for what to offer; the use case decides."""
    desk = dialogs.desk
    mine = action.owner_id == desk.actor.person_id
    may_end = desk.may_at(Permission.COMPLETE_ACTION, action.site_id, own=mine)
    may_change = desk.may_at(Permission.ASSIGN_ACTION, action.site_id)
    offered = [
        (may_end and action.open, _("Done"), Icon.DONE, dialogs.complete),
        (may_change and action.measure is not None, _("Did it help?"), Icon.GOAL, dialogs.look_at_effect),
        (may_change and action.open, _("Change"), Icon.EDIT, dialogs.change),
        (may_end and action.open, _("Drop"), Icon.MINUS, dialogs.drop),
        (may_end and not action.open, _("Reopen"), Icon.UNDO, dialogs.take_up),
    ]
    return tuple(
        ActionStep(words, icon, partial(act, action), _("{verb}: {action}").format(verb=words, action=action.text))
        for wanted, words, icon, act in offered
        if wanted
    )


def beside_the_list(steps: tuple[ActionStep, ...]) -> tuple[PreviewAction, ...]:
    """The same steps as buttons of a preview."""
    return tuple(
        PreviewAction(step.words, step.act, primary=place == 0, spoken=step.spoken) for place, step in enumerate(steps)
    )
