"""Without a command: the window, or a walk through it off screen where there is no display."""

import os
import tempfile
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from incident_tracker.bootstrap import ClinicDoor, draw_first_frame, open_screen
from incident_tracker.cli.answers import answer
from incident_tracker.cli.session import settings_of
from incident_tracker.settings import Settings
from incident_tracker.wording import _

PICTURES = "incident-tracker-pictures"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the window itself."""
    parser.add_argument("--smoke", action="store_true", help="draw the first window once and say how long it took")
    parser.add_argument(
        "--tour",
        type=Path,
        metavar="DIR",
        help="walk the main job through the real windows, saving pictures and the PDF",
    )


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Open the window and return its exit status."""
    settings = settings_of(options)
    no_display = _no_display()
    if options.smoke:
        taken = round(draw_first_frame(settings), 1)
        answer(options, out, {"first_frame_ms": taken, "rows": 0}, [_("First frame after {n} ms.").format(n=taken)])
        return 0
    if options.tour or no_display:
        if no_display:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            err.write(_("There is no display here, so the main job is walked through off screen instead.") + "\n")
        folder = options.tour or _pictures_folder()
        status = _walk(settings, folder.absolute(), err)
        answer(
            options, out, {"pictures": folder.absolute()}, [_("They lie in {folder}.").format(folder=folder.absolute())]
        )
        return status
    return open_screen(settings, ["incident-tracker"])


def _walk(settings: Settings, folder: Path, said: TextIO) -> int:
    """Walk through an invented clinic of its own, which is gone afterwards; pictures and report stay in `folder`."""
    from incident_tracker.domain.clinic.access import Role
    from incident_tracker.usecases.oversight.invented_clinic import Wish
    from ui.tour import Stand, walk

    with tempfile.TemporaryDirectory(prefix="incident-tracker-") as place:
        nothing, filled = (replace(settings, data_folder=Path(place) / name) for name in ("nothing", "clinic"))
        door = ClinicDoor(filled)
        invented = door.invent(Wish(incidents=400, months=18))
        manager = next(one for one in invented.clinic.accounts if one.user.role is Role.MANAGER)
        stand = Stand(door, filled, manager.user.name, manager.passphrase)
        return walk(Stand(ClinicDoor(nothing), nothing), stand, folder, said, ["incident-tracker"])


def _no_display() -> bool:
    from ui.app import missing_display

    return bool(missing_display(os.environ))


def _pictures_folder() -> Path:
    """A folder where the command was called, or a temporary one where that cannot be written to."""
    here = Path.cwd() / PICTURES
    return here if os.access(Path.cwd(), os.W_OK) else Path(tempfile.mkdtemp(prefix=PICTURES))
