"""The walk through the main job, first start to report, in the real windows, and what must be true at its end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from PySide6.QtWidgets import QApplication

from incident_tracker import wording
from incident_tracker.settings import Settings
from incident_tracker.wording import _
from ui.app import Screen
from ui.tour import capturing, learning, overseeing, supporting
from ui.tour.entering import first_start, hand_over, sign_in_as
from ui.tour.pictures import HEIGHT, WIDTH
from ui.tour.proof import prove
from ui.tour.walker import Stand, StepMissed, Walker

BEGINS = datetime(2026, 11, 18, 18, 40, tzinfo=UTC)
"""A Wednesday, twenty to eleven in the morning at the invented clinic: the same pictures every day."""


def walk_the_job(empty: Stand, filled: Stand, folder: Path, said: TextIO, argv: Sequence[str]) -> int:
    """Walk the main job: `empty` has no clinic yet, `filled` one with a past.

    Pictures and the report go into `folder`, which is made. Gives the exit status: 0, or 1 if a step did not happen (it
    says which, and what was saved).
    """
    folder.mkdir(parents=True, exist_ok=True)
    said.write(_("Walking through the program off screen. Pictures and the report:") + "\n")
    try:
        _visit(empty, folder, said, argv, first_start)
        _visit(filled, folder, said, argv, _main_job)
    except StepMissed as missed:
        said.write(_("The walk stopped at “{step}”. The pictures so far are saved.").format(step=missed.step) + "\n")
        return 1
    return 0


def _visit(stand: Stand, folder: Path, said: TextIO, argv: Sequence[str], walked: Callable[[Walker], None]) -> None:
    """Open the program on one clinic, walk, and close it in the right order whatever happens."""
    screen = Screen(stand.door, _plain(stand.settings), list(argv), stand.clock, seconds_now=stand.clock.seconds)
    try:
        screen.application.setCursorFlashTime(0)  # a cursor that blinks makes another picture each time
        screen.window.resize(WIDTH, HEIGHT)
        screen.window.show()
        screen.window.activateWindow()
        walker = Walker(screen, stand, folder, said)
        walker.begin("The window")
        walker.wait(lambda: QApplication.focusWidget() is not None)
        walked(walker)
    finally:
        screen.dispose()


def _plain(settings: Settings) -> Settings:
    """The look of the pictures: light unless someone chose another, normal text, the language of the command line."""
    appearance = "light" if settings.appearance == "system" else settings.appearance
    return replace(
        settings, appearance=appearance, text_size=100, language=wording.language(), database_url=None, lock_after=15
    )


def _main_job(walker: Walker) -> None:
    walker.begin("Sign in")
    walker.picture("sign-in")
    sign_in_as(walker, "rosa")
    walker.picture("today-reception")
    reference = capturing.log_incident(walker)
    hand_over(walker, "maria")
    walker.picture("today")
    capturing.complete_the_record(walker, reference)
    starts = supporting.plan_and_book(walker, reference)
    walker.stand.clock.moment = starts
    hand_over(walker, "maria")
    supporting.hold_debrief(walker, reference)
    learning.analyze(walker, reference)
    overseeing.look_at_month(walker)
    overseeing.look_at_trends(walker)
    report = overseeing.save_report(walker)
    prove(walker, reference, report)
