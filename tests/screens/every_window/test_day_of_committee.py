"""A committee's morning by keys alone: the month, an earlier one, a decision opened, the meeting, and the report."""

from datetime import date
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from incident_tracker.demo.past import accounts
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.reports.month_figures import month_figures
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.usecases.capture.exporting import export_deidentified
from incident_tracker.usecases.oversight.monthly_report import compile_monthly_report, print_monthly_report
from tests.screens.every_window.looks import ENGLISH
from tests.screens.every_window.visitor import Visitor, program
from tests.screens.looking import keep_picture, texts
from ui.oversight.meeting_view import MeetingView
from ui.oversight.month_page import MonthPage
from ui.oversight.reports_page import ReportsPage
from ui.oversight.today_line import TodayLine
from ui.tour.walker import WalkClock

ALT = Qt.KeyboardModifier.AltModifier
OCTOBER = IncidentFilter(first_day=date(2026, 10, 1), last_day=date(2026, 10, 31))


def test_the_committee_meets(clinic_folder: Path, clock: WalkClock) -> None:
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.COMMITTEE])
        page = you.page
        assert isinstance(page, MonthPage)
        assert QApplication.focusWidget() is page.bar.month
        keep_picture(walker.window, "committee-month")
        report = compile_monthly_report(you.ctx, "2026-10")
        said = texts(page)
        for figure in month_figures(report):
            assert figure.value in said
            assert figure.detail in said
        assert_same_on_paper_and_in_the_file(you, report)

        walker.key(Qt.Key.Key_Down)  # the month before, and back again
        assert page.bar.chosen == "2026-09"
        walker.key(Qt.Key.Key_Up)
        assert page.bar.chosen == "2026-10"

        while not isinstance(line := QApplication.focusWidget(), TodayLine):
            walker.key(Qt.Key.Key_Tab)
        assert line is page.decisions.lines[0]
        walker.key(Qt.Key.Key_Return)
        assert walker.page is not page
        keep_picture(walker.window, "committee-decision")
        walker.key(Qt.Key.Key_Left, ALT)
        assert walker.page is page
        assert page.bar.chosen == "2026-10"

        walker.come_to(page.meeting)
        walker.key(Qt.Key.Key_Space)
        view = you.front
        assert isinstance(view, MeetingView)
        for number, slide in enumerate(view.slides):
            assert view.slide is slide
            assert QApplication.focusWidget() is slide
            keep_picture(view, f"committee-meeting-{number + 1}")
            walker.key(Qt.Key.Key_Right)
        walker.key(Qt.Key.Key_Escape)
        assert you.front is walker.window
        walker.window.activateWindow()  # off screen no window manager does it
        walker.settle()
        assert page.meeting.hasFocus()

        walker.come_to(page.paper)
        walker.key(Qt.Key.Key_Space)
        paper = walker.page
        assert isinstance(paper, ReportsPage)
        walker.wait(lambda: paper.preview.page_count > 0)
        assert paper.choices.code("month") == "2026-10"
        keep_picture(walker.window, "committee-report")


def assert_same_on_paper_and_in_the_file(you: Visitor, report: MonthlyReport) -> None:
    """The figures of the screen are those of the PDF, and as many rows are in the file for other programs."""
    printed = pypdfium2.PdfDocument(print_monthly_report(you.ctx, "2026-10").pdf)
    cover = " ".join(printed[0].get_textpage().get_text_range().split())
    for figure in month_figures(report):
        assert figure.value in cover
        assert figure.detail in cover
    chart = report.counts.chart
    assert chart is not None
    assert report.counts.incidents == chart.series.y[-1]
    rows = [row for row in export_deidentified(you.ctx, OCTOBER).rows if row["severity"] == 3]
    assert len(rows) >= report.counts.by_level[3].this_month
