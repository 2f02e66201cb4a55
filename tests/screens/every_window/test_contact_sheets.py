"""The pictures of everything: few show every place in contrasting looks; some are taken, laid out and listed."""

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

CHOICES = (MOMENTS, LANGUAGES, APPEARANCES, TEXT_SIZES, SIZES)


def test_few_pictures_show_each_place_in_two_contrasting_looks() -> None:
    visits = list(few_visits(len(NAMES)))
    assert len(visits) <= 400
    for place in range(len(NAMES)):
        one, other = (visit.look for visit in visits if visit.place == place)
        assert all(mine != theirs for mine, theirs in zip(astuple(one), astuple(other), strict=True)), place


def test_any_two_choices_of_a_look_meet_among_twelve_places() -> None:
    for first in range(len(NAMES) - 11):
        pictures = [
            (visit.pictures[0], *astuple(visit.look))
            for visit in few_visits(len(NAMES))
            if first <= visit.place < first + 12
        ]
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
