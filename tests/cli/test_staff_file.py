"""A list of staff from the office that keeps it: told first, all or nothing, and the second time nothing changes."""

from pathlib import Path

import pytest

from incident_tracker.domain.clinic.calendars import Break
from incident_tracker.exchange.staff_file import read_staff
from tests.cli.clinic_commands import Commands

STAFF = """name;job;site;desk;manager;leads_debriefs;monday;friday
Noor Newcomer;Receptionist;Harbour Street;Check-in;Lena Lead;no;08:00-17:00 (12:00-12:30);09:00-12:00; 13:00-15:00
Lena Lead;supervisor;Harbour Street;;Maria Manager;yes;;
Rosa Reception;;;;;yes;;
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "staff.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_people_and_their_hours_come_from_a_file_and_the_second_time_nothing_changes(
    commands: Commands, tmp_path: Path
) -> None:
    file = written(tmp_path, STAFF.replace("09:00-12:00; 13:00-15:00", '"09:00-12:00; 13:00-15:00"'))
    told = commands("maria", "staff", "import", str(file), "--dry-run", plain=True)
    assert told.out.splitlines() == [
        "Noor Newcomer, Harbour Street: added",
        "Noor Newcomer, Harbour Street: hours set",
        "Lena Lead, Harbour Street: added",
        "Rosa Reception, Harbour Street: changed",
        "4 changes. None is made yet.",
    ]
    assert len(commands("maria", "staff", "import", str(file)).document["changes"]) == 4
    again = commands("maria", "staff", "import", str(file), plain=True)
    assert again.out == "Everything is as the file says. Nothing was changed.\n"
    assert commands("ada", "check").status == 0
    (noor, _lena, _rosa) = read_staff(file.read_bytes())
    assert noor.week is not None
    assert [shift.weekday for shift in noor.week] == [0, 4, 4]
    assert noor.week[0].breaks[0] == Break(noor.week[0].breaks[0].start, noor.week[0].breaks[0].end, paid=False)


def test_days_away_are_added_once_and_never_taken_out(commands: Commands, tmp_path: Path) -> None:
    head = "name,away\n"
    file = written(tmp_path, head + "Rosa Reception,2026-12-21..2026-12-24; 2026-12-30 13:00-17:00\n")
    told = commands("maria", "staff", "import", str(file), "--dry-run", plain=True)
    assert told.out.splitlines() == [
        "Rosa Reception, Harbour Street: away on 2026-12-21 – 2026-12-24",
        "Rosa Reception, Harbour Street: away on 2026-12-30",
        "2 changes. None is made yet.",
    ]
    assert len(commands("maria", "staff", "import", str(file)).document["changes"]) == 2
    assert commands("maria", "staff", "import", str(file)).document["changes"] == []
    fewer = written(tmp_path, head + "Rosa Reception,\nAlex Reception,2026-12-21\n")
    assert len(commands("maria", "staff", "import", str(fewer)).document["changes"]) == 1
    for days, said in (
        ("next week", "Line 2 (away): “next week” is not a time away."),
        ("2026-12-24..2026-12-28", "Line 2 (away): Some of this time is entered as away already."),
        ("2026-12-28; 2026-12-27..2026-12-29", "Line 2 (away): Some of this time is entered as away already."),
        ("2026-01-05", "Line 2 (away): A month that is over stays as it is."),
        ("2026-12-29..2026-12-28", "Line 2 (away): The end is before the start."),
    ):
        refused = commands("maria", "staff", "import", str(written(tmp_path, f"{head}Rosa Reception,{days}\n")))
        assert (refused.status, said in refused.err) == (13, True), refused.err
    assert commands("ada", "check").status == 0


def test_who_has_left_is_told_with_what_ends_and_is_no_longer_here(commands: Commands, tmp_path: Path) -> None:
    assert commands.log("rosa", severity=4).status == 0
    head = "name,job,site,left_on\n"
    file = written(tmp_path, f"{head}Rosa Reception,,,2026-02-27\nOdd Stranger,,Harbour Street,2020-05-01\n")
    told = commands("ada", "staff", "import", str(file), "--dry-run", plain=True)
    first, moves, count = told.out.splitlines()
    assert first == "Rosa Reception, Harbour Street: no longer works here, since 2026-02-27"
    assert "for this person end. Tell them where they find help outside the clinic." in moves
    assert "Their account stays open until you close it under Accounts." in moves
    assert count == "1 change. None is made yet."
    done = commands("ada", "staff", "import", str(file)).document["changes"]
    assert [(one["act"], one["days"], one["moves"]["sign_ins"]) for one in done] == [("left", ["2026-02-27"], 1)]
    assert done[0]["moves"]["owed"] > 0
    assert commands("ada", "staff", "import", str(file)).document["changes"] == []
    due = commands("maria", "remind", "--all", "--until", "2026-04-20T12:00").document["due"]
    assert not any("Rosa" in str(one) for one in due)
    for day, said in (
        ("2026-03-20", "Line 2 (left_on): This time is in the future."),
        ("in May", "Line 2 (left_on): Please write a day here"),
    ):
        refused = commands("ada", "staff", "import", str(written(tmp_path, f"{head}Alex Reception,,,{day}\n")))
        assert (refused.status, said in refused.err) == (13, True), refused.err
    assert commands("ada", "check").status == 0


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Noor,Juggler,Harbour Street,,,,,", "Line 2 (job): “Juggler” is not in the clinic's list."),
        ("Noor,,Nowhere,,,,,", "Line 2 (site): “Nowhere” is not in the clinic's list."),
        ("Noor,,,,,,,", "Line 2 (site): Please fill this in"),
        ("Noor,,Harbour Street,Roof,,,,", "Line 2 (desk): “Roof” is not in the clinic's list."),
        ("Noor,,Harbour Street,,Nobody,,,", "Line 2 (manager): “Nobody” is not in the clinic's list."),
        ("Noor,,Harbour Street,,,perhaps,,", "Line 2 (leads_debriefs): “perhaps” is not an answer"),
        ("Noor,,Harbour Street,,,,8 to 5,", "Line 2 (monday): “8 to 5” is not a time of opening."),
        (",,Harbour Street,,,,,", "Line 2 (name): Please fill this in"),
    ],
)
def test_a_line_that_does_not_fit_names_itself(commands: Commands, tmp_path: Path, row: str, said: str) -> None:
    head = "name,job,site,desk,manager,leads_debriefs,monday,friday\n"
    told = commands("ada", "staff", "import", str(written(tmp_path, head + row + "\n")))
    assert (told.status, said in told.err) == (13, True), told.err
    assert "Nothing was changed." in told.err


def test_a_manager_imports_for_her_own_sites_and_a_file_of_another_kind_is_refused(
    commands: Commands, tmp_path: Path
) -> None:
    head = "name,site\n"
    assert commands("maria", "staff", "import", str(written(tmp_path, head + "Noor,Hill Road\n"))).status == 5
    assert commands("rosa", "staff", "import", str(written(tmp_path, head + "Noor,Harbour Street\n"))).status == 5
    unknown = commands("ada", "staff", "import", str(written(tmp_path, "name,salary\nNoor,12\n")))
    assert (unknown.status, "Line 1 (salary): There is no field called “salary”." in unknown.err) == (13, True)
    assert commands("ada", "staff", "import", str(written(tmp_path, ""))).status == 13
    assert commands("ada", "staff", "import", str(tmp_path / "none.csv")).status == 13
