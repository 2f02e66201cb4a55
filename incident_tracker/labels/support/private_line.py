"""Answers on the private line, and what was done about them, in words."""

from incident_tracker.domain.support.private_line import Consequence, LineAct
from incident_tracker.wording import _


def consequence_text(consequence: Consequence) -> str:
    """Whether anything bad came of it."""
    match consequence:
        case Consequence.NO:
            return _("No")
        case Consequence.UNSURE:
            return _("I am not sure")
        case Consequence.YES:
            return _("Yes")


def line_act_text(act: LineAct) -> str:
    """What the reader did."""
    match act:
        case LineAct.ACKNOWLEDGED:
            return _("Read it")
        case LineAct.SPOKE:
            return _("Spoke with the person")
        case LineAct.ACTED:
            return _("Did something about it")
        case LineAct.CLOSED:
            return _("It is settled")
