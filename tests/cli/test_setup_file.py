"""A health system sets up forty sites by one file: told first, all or nothing, and the second time nothing changes."""

import time
import tomllib
from pathlib import Path

import pytest

from tests.cli.clinic_commands import Commands

WHY = "The health system opens its new sites in March."
FORTY = 40


def write(file: Path, *more: str, sites: int = FORTY) -> Path:
    """A file with so many sites, three desks and one line each, and what else it says."""
    lines = list(more)
    for number in range(1, sites + 1):
        lines += [
            "[[site]]",
            f'name = "Clinic {number}"',
            'zone = "America/Chicago"',
            'profile = "other"',
            'facility = "clinic"',
            "[site.hours]",
            *(f'{day} = ["08:00-12:00", "13:00-17:00"]' for day in ("monday", "tuesday", "wednesday")),
            *(part for desk in ("Check-in", "Phones", "Billing") for part in ("[[site.desk]]", f'name = "{desk}"')),
            'channel = "phone_in"',
            "[[site.line]]",
            'name = "Main line"',
            "[[site.closed]]",
            "day = 2026-11-26",
            'name = "Thanksgiving \\"Day\\""',
        ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def sites_in(commands: Commands, folder: Path) -> list[str]:
    """The sites of the clinic, as its own file says them."""
    out = folder / "now.toml"
    assert commands("ada", "clinic", "export", str(out), "--force").status == 0
    return [site["name"] for site in tomllib.loads(out.read_text(encoding="utf-8"))["site"]]


def test_forty_sites_are_told_applied_in_ten_seconds_and_the_second_time_nothing_changes(
    commands: Commands, tmp_path: Path
) -> None:
    file = write(tmp_path / "forty.toml", 'name = "Bay Health"', "idle_minutes = 4")
    told = commands("ada", "clinic", "apply", str(file), "--dry-run", plain=True)
    assert told.status == 0, told.err
    assert "site Clinic 40: added" in told.out
    assert "desk Billing, Clinic 40: added" in told.out
    assert "windows lock after 4 min at the latest: changed" in told.out
    assert "None is made yet." in told.out
    assert sites_in(commands, tmp_path) == ["Harbour Street", "Hill Road"]
    began = time.process_time()
    done = commands("ada", "clinic", "apply", str(file), "--reason", WHY)
    assert done.status == 0, done.err
    assert time.process_time() - began < 10
    changes = done.document["changes"]
    assert len(changes) == 2 + FORTY * (1 + 1 + 1 + 3 + 1)  # name, lock; each site: hours, closed day, desks, line
    assert len(sites_in(commands, tmp_path)) == 2 + FORTY
    again = commands("ada", "clinic", "apply", str(file), "--reason", WHY, plain=True)
    assert again.out == "Everything is as the file says. Nothing was changed.\n"
    whole = tmp_path / "now.toml"
    said = tomllib.loads(whole.read_text(encoding="utf-8"))
    assert (said["name"], said["idle_minutes"]) == ("Bay Health", 4)
    assert said["site"][0]["closed"] == [{"day": said["site"][0]["closed"][0]["day"], "name": 'Thanksgiving "Day"'}]
    assert commands("ada", "clinic", "apply", str(whole), "--reason", WHY, plain=True).out == again.out
    assert commands("ada", "check").status == 0


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('name = "Phones"', 'nmae = "Phones"', "Line 13 (site 1, desk 2, nmae): There is no field called “nmae”."),
        ('profile = "other"', 'profile = "mars"', "Line 4 (site 1, profile): “mars” is not in the clinic's list."),
        ('"13:00-17:00"]', '"13:00-9"]', "Line 7 (site 1, hours, monday): “13:00-9” is not a time of opening."),
        ("day = 2026-11-26", "day = 2025-11-26", "Line 20 (site 1, closed 1, day): This day or time has passed."),
        ("day = 2026-11-26", 'day = "soon"', "Line 20 (site 1, closed 1, day): Please write a day here"),
        ('name = "Clinic 1"', 'name = "Harbour Street"', "Line 3 (site 1, zone): The time zone stays"),
        ('zone = "America/Chicago"', 'zone = "Moon"', "Line 3 (site 1, zone): “Moon” is not in the clinic's list."),
        ('"08:00-12:00", "13', '"08:00-14:00", "13', "Line 6 (site 1, hours, weekly): "),
        ('channel = "phone_in"', 'channel = "pigeon"', "Line 16 (site 1, desk 3, channel): "),
        ("[[site.line]]", "[[site.line", "The set-up file cannot be understood: "),
    ],
)
def test_a_wrong_line_names_itself_and_nothing_is_changed(
    commands: Commands, tmp_path: Path, before: str, after: str, said: str
) -> None:
    file = write(tmp_path / "wrong.toml", sites=1)
    file.write_text(file.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    told = commands("ada", "clinic", "apply", str(file), "--reason", WHY)
    assert told.status == 13
    assert said in told.err
    assert "Nothing was changed." in told.err
    assert sites_in(commands, tmp_path) == ["Harbour Street", "Hill Road"]


HOURS_FROM = """
name = "Bay Health"
[[site]]
name = "Harbour Street"
zone = "America/Los_Angeles"
[site.hours]
monday = ["08:00-12:00"]
[[site.hours_from]]
day = 2026-03-09
monday = ["08:00-17:00"]
tuesday = ["08:00-17:00"]
"""


def test_hours_that_begin_later_are_said_with_their_day_and_are_the_same_on_any_later_day(
    commands: Commands, tmp_path: Path
) -> None:
    file = tmp_path / "hours.toml"
    file.write_text(HOURS_FROM, encoding="utf-8")
    told = commands("ada", "clinic", "apply", str(file), "--dry-run", plain=True)
    assert "site Harbour Street: hours set\n" in told.out
    assert "site Harbour Street: hours set from 2026-03-09 on\n" in told.out
    assert commands("ada", "clinic", "apply", str(file), "--reason", WHY).status == 0
    out = tmp_path / "out.toml"
    assert commands("ada", "clinic", "export", str(out)).status == 0
    for day in ("2026-03-02", "2026-03-09", "2026-03-20"):
        for said in (file, out):
            again = commands("ada", "clinic", "apply", str(said), "--reason", WHY, now=f"{day}T20:00:00+00:00")
            assert again.document["changes"] == [], (day, said.name)
    file.write_text(HOURS_FROM.replace("day = 2026-03-09", 'day = "soon"'), encoding="utf-8")
    wrong = commands("ada", "clinic", "apply", str(file), "--dry-run")
    assert "Line 9 (site 1, hours_from 1, day): Please write a day here" in wrong.err


def test_what_it_moves_is_told_and_words_and_last_days_are_applied(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    file.write_text(
        """
        [[word]]
        list = "trigger"
        code = "own_fire_drill"
        label = "Fire drill"
        label_es = "Simulacro"

        [[word]]
        list = "kind"
        code = "own_thrown_coffee"
        label = "Thrown coffee"
        like = "threat"

        [[word]]
        list = "channel"
        code = "letter"
        last_day = 2026-12-31

        [[site]]
        name = "Harbour Street"
        zone = "America/Los_Angeles"
        [[site.desk]]
        name = "Check-in"
        channel = "phone_in"
        last_day = 2026-12-31
        """,
        encoding="utf-8",
    )
    told = commands("ada", "clinic", "apply", str(file), "--dry-run", plain=True)
    assert told.out.splitlines() == [
        "word Fire drill: added",
        "word Thrown coffee: added",
        "word Letter: used until 2026-12-31",
        "desk Check-in, Harbour Street: changed",
        "desk Check-in, Harbour Street: used until 2026-12-31",
        "  2 people work here. They stay on the list, at this place, until it is changed under People.",
        "5 changes. None is made yet.",
    ]
    assert commands("ada", "clinic", "apply", str(file), "--reason", WHY).status == 0
    out = tmp_path / "out.toml"
    assert commands("ada", "clinic", "export", str(out)).status == 0
    assert commands("ada", "clinic", "export", str(out)).status == 6  # it is there already
    words = tomllib.loads(out.read_text(encoding="utf-8"))["word"]
    assert {word["code"]: word.get("like") for word in words} == {
        "own_fire_drill": None,
        "own_thrown_coffee": "threat",
        "letter": None,
    }
    assert commands("ada", "clinic", "apply", str(out), "--reason", WHY).document["changes"] == []
    assert commands("ada", "clinic", "apply", str(out)).status == 2  # without a reason
    assert commands("maria", "clinic", "apply", str(out), "--dry-run").status == 5
    assert commands("ada", "clinic", "apply", str(tmp_path / "none.toml"), "--dry-run").status == 13


def test_a_window_always_locks(commands: Commands, tmp_path: Path) -> None:
    for said in ("0", "16", '"soon"', "true"):
        file = write(tmp_path / "clinic.toml", f"idle_minutes = {said}", sites=0)
        refused = commands("ada", "clinic", "apply", str(file), "--reason", WHY)
        assert refused.status != 0
        assert "Line 1 (idle_minutes): " in refused.err


def test_a_file_makes_another_clinic_the_same(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Help for staff, who completes reports, the order of a list and what the table for the police says go with it."""
    file = write(tmp_path / "more.toml", "own_reports = true", MORE, sites=2)
    told = commands("ada", "clinic", "apply", str(file), "--dry-run", plain=True)
    assert told.status == 0, told.err
    assert "people complete their own reports: yes: changed" in told.out
    assert "help for staff, Helpline, Clinic 2: added" in told.out
    assert "order of the list Kind: changed" in told.out
    assert commands("ada", "clinic", "apply", str(file), "--reason", WHY).status == 0
    one = tmp_path / "one.toml"
    assert commands("ada", "clinic", "export", str(one)).status == 0
    for again in (file, one):
        assert commands("ada", "clinic", "apply", str(again), "--reason", WHY).document["changes"] == []

    other = Commands(tmp_path / "other", monkeypatch, capsys)
    made = other("ada", "init", "--site", "Harbour Street", "--timezone", "America/Los_Angeles")
    assert made.status == 0, made.err
    applied = other("ada", "clinic", "apply", str(one), "--reason", WHY)
    assert applied.status == 0, applied.err
    two = tmp_path / "two.toml"
    assert other("ada", "clinic", "export", str(two)).status == 0
    here, there = (tomllib.loads(file.read_text(encoding="utf-8")) for file in (one, two))
    assert [site["name"] for site in there["site"]] == [site["name"] for site in here["site"]]
    assert there | {"site": ()} == here | {"site": ()}  # a new clinic is founded with a desk of its own
    assert other("ada", "clinic", "apply", str(one), "--reason", WHY).document["changes"] == []

    retired = write(tmp_path / "retired.toml", MORE.replace("apart = true", "retired = true"), sites=2)
    changes = commands("ada", "clinic", "apply", str(retired), "--reason", WHY).document["changes"]
    assert [(change["act"], change["kind"]) for change in changes] == [("retired", "support")]
    for wrong, said in (
        (MORE.replace("apart = true", "apart = false"), "(support 1, apart): "),
        (MORE.replace("dedicated_counselling", "cake"), "(support 1, kinds): “cake” is not in the clinic's list."),
        (MORE.replace("Clinic 2", "Clinic 9"), "(support 1, site): “Clinic 9” is not in the clinic's list."),
        (
            MORE.replace('"threat", ', '"threat", "sighing", '),
            "(order 1, codes): “sighing” is not in the clinic's",
        ),
        (MORE.replace('"kind"\ncodes', '"attack_type"\ncodes'), "(order 1, list): "),
    ):
        refused = commands("ada", "clinic", "apply", str(write(tmp_path / "x.toml", wrong, sites=2)), "--dry-run")
        assert (refused.status, said in refused.err) == (13, True), refused.err


MORE = """
[[support]]
name = "Helpline"
site = "Clinic 2"
contact = "555 0101, day and night"
kinds = ["dedicated_counselling"]
apart = true

[[word]]
list = "kind"
code = "own_thrown_coffee"
label = "Thrown coffee"
like = "threat"

[[police]]
code = "own_flood"
label = "Flood"
answer = "call"

[[order]]
list = "kind"
codes = ["threat", "own_thrown_coffee"]
"""
