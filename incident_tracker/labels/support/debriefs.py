"""A debrief in words: its kind, its status, how it is held, and any concerns about a facilitator."""

from incident_tracker.domain.support.debriefs import Concern, DebriefKind, DebriefMode, DebriefStatus
from incident_tracker.wording import _, pgettext


def debrief_kind_text(kind: DebriefKind) -> str:
    """The kind of debrief."""
    match kind:
        case DebriefKind.RELIEF:
            return _("Relief")
        case DebriefKind.HOT:
            return _("Five minutes together")
        case DebriefKind.CHECK_IN:
            return _("Check-in")
        case DebriefKind.FORMAL:
            return _("Debrief")
        case DebriefKind.SECOND:
            return _("Second talk")
        case DebriefKind.THEMATIC:
            return _("Shared debrief of the month")


def debrief_status_text(status: DebriefStatus) -> str:
    """The status of a debrief, in a word."""
    match status:
        case DebriefStatus.TO_PLAN:
            return _("To plan")
        case DebriefStatus.PLANNED:
            return pgettext("a debrief", "Planned")
        case DebriefStatus.HELD:
            return _("Held")
        case DebriefStatus.DECLINED_BY_ALL:
            return _("Not wanted")
        case DebriefStatus.NOT_HELD:
            return _("Not held")


def debrief_status_sentence(status: DebriefStatus) -> str:
    """The same in a file about the incident, where nothing else says that it is about a debrief."""
    match status:
        case DebriefStatus.TO_PLAN:
            return _("A debrief needs planning")
        case DebriefStatus.PLANNED:
            return _("A debrief is planned")
        case DebriefStatus.HELD:
            return _("A debrief was held")
        case DebriefStatus.DECLINED_BY_ALL:
            return _("A debrief was offered and declined")
        case DebriefStatus.NOT_HELD:
            return _("No debrief was held")


def debrief_mode_text(mode: DebriefMode) -> str:
    """How a debrief is held."""
    match mode:
        case DebriefMode.ONE_TO_ONE:
            return _("One to one")
        case DebriefMode.GROUP:
            return _("Together")
        case DebriefMode.PHONE:
            return _("By phone")


def debrief_mode_meaning(mode: DebriefMode) -> str:
    """What it needs."""
    match mode:
        case DebriefMode.GROUP:
            return _("Only if everyone it happened to wants it.")
        case DebriefMode.ONE_TO_ONE | DebriefMode.PHONE:
            return ""


def concern_text(concern: Concern) -> str:
    """A concern about a facilitator, without blame."""
    match concern:
        case Concern.LINE_MANAGER:
            return _("is the line manager of a person it happened to")
        case Concern.ANALYSIS_TEAM:
            return _("works on the analysis of this incident")
        case Concern.TREATS_AGGRESSOR:
            return _("treats the person of concern")
        case Concern.NOT_TRAINED:
            return _("has no training in leading debriefs")
