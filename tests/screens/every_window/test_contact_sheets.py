"""The pictures of everything: any two choices meet in at most 400, and a few of them are taken, laid out and listed."""

from dataclasses import astuple
from io import StringIO
from itertools import combinations, product
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.demo.past import accounts
from incident_tracker.security.passphrases import FLOOR
from ui.sheets.plan import APPEARANCES, LANGUAGES, MOMENTS, SIZES, TEXT_SIZES, Visit, every_look, few_visits
from ui.sheets.walk import NAMES, Clinic, make_sheets
from ui.tour.walker import WalkClock

CHOICES = (range(len(NAMES)), MOMENTS, LANGUAGES, APPEARANCES, TEXT_SIZES, SIZES)


def test_any_two_choices_meet_in_at_most_400_pictures() -> None:
    pictures = [(one.place, one.pictures[0], *astuple(one.look)) for one in few_visits(len(NAMES))]
    assert len(pictures) <= 400
    for one, other in combinations(range(len(CHOICES)), 2):
        met = {(picture[one], picture[other]) for picture in pictures}
        assert met == set(product(CHOICES[one], CHOICES[other]))


def test_pictures_are_taken_laid_out_and_listed(
    qapp: QApplication, clinic_template: Path, clock: WalkClock, tmp_path: Path
) -> None:
    """In one look, of a page, a dialog, and both ways in."""
    wanted = ("reception: log", "manager: new action", "way in: site", "way in: sign in")
    look = every_look()[0]
    visits = [Visit(NAMES.index(name), look, MOMENTS) for name in wanted]
    clinic = Clinic(clinic_template, accounts(), lambda settings: ClinicDoor(settings, clock, FLOOR), clock)
    said = StringIO()

    pictures, faults = make_sheets(clinic, tmp_path, visits, said)

    index = (tmp_path / "index.html").read_text("utf-8")
    assert (pictures, faults) == (12, 0), index
    assert all(name in index for name in wanted)
    sheets = sorted(tmp_path.glob("sheet-*.png"))
    assert len(sheets) == 3
    with Image.open(sheets[0]) as sheet:
        assert len(sheet.convert("RGB").getcolors(10**7) or []) > 20
    assert len(list((tmp_path / "pictures").iterdir())) == 12
