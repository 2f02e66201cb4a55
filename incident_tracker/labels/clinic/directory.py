"""Where patients find help, in words."""

from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.wording import _


def help_kind_text(kind: HelpKind) -> str:
    """What kind of help it is."""
    match kind:
        case HelpKind.CRISIS_LINE:
            return _("Crisis line")
        case HelpKind.MOBILE_CRISIS:
            return _("Mobile crisis team")
        case HelpKind.OWN_TEAM:
            return _("Team of the clinic")
        case HelpKind.COMMUNITY:
            return _("Housing, food and other needs")
        case HelpKind.SPIRITUAL_CARE:
            return _("Spiritual care")
        case HelpKind.OTHER:
            return _("Other help")


def entry_text(entry: DirectoryEntry) -> str:
    """ "988 Suicide & Crisis Lifeline: 988 (24/7, by video)": one line for a form or a card."""
    more = ", ".join(filter(None, (entry.hours, _("by video") if entry.by_video else "", entry.note)))
    said = _("{name}: {phone}").format(name=entry.name, phone=entry.phone)
    return _("{said} ({more})").format(said=said, more=more) if more else said
