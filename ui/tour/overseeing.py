"""Trends, and the monthly report: viewed page by page, and saved as PDF."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from incident_tracker.wording import _, pgettext
from ui.oversight.month_page import MonthPage
from ui.oversight.reports_page import ReportsPage
from ui.oversight.trends_page import TrendsPage
from ui.tour.walker import Walker


def look_at_trends(walker: Walker) -> None:
    """Reports over time and their causes."""
    walker.begin("Trends")
    walker.enter(_("Trends and reports"), _("Trends"))
    page = walker.page
    assert isinstance(page, TrendsPage)
    walker.wait(lambda: page.course.isVisible())
    card = page.kind.parentWidget()
    walker.look_at(card or page.kind)
    walker.picture("trends")


def look_at_month(walker: Walker) -> None:
    """The month on one screen."""
    walker.begin("This month")
    walker.enter(_("Trends and reports"), _("This month"))
    page = walker.page
    assert isinstance(page, MonthPage)
    walker.wait(lambda: page.report is not None)
    walker.picture("this-month")


def save_report(walker: Walker) -> Path:
    """Build the report of the last whole month in the preview, and save it. Gives the file."""
    walker.begin("The monthly report")
    walker.enter(_("Trends and reports"), pgettext("for the committee", "Reports"))
    page = walker.page
    assert isinstance(page, ReportsPage)
    walker.wait(lambda: page.save_button.isEnabled() and page.preview.page_count > 0)
    walker.press(_("Fit to width"))
    walker.picture("report")
    target = walker.folder / page.suggested_name()
    target.unlink(missing_ok=True)  # of a walk before
    walker.press(_("Save as PDF"))
    walker.wait(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    name = walker.seen(QLineEdit)
    name.setText(str(target))
    QTest.keyClick(name, Qt.Key.Key_Return)
    walker.wait(target.exists)
    walker.settle()
    walker.said.write(f"  {target}\n")
    return target
