"""Which pages there are, who may see them, and the sidebar that leads to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.wording import _, pgettext
from ui.icons import Icon, icon
from ui.page import Page, PageDesk
from ui.theme.spacing import px
from ui.widgets.buttons import ICON_GAP, Button
from ui.widgets.text import text_label


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One page: where its class is, who may see it, and where it stands in the sidebar (`group` None: not there)."""

    key: str
    label: str
    meaning: Icon
    module: str
    name: str
    permission: Permission | None = None
    group: str | None = None

    def build(self, desk: PageDesk) -> Page:
        """Load the module at the first visit and make the page."""
        page_class: Callable[[PageDesk], Page] = getattr(import_module(self.module), self.name)
        return page_class(desk)


def entries() -> tuple[NavigationEntry, ...]:
    """All pages, in the present language."""
    learning, keeping = _("Learn"), _("Look after")
    reports = pgettext("for the committee", "Reports")
    return (
        NavigationEntry("today", _("Today"), Icon.TODAY, "ui.oversight.today_page", "TodayPage", None, ""),
        NavigationEntry("log", _("Log an incident"), Icon.NEW, "ui.capture.quick_form", "QuickForm",
                        Permission.CREATE_INCIDENT),
        NavigationEntry("incidents", _("Incidents"), Icon.INCIDENTS, "ui.capture.incidents_page", "IncidentsPage",
                        Permission.VIEW_INCIDENTS, ""),
        NavigationEntry("incident", _("Incident"), Icon.INCIDENTS, "ui.capture.incident_page", "IncidentPage",
                        Permission.VIEW_INCIDENTS),
        NavigationEntry("support", _("Support"), Icon.SUPPORT, "ui.support.support_page", "SupportPage",
                        Permission.SEE_SUPPORT, ""),
        NavigationEntry("debrief", _("Debrief"), Icon.SUPPORT, "ui.support.debrief_page", "DebriefPage",
                        Permission.SEE_SUPPORT),
        NavigationEntry("analyses", _("Root causes"), Icon.ANALYSES, "ui.learning.analyses_page", "AnalysesPage",
                        Permission.SEE_ANALYSES, learning),
        NavigationEntry("analysis", _("Root cause analysis"), Icon.ANALYSES, "ui.learning.analysis_page",
                        "AnalysisPage", Permission.SEE_ANALYSES),
        NavigationEntry("actions", _("Actions"), Icon.ACTIONS, "ui.learning.actions_page", "ActionsPage",
                        Permission.COMPLETE_ACTION, learning),
        NavigationEntry("trends", _("Trends"), Icon.TRENDS, "ui.oversight.trends_page", "TrendsPage",
                        Permission.SEE_TRENDS, learning),
        NavigationEntry("reports", reports, Icon.REPORTS, "ui.oversight.reports_page", "ReportsPage",
                        Permission.EXPORT_DEIDENTIFIED, learning),
        NavigationEntry("denominators", _("Visits and hours"), Icon.DENOMINATORS, "ui.oversight.denominators_page",
                        "DenominatorsPage", Permission.ENTER_DENOMINATORS, keeping),
        NavigationEntry("users", _("People"), Icon.PEOPLE, "ui.clinic.users_page", "UsersPage",
                        Permission.MANAGE_CLINIC, keeping),
        NavigationEntry("audit", _("Audit trail"), Icon.PROTECTED, "ui.oversight.audit_page", "AuditTrailPage",
                        Permission.SEE_WHOLE_AUDIT, keeping),
        NavigationEntry("import", _("Read in an old log"), Icon.UPLOAD, "ui.capture.import_page", "ImportPage",
                        Permission.IMPORT_INCIDENTS),
        NavigationEntry("seen", _("Who saw this incident"), Icon.PROTECTED, "ui.oversight.who_saw_page", "WhoSawPage",
                        Permission.SEE_INCIDENT_AUDIT),
        NavigationEntry("settings", _("Settings"), Icon.SETTINGS, "ui.clinic.settings_page", "SettingsPage", None,
                        keeping),
        NavigationEntry("manual", _("Manual"), Icon.MANUAL, "ui.shell.manual_page", "ManualPage", None, keeping),
    )  # fmt: skip


def visible_entries(every: Sequence[NavigationEntry], may: Callable[[Permission], bool]) -> tuple[NavigationEntry, ...]:
    """The pages that somebody with these permissions may open."""
    return tuple(entry for entry in every if entry.permission is None or may(entry.permission))


class Sidebar(QFrame):
    """The way to each page, in groups, with the one big button for logging on top.

    Where large letters leave the page too little room it is narrow: icons, whose names are spoken and in the tool tips.

    Signals: `asked(key)` when a page is asked for.
    """

    asked = Signal(str)

    def __init__(
        self, shown: Sequence[NavigationEntry], person: str, place: str, parent: QWidget | None = None
    ) -> None:
        """`person` and `place` are said at the foot: who is signed in, and to what."""
        super().__init__(parent)
        self.setProperty("look", "sidebar")
        self.setAccessibleName(_("Pages"))
        self._buttons: dict[str, QPushButton] = {}
        self._names: dict[QPushButton, str] = {}
        self._only_wide: list[QWidget] = []
        self._narrow = False
        inner = QWidget()
        inner.setProperty("look", "body")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(px(12), px(16), px(12), px(12))
        layout.setSpacing(px(2))
        if any(entry.key == "log" for entry in shown):
            log = Button(_("Log an incident"), "primary", Icon.NEW, partial(self.asked.emit, "log"))
            log.setToolTip(_("Ctrl+N from anywhere"))
            self._name(log)
            layout.addWidget(log)
            layout.addSpacing(px(12))
        group = ""
        number = 0
        for entry in shown:
            if entry.group is None:
                continue
            if entry.group != group:
                group = entry.group
                layout.addSpacing(px(14))
                caption = text_label(group, "small")
                caption.setContentsMargins(px(12), 0, 0, px(2))
                layout.addWidget(caption)
                self._only_wide.append(caption)
            number += 1
            layout.addWidget(self._place(entry, number))
        layout.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(24), px(8), px(12), px(14))
        foot.setSpacing(0)
        self._person = text_label(person, "label")
        self._person.setWordWrap(True)
        foot.addWidget(self._person)
        where = text_label(place, "small")
        where.setWordWrap(True)
        foot.addWidget(where)
        self._only_wide += [self._person, where]
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addLayout(foot)
        self._inner = inner
        self._wide_width = max(px(216), inner.sizeHint().width() + px(4))
        self.setFixedWidth(self._wide_width)

    def be_narrow(self, narrow: bool) -> None:
        """Show only icons, or the names too."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for button, name in self._names.items():
            button.setText("" if narrow else name)
        for child in self._only_wide:
            child.setVisible(not narrow)
        self.setFixedWidth(self._inner.sizeHint().width() + px(12) if narrow else self._wide_width)

    def name_person(self, name: str) -> None:
        """Say who is signed in."""
        self._person.setText(name)

    def mark(self, key: str) -> None:
        """Show where one is; a page that is not in the sidebar leaves the mark with the one before."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def _place(self, entry: NavigationEntry, number: int) -> QPushButton:
        button = QPushButton(entry.label)
        button.setProperty("kind", "place")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setIcon(icon(entry.meaning, QPalette.ColorRole.Dark))
        button.setIconSize(QSize(px(18 + ICON_GAP), px(18)))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        if number <= 9:
            button.setToolTip(_("Ctrl+{n}").format(n=number))
        button.clicked.connect(partial(self.asked.emit, entry.key))
        self._name(button)
        self._buttons[entry.key] = button
        return button

    def _name(self, button: QPushButton) -> None:
        """Its name is spoken also where it shows only its icon."""
        name = button.text()
        self._names[button] = name
        button.setAccessibleName(name)
        button.setToolTip(f"{name}  {button.toolTip()}".strip())
