"""Which pages there are, who may open them, and under which of the six entries of the sidebar they stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import assert_never

from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.wording import _, pgettext
from ui.icons import Icon
from ui.page import Page, PageDesk

MOST_SECTIONS = 6
"""The sidebar has no more entries."""


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One page: where its class is, and who may see it.

    `section` is the key of the entry of the sidebar that is marked while the page is in front ("": none). With `is_tab`
    the entry leads to the page; without, other pages do. For those without the permission
    `first_for` it stands last.
    """

    key: str
    label: str
    meaning: Icon
    module: str
    name: str
    permission: Permission | None = None
    section: str = ""
    is_tab: bool = False
    first_for: Permission | None = None

    def build(self, desk: PageDesk) -> Page:
        """Load the module at the first visit and make the page."""
        page_class: Callable[[PageDesk], Page] = getattr(import_module(self.module), self.name)
        return page_class(desk)


@dataclass(frozen=True, slots=True)
class PageGroup:
    """One entry of the sidebar, with the pages behind it, which are its tabs."""

    key: str
    label: str
    meaning: Icon
    pages: tuple[NavigationEntry, ...]


def entries() -> tuple[NavigationEntry, ...]:
    """All pages, in the present language."""
    reports = pgettext("for the committee", "Reports")
    return (
        NavigationEntry("today", _("Today"), Icon.TODAY, "ui.oversight.today_page", "TodayPage", None, "today", True),
        NavigationEntry("log", _("Log an incident"), Icon.NEW, "ui.capture.quick_form", "QuickForm",
                        Permission.CREATE_INCIDENT),
        NavigationEntry("practice", _("Practice logging"), Icon.MANUAL, "ui.capture.practice_form", "PracticeForm",
                        Permission.SEE_CLINIC),
        NavigationEntry("incidents", _("Incidents"), Icon.INCIDENTS, "ui.capture.incidents_page", "IncidentsPage",
                        Permission.VIEW_INCIDENTS, "incidents", True),
        NavigationEntry("incident", _("Incident"), Icon.INCIDENTS, "ui.capture.incident_page", "IncidentPage",
                        Permission.VIEW_INCIDENTS, "incidents"),
        NavigationEntry("import", _("Import an old log"), Icon.UPLOAD, "ui.capture.import_page", "ImportPage",
                        Permission.IMPORT_INCIDENTS, "incidents"),
        NavigationEntry("seen", _("Who saw this incident"), Icon.PROTECTED, "ui.oversight.who_saw_page", "WhoSawPage",
                        Permission.SEE_INCIDENT_AUDIT, "incidents"),
        NavigationEntry("changes", _("What was changed"), Icon.EDIT, "ui.capture.changes_page", "ChangesPage",
                        Permission.VIEW_INCIDENTS, "incidents"),
        NavigationEntry("week", _("Support week"), Icon.CALENDAR, "ui.support.week_page", "WeekPage",
                        Permission.SEE_WEEK, "support", True, Permission.PLAN_DEBRIEF),
        NavigationEntry("support", _("Support list"), Icon.SUPPORT, "ui.support.support_page", "SupportPage",
                        Permission.SEE_SUPPORT, "support", True),
        NavigationEntry("outside_help", _("Help for staff"), Icon.PEOPLE, "ui.support.outside_help_page",
                        "OutsideHelpPage", Permission.SEE_SUPPORT, "support", True),
        NavigationEntry("wellbeing", _("My notes"), Icon.EDIT, "ui.support.wellbeing_page", "WellbeingPage",
                        Permission.KEEP_WELLBEING, "support", True),
        NavigationEntry("private_line", _("Private line"), Icon.PROTECTED, "ui.support.private_line_page",
                        "PrivateLinePage", Permission.KEEP_WELLBEING, "support", True),
        NavigationEntry("time", _("My time"), Icon.CALENDAR, "ui.support.own_time_page", "OwnTimePage",
                        Permission.KEEP_OWN_TIME, "support", True),
        NavigationEntry("incident_support", _("Support after an incident"), Icon.SUPPORT,
                        "ui.support.incident_support_page", "IncidentSupportPage", Permission.SEE_SUPPORT, "support"),
        NavigationEntry("debrief", _("Debrief"), Icon.SUPPORT, "ui.support.debrief_page", "DebriefPage",
                        Permission.SEE_SUPPORT, "support"),
        NavigationEntry("analyses", _("Root causes"), Icon.ANALYSES, "ui.learning.analyses_page", "AnalysesPage",
                        Permission.SEE_ANALYSES, "improve", True),
        NavigationEntry("analysis", _("Root cause analysis"), Icon.ANALYSES, "ui.learning.analysis_page",
                        "AnalysisPage", Permission.SEE_ANALYSES, "improve"),
        NavigationEntry("actions", _("Actions"), Icon.ACTIONS, "ui.learning.actions_page", "ActionsPage",
                        Permission.COMPLETE_ACTION, "improve", True),
        NavigationEntry("month", _("This month"), Icon.GAUGE, "ui.oversight.month_page", "MonthPage",
                        Permission.EXPORT_DEIDENTIFIED, "trends", True),
        NavigationEntry("trends", _("Trends"), Icon.TRENDS, "ui.oversight.trends_page", "TrendsPage",
                        Permission.SEE_TRENDS, "trends", True),
        NavigationEntry("serious", _("Level 3 or more"), Icon.INCIDENTS, "ui.oversight.serious_page", "SeriousPage",
                        Permission.EXPORT_DEIDENTIFIED, "trends", True),
        NavigationEntry("reports", reports, Icon.REPORTS, "ui.oversight.reports_page", "ReportsPage",
                        Permission.EXPORT_DEIDENTIFIED, "trends", True),
        NavigationEntry("promises", _("Promises kept"), Icon.GAUGE, "ui.oversight.promises_page", "PromisesPage",
                        Permission.SEE_PROMISES, "trends", True),
        NavigationEntry("users", _("People"), Icon.PEOPLE, "ui.clinic.users_page", "UsersPage",
                        Permission.MANAGE_CLINIC, "clinic", True),
        NavigationEntry("accounts", _("Accounts"), Icon.KEY, "ui.clinic.accounts_page", "AccountsPage",
                        Permission.RESET_PASSPHRASE, "clinic", True),
        NavigationEntry("places", _("Sites"), Icon.CLINIC, "ui.clinic.places_page", "PlacesPage",
                        Permission.MANAGE_CLINIC, "clinic", True),
        NavigationEntry("words", _("Words"), Icon.WORDS, "ui.clinic.words_page", "WordsPage",
                        Permission.ORDER_CHOICES, "clinic", True),
        NavigationEntry("denominators", _("Visits and hours"), Icon.DENOMINATORS, "ui.oversight.denominators_page",
                        "DenominatorsPage", Permission.ENTER_DENOMINATORS, "clinic", True),
        NavigationEntry("audit", _("Audit trail"), Icon.PROTECTED, "ui.oversight.audit_page", "AuditTrailPage",
                        Permission.SEE_WHOLE_AUDIT, "clinic", True),
        NavigationEntry("data", _("Data and backups"), Icon.DOWNLOAD, "ui.clinic.data_page", "DataPage",
                        Permission.SEE_BACKUPS, "clinic", True),
        NavigationEntry("police", _("Police and help"), Icon.PHONE, "ui.clinic.help_page", "HelpPage",
                        Permission.SEE_CLINIC, "clinic", True),
        NavigationEntry("extras", _("Extras"), Icon.NEW, "ui.clinic.extras_page", "ExtrasPage",
                        Permission.SEE_EXTRAS, "clinic", True),
        NavigationEntry("settings", _("Settings"), Icon.SETTINGS, "ui.clinic.settings_page", "SettingsPage"),
        NavigationEntry("manual", _("Manual"), Icon.MANUAL, "ui.shell.manual_page", "ManualPage"),
    )  # fmt: skip


def visible_entries(
    every: Sequence[NavigationEntry], may: Callable[[Permission], bool], first: str = "today"
) -> tuple[NavigationEntry, ...]:
    """The pages that a person with these permissions may open; `first` is the page that they come in to.

    A page that someone comes in to has an entry of its own, the first in the sidebar. Where that would make one entry
    too many, what is left of the clinic stands beside support: both say whom to call.
    """
    found = [
        replace(entry, section=entry.key) if entry.key == first and entry.is_tab else entry
        for entry in every
        if entry.permission is None or may(entry.permission)
    ]
    if len(sections(found)) > MOST_SECTIONS:
        found = [replace(entry, section="support") if entry.section == "clinic" else entry for entry in found]
    return tuple(sorted(found, key=lambda entry: entry.first_for is not None and not may(entry.first_for)))


def first_page(role: Role) -> str:
    """The page that a person in this role comes in to, and goes back to at last."""
    match role:
        case Role.COMMITTEE:
            return "month"
        case Role.RECEPTION | Role.SUPERVISOR | Role.MANAGER | Role.ADMINISTRATOR | Role.PRIVACY:
            return "today"
    assert_never(role)


def sections(pages: Sequence[NavigationEntry]) -> tuple[PageGroup, ...]:
    """The entries of the sidebar that lead to these pages; what leads to one page alone is called as that page is."""
    found = []
    for key, label, meaning in _names():
        tabs = tuple(page for page in pages if page.section == key and page.is_tab)
        if len(tabs) == 1:
            found.append(PageGroup(key, tabs[0].label, tabs[0].meaning, tabs))
        elif tabs:
            found.append(PageGroup(key, label, meaning, tabs))
    return tuple(found)


def _names() -> tuple[tuple[str, str, Icon], ...]:
    return (
        ("month", _("This month"), Icon.GAUGE),  # of those alone who come in to it
        ("today", _("Today"), Icon.TODAY),
        ("incidents", _("Incidents"), Icon.INCIDENTS),
        ("support", _("Support"), Icon.SUPPORT),
        ("improve", _("Improve"), Icon.GOAL),
        ("trends", _("Trends and reports"), Icon.TRENDS),
        ("clinic", pgettext("the part of the program", "Clinic"), Icon.CLINIC),
    )
