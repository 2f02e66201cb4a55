"""What is in the way of a time for a debrief, in a few words."""

from incident_tracker.domain.support.week import Hindrance
from incident_tracker.wording import _


def hindrance_text(why: Hindrance, who: str, *, one: bool) -> str:
    """`who` names the people of whom it is true; `one`: it is a single person."""
    match why:
        case Hindrance.CLOSED:
            return _("closed")
        case Hindrance.PAST:
            return _("past")
        case Hindrance.TOO_EARLY:
            return _("too early: a night's sleep comes first")
        case Hindrance.NO_HOURS:
            return _("no working hours entered for {who}").format(who=who)
        case Hindrance.AWAY:
            return _("{who} is away").format(who=who)
        case Hindrance.NOT_AT_WORK:
            return _("{who} is not at work").format(who=who)
        case Hindrance.IN_A_BREAK:
            return _("break: {who}").format(who=who)
        case Hindrance.BUSY:
            return _("{who} is in another debrief").format(who=who)
        case Hindrance.NO_LEADER:
            return _("{who} cannot lead then").format(who=who) if one else _("no one to lead")
        case Hindrance.NO_COVER:
            return _("no one to cover for {who}").format(who=who)
