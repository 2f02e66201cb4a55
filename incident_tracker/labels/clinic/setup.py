"""What applying a set-up file does, in words: one line for each thing."""

from collections.abc import Callable
from datetime import date

from incident_tracker.domain.clinic.setup import SetupAct, SetupChange
from incident_tracker.labels.clinic.vocabularies import vocabulary_text
from incident_tracker.wording import _, ngettext


def setup_change_text(change: SetupChange, day_text: Callable[[date], str]) -> str:
    """The thing, and what is done with it."""
    days = ", ".join(map(day_text, dict.fromkeys(change.days)))
    if change.act is SetupAct.AWAY:
        days = " – ".join(map(day_text, dict.fromkeys(change.days)))
    return _("{thing}: {done}").format(thing=_thing(change), done=_done(change.act, days))


def changes_text(n: int, *, dry_run: bool) -> str:
    """How many changes there are, and whether they are made."""
    if not n:
        return _("Everything is as the file says. Nothing was changed.")
    if dry_run:
        return ngettext("{n} change. None is made yet.", "{n} changes. None is made yet.", n).format(n=n)
    return ngettext("{n} change is made.", "{n} changes are made.", n).format(n=n)


def _thing(change: SetupChange) -> str:
    kinds = {
        "clinic": _("clinic {name}"),
        "idle_minutes": _("windows lock after {name} min at the latest"),
        "desks_may_close": _("whether a desk may close for a debrief"),
        "closing_day": _("months can be closed from day {name} of the next month"),
        "site": _("site {name}"),
        "desk": _("desk {name}, {site}"),
        "phone_line": _("phone line {name}, {site}"),
        "term": _("word {name}"),
        "police_line": _("table for the police, {name}"),
        "directory_entry": _("help, {name}"),
        "person": _("{name}, {site}"),
        "support": _("help for staff, {name}, {site}"),
        "order": _("order of the list {name}"),
        "invitations": _("invitations by e-mail: {name}"),
        "mail_server": _("mail server {name}"),
        "own_reports": _("people complete their own reports: {name}"),
    }
    name = _name(change)
    return kinds[change.kind].format(name=name, site=change.site)


def _name(change: SetupChange) -> str:
    match change.kind:
        case "own_reports" | "invitations":
            return _("yes") if change.name == "true" else _("no")
        case "order":
            return vocabulary_text(change.name)
        case _:
            return change.name


def _done(act: SetupAct, days: str) -> str:
    match act:
        case SetupAct.ADDED:
            return _("added")
        case SetupAct.CHANGED:
            return _("changed")
        case SetupAct.RETIRED:
            return _("used until {day}").format(day=days)
        case SetupAct.HOURS_SET:
            return _("hours set from {day} on").format(day=days) if days else _("hours set")
        case SetupAct.CLOSED:
            return _("closed on {days}").format(days=days)
        case SetupAct.AWAY:
            return _("away on {days}").format(days=days)
        case SetupAct.LEFT:
            return _("no longer works here, since {day}").format(day=days)
