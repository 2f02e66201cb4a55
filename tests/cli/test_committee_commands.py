"""What the safety committee gets at the command line leads to no one: no name, no id, no number, no day of an event."""

import re
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.cli.clinic_commands import Commands
from tests.storage_fixtures import PEOPLE, USERS

LATER = "2026-04-12T20:00:00+00:00"
IDS = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
EVENT_DAYS = ("2026-03-02", "Mar 2, 2026", "March 2, 2026")


def test_files_of_the_committee_lead_to_no_one(commands: Commands, tmp_path: Path) -> None:
    affected = [{"person": "Rosa Reception", "distress": 7, "need": "talk"}]
    refs = [
        commands.log("rosa", severity=3, affected=affected, narrative="Rosa Reception was shouted at").document["ref"],
        commands.log("sam", occurred_at="2026-03-02T08:10", severity=2).document["ref"],
    ]
    assert commands("maria", "month", "close", "2026-03", now=LATER).status == 0
    told = []
    for number, ask in enumerate(
        (
            ("report", "monthly", "--month", "2026-03"),
            ("report", "compliance", "--month", "2026-03"),
            ("report", "compliance", "--year", "2026"),
            ("export", "incidents"),
        )
    ):
        for kind in ("json", "csv", "xlsx"):
            file = tmp_path / f"{number}.{kind}"
            answer = commands("chris", *ask, "--format", kind, "--out", file, now=LATER)
            assert answer.status == 0, (ask, kind, answer.err)
            told += [answer.out.replace(str(file), ""), _text(file)]
    whole = "\n".join(told)
    for name in (*(one.name for one in PEOPLE), *(one.name for one in USERS.values() if one.name != "chris")):
        assert re.search(rf"\b{re.escape(name)}\b", whole) is None, name
    assert [ref for ref in refs if ref in whole] == []
    assert IDS.findall(whole) == []
    assert [day for day in EVENT_DAYS if day in whole] == []
    assert "shouted" not in whole


def test_what_names_people_is_refused(commands: Commands, tmp_path: Path) -> None:
    ref = commands.log("rosa", severity=3).document["ref"]
    reason = ("--reason", "The committee wants to read it")
    out = tmp_path / "x.json"
    full = ("export", "incidents", "--audience", "full", "--format", "json", *reason)
    for ask in (("show", ref), ("report", "incident", ref, "--out", out), (*full, "--out", out)):
        answer = commands("chris", *ask)
        assert answer.status in (2, 5), ask
        assert not out.exists()
        assert "Rosa" not in answer.out + answer.err
    assert commands("chris", "list").document["items"] == [], "what others reported is in no list of theirs"


def _text(file: Path) -> str:
    if file.suffix != ".xlsx":
        return file.read_text("utf-8-sig")
    sheets = CalamineWorkbook.from_path(str(file))
    return "\n".join(str(row) for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python())
