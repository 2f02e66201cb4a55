"""How to come to what looks at whole months: this month, trends, reports, visits and hours."""

from incident_tracker.domain.clinic.access import Role
from incident_tracker.wording import _
from ui.oversight.close_months import CloseMonths
from ui.oversight.denominators_page import DenominatorsPage
from ui.oversight.meeting_view import MeetingView
from ui.oversight.month_page import MonthPage
from ui.oversight.reports_page import ReportsPage
from ui.oversight.serious_page import SeriousPage
from ui.oversight.trends_page import TrendsPage
from ui.sheets.place import Place, page_of
from ui.sheets.visitor import Visitor


def _meeting(you: Visitor) -> None:
    you.go(MonthPage, "month").show_meeting()
    you.front.resize(you.walker.window.size())  # without a window manager nothing fills the screen
    you.walker.settle()


def _close_months(you: Visitor) -> None:
    you.go(ReportsPage, "reports")
    you.press(_("&Close months …").replace("&", ""))


REPORT_PLACES = (
    Place(Role.MANAGER, "this month", MonthPage, page_of(MonthPage, "month")),
    Place(Role.MANAGER, "trends", TrendsPage, page_of(TrendsPage, "trends")),
    Place(Role.MANAGER, "reports", ReportsPage, page_of(ReportsPage, "reports")),
    Place(Role.MANAGER, "close months", CloseMonths, _close_months),
    Place(Role.MANAGER, "visits and hours", DenominatorsPage, page_of(DenominatorsPage, "denominators")),
    Place(Role.COMMITTEE, "this month", MonthPage, page_of(MonthPage, "month")),
    Place(Role.COMMITTEE, "meeting", MeetingView, _meeting),
    Place(Role.COMMITTEE, "level 3 or more", SeriousPage, page_of(SeriousPage, "serious")),
)
