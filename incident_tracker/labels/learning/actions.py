"""An action in words: its strength, its status, and what a check of its effect found."""

from incident_tracker.domain.learning.actions import ActionEffect, ActionStatus, Tier
from incident_tracker.wording import _, pgettext


def tier_text(tier: Tier) -> str:
    """How much an action can be relied on, in a word."""
    match tier:
        case Tier.STRONGER:
            return _("Stronger")
        case Tier.INTERMEDIATE:
            return _("Intermediate")
        case Tier.WEAKER:
            return _("Weaker")


def tier_meaning(tier: Tier) -> str:
    """What sets a strength apart."""
    match tier:
        case Tier.STRONGER:
            return _("Changes the place or the process, so that no one has to remember.")
        case Tier.INTERMEDIATE:
            return _("Helps people do the right thing, and lowers the load.")
        case Tier.WEAKER:
            return _("Asks people to try harder: it may come along, but rarely lasts alone.")


def action_status_text(status: ActionStatus) -> str:
    """The status of an action, in a word."""
    match status:
        case ActionStatus.OPEN:
            return pgettext("an action", "Open")
        case ActionStatus.DONE:
            return pgettext("an action", "Done")
        case ActionStatus.DROPPED:
            return _("Dropped")


def action_effect_meaning(effect: ActionEffect) -> str:
    """What the finding is good for, if it is no comfort by itself."""
    match effect:
        case ActionEffect.WORSE:
            return _("Good to know early. Another action can take its place.")
        case ActionEffect.BETTER | ActionEffect.SAME | ActionEffect.CANNOT_TELL:
            return ""


def action_effect_text(effect: ActionEffect) -> str:
    """What a check found."""
    match effect:
        case ActionEffect.BETTER:
            return _("It got better")
        case ActionEffect.SAME:
            return _("No change")
        case ActionEffect.WORSE:
            return _("It got worse")
        case ActionEffect.CANNOT_TELL:
            return _("Cannot be told yet")
