"""Without a command: the window, or a walk through it off screen where there is no display."""

import os
import tempfile
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TextIO

from incident_tracker.bootstrap import ClinicDoor, draw_first_frame, open_screen
from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import path
from incident_tracker.cli.session import settings_of
from incident_tracker.ports.context import Context
from incident_tracker.settings import Settings
from incident_tracker.wording import _

PICTURES = "incident-tracker-pictures"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the window itself."""
    parser.add_argument("--smoke", action="store_true", help=_("draw the first window once and say how long it took"))
    parser.add_argument(
        "--tour",
        type=path,
        metavar="DIR",
        help=_("walk the main job through the real windows, saving pictures and the PDF"),
    )
    parser.add_argument(
        "--contact-sheets",
        type=path,
        metavar="DIR",
        help=_("go to every page and dialog in many looks, saving pictures on sheets and a list of faults"),
    )
    parser.add_argument("--all", action="store_true", help=_("of --contact-sheets: every look, not a selection"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Open the window and return its exit status."""
    settings = settings_of(options)
    no_display = _no_display()
    if options.smoke:
        taken = round(draw_first_frame(ClinicDoor(settings), settings), 1)
        answer(options, out, {"first_frame_ms": taken, "rows": 0}, [_("First frame after {n} ms.").format(n=taken)])
        return 0
    if options.contact_sheets:
        return _sheets(options, out, err)
    if options.tour or no_display:
        if no_display:
            err.write(_("There is no display here, so the main job is walked through off screen instead.") + "\n")
        folder = (options.tour or _pictures_folder()).absolute()
        status = _walk(settings, options.now, folder, err)
        answer(options, out, {"pictures": folder}, [_("They are in {folder}.").format(folder=folder)])
        return status
    return show(settings)


def show(settings: Settings, log_at_once: bool = False) -> int:
    """Open the window, with the quick log in front if that is wanted; its exit status."""
    return open_screen(ClinicDoor(settings, look_around=_look_around), settings, ["incident-tracker"], log_at_once)


def _look_around(door: ClinicDoor) -> Context:
    from incident_tracker.demo.making import look_around  # the first window comes up without it

    return look_around(door)


def _walk(settings: Settings, begins: datetime | None, folder: Path, said: TextIO) -> int:
    """Walk through an invented clinic, which is removed afterwards; pictures and report stay in `folder`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = "2"  # pictures as sharp as on a good screen
    from incident_tracker.demo.filling import DemoSize
    from incident_tracker.demo.making import invent
    from ui.tour.walk import BEGINS, walk_the_job
    from ui.tour.walker import Stand, WalkClock

    with tempfile.TemporaryDirectory(prefix="incident-tracker-", ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = place  # where Qt notes which folders a dialog showed
        clock = WalkClock(begins or BEGINS)
        nothing, filled = (
            replace(settings, data_folder=Path(place) / name, database_url=None, last_user="")
            for name in ("nothing", "clinic")
        )
        door = ClinicDoor(filled, now=clock)
        accounts = invent(door, DemoSize(incidents=300, months=18)).clinic.accounts
        passphrases = {account.user.name: account.passphrase for account in accounts}
        empty = Stand(ClinicDoor(nothing, now=clock, look_around=_look_around), nothing, clock)
        return walk_the_job(empty, Stand(door, filled, clock, passphrases), folder, said, ["incident-tracker"])


def _sheets(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Look at an invented clinic, which is removed afterwards; 1 if there are faults."""
    if _no_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from incident_tracker.demo.past import NOW, accounts, make
    from incident_tracker.security.passphrases import FLOOR
    from ui.sheets.walk import Clinic, make_sheets, planned
    from ui.tour.walker import WalkClock

    with tempfile.TemporaryDirectory(prefix="incident-tracker-", ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = place  # where Qt notes which folders a dialog showed
        clinic, clock = Path(place) / "clinic", WalkClock(NOW)
        make(clinic)
        looked_at = Clinic(clinic, accounts(), lambda settings: ClinicDoor(settings, clock, FLOOR), clock)
        folder = options.contact_sheets.absolute()
        pictures, faults = make_sheets(looked_at, folder, planned(options.all), err)
    index = folder / "index.html"
    said = _("{pictures} pictures, {faults} faults: {index}").format(pictures=pictures, faults=faults, index=index)
    answer(options, out, {"pictures": pictures, "faults": faults, "index": index}, [said])
    return 1 if faults else 0


def _no_display() -> bool:
    from ui.app import missing_display

    return bool(missing_display(os.environ))


def _pictures_folder() -> Path:
    """A folder where the command was called, or a temporary one where that cannot be written to."""
    here = Path.cwd() / PICTURES
    return here if os.access(Path.cwd(), os.W_OK) else Path(tempfile.mkdtemp(prefix=f"{PICTURES}-"))
