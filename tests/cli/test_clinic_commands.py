"""init, demo, user, passphrase, recover, report, remind, calendar, backup, restore, audit, migrate and version."""

import json
import os
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from incident_tracker.cli.program import COMMANDS, main
from incident_tracker.diagnosis import without_names
from tests.cli.clinic_commands import REASON, Commands
from tests.storage_fixtures import PASSPHRASE
from ui.paper.pdf_pages import page_sizes

NEW_WORDS = "four geese above the quiet lake"


def test_a_clinic_is_made_and_its_key_opens_it_when_all_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = Commands(tmp_path / "new", monkeypatch, capsys)
    made = commands("ada", "init", "--site", "Harbour", "--profile", "ca-clinic", "--timezone", "America/Los_Angeles")
    told = made.document
    assert (told["user"], told["role"], told["site"]) == ("ada", "administrator", "Harbour")
    assert commands("ada", "init", "--site", "Again").status == 6
    assert commands("ada", "list").status == 5
    recovered = commands("ada", "recover", RECOVERY_KEY=told["recovery_key"], NEW_PASSPHRASE=NEW_WORDS)
    assert recovered.document == {"user": "ada", "recovered": True}
    assert commands("ada", "user", "list").status == 3
    users = commands("ada", "user", "list", PASSPHRASE=NEW_WORDS).document["users"]
    assert [user["role"] for user in users] == ["administrator"]
    wrong = commands("ada", "recover", RECOVERY_KEY="ABCD-EFGH", NEW_PASSPHRASE=NEW_WORDS)
    assert wrong.status == 2
    assert "recovery key" in wrong.err


def test_an_invented_clinic_has_a_user_of_every_role(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = Commands(tmp_path / "invented", monkeypatch, capsys)
    told = commands("nobody", "demo", "--incidents", "12", "--months", "2", "--sites", "1").document
    assert {user["role"] for user in told["users"]} == {
        "reception",
        "supervisor",
        "manager",
        "committee",
        "privacy",
        "administrator",
    }
    assert (told["incidents"], len(told["months"]), len(told["sites"])) == (12, 2, 1)
    maria = next(user for user in told["users"] if user["role"] == "manager")
    listed = commands(maria["name"], "list", PASSPHRASE=maria["passphrase"]).document
    assert 0 < listed["total"] <= 12
    assert commands("nobody", "demo").status == 6
    assert commands("nobody", "demo", "--sites", "0").status == 2


def test_an_account_is_made_changed_reset_and_disabled(commands: Commands) -> None:
    made = commands("ada", "user", "add", "tom", "--role", "supervisor", "--site", "Hill Road", "--reason", REASON)
    told = made.document
    assert (told["role"], told["active"], told["one_time"]) == ("supervisor", True, True)
    first = commands("tom", "list", PASSPHRASE=told["passphrase"])
    assert first.status == 3
    assert "choose your own" in first.err
    assert commands("tom", "passphrase", PASSPHRASE=told["passphrase"], NEW_PASSPHRASE="short").status == 2
    changed = commands("tom", "passphrase", PASSPHRASE=told["passphrase"], NEW_PASSPHRASE=NEW_WORDS)
    assert changed.document == {"changed": True}
    after = commands("tom", "list", PASSPHRASE=NEW_WORDS)
    assert (after.status, after.err) == (0, "")
    assert commands("ada", "user", "role", "tom", "--role", "manager", "--reason", REASON).document["role"] == "manager"
    again = commands("ada", "user", "reset", "tom", "--reason", REASON).document
    renewed = {"PASSPHRASE": again["passphrase"], "NEW_PASSPHRASE": "orange kites over the bay"}
    assert commands("tom", "passphrase", **renewed).status == 0
    assert commands("tom", "list", PASSPHRASE="orange kites over the bay").status == 0
    assert commands("ada", "user", "disable", "tom", "--reason", REASON).document["active"] is False
    assert commands("tom", "list", PASSPHRASE="orange kites over the bay").status == 3
    assert commands("ada", "user", "disable", "ada", "--reason", REASON).status == 2
    assert commands("ada", "user", "add").status == 2
    assert commands("ada", "user", "disable", "nobody", "--reason", REASON).status == 2


def test_the_month_is_printed_and_no_file_is_written_over(commands: Commands, tmp_path: Path) -> None:
    commands.log(occurred_at="2026-02-10T10:00")
    place = tmp_path / "report.pdf"
    told = commands("maria", "report", "monthly", "--month", "2026-02", "--out", place).document
    assert (told["path"], told["month"]) == (str(place), "2026-02")
    assert place.read_bytes().startswith(b"%PDF")
    before = place.read_bytes()
    assert commands("maria", "report", "monthly", "--out", place).status == 6
    assert place.read_bytes() == before
    assert commands("maria", "report", "monthly", "--out", place, "--force").status == 0
    assert commands("maria", "report", "monthly", "--out", tmp_path / "none" / "report.pdf").status == 12
    assert commands("maria", "report", "monthly", "--month", "soon", "--out", tmp_path / "x.pdf").status == 2


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_every_document_is_printed_on_the_paper_that_was_asked_for(
    commands: Commands, tmp_path: Path, paper: str, size: tuple[int, int]
) -> None:
    ref = commands.log(occurred_at="2026-02-10T10:00").document["ref"]
    month = ("--month", "2026-02")
    for words in (("monthly", *month), ("compliance", *month), ("incident", ref)):
        place = tmp_path / f"{words[0]}.pdf"
        assert commands("maria", "report", *words, "--paper", paper, "--out", place).status == 0
        assert {(round(width), round(height)) for width, height in page_sizes(place.read_bytes())} == {size}


def test_promises_are_printed_and_their_figures_saved_in_every_format(commands: Commands, tmp_path: Path) -> None:
    affected = [{"person": "Rosa Reception", "distress": 7, "need": "talk"}]
    assert commands.log("rosa", severity=3, affected=affected).status == 0
    ask = ("report", "compliance", "--month", "2026-03")
    assert commands("maria", *ask, "--out", tmp_path / "p.pdf").status == 0
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")
    assert commands("maria", *ask, "--format", "json", "--out", tmp_path / "p.json").status == 0
    document = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert (document["report"], document["period"], document["audience"]) == ("compliance", "2026-03", "full")
    figures = {one["id"]: one for one in document["figures"]}
    kept = figures["debriefs_in_window"]
    assert kept["denominator"] + kept["not_yet_due"] == 1, "it is due or has time, as the day is on which this runs"
    assert figures["time_paid"]["value"] is None, "what is not recorded is no zero"
    assert commands("maria", *ask, "--format", "xlsx", "--out", tmp_path / "p.xlsx").status == 0
    head, *rows = CalamineWorkbook.from_path(str(tmp_path / "p.xlsx")).get_sheet_by_index(0).to_python()
    first = dict(zip(head, rows[0], strict=True))
    assert first["from"] == date(2026, 3, 1), "a real date"
    with ZipFile(tmp_path / "p.xlsx") as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert len(rows) == len(figures)
    assert (
        commands("maria", *ask, "--format", "csv", "--audience", "committee", "--out", tmp_path / "c.csv").status == 0
    )
    assert "declined" not in (tmp_path / "c.csv").read_text(encoding="utf-8-sig").replace("window, or declined", "")
    assert commands("maria", "report", "compliance", "--year", "2026", "--out", tmp_path / "y.pdf").status == 0
    assert commands("maria", "report", "monthly", "--year", "2026", "--out", tmp_path / "z.pdf").status == 2
    assert commands("rosa", *ask, "--out", tmp_path / "r.pdf").status == 5


def test_what_is_due_and_whose_time_is_protected(commands: Commands, tmp_path: Path) -> None:
    commands.log("rosa", affected=[{"person": "Rosa Reception", "distress": 7, "wish": "yes"}])
    due = commands("sam", "remind", "--all", "--until", "2026-03-20T12:00").document["due"]
    assert all({"kind", "for", "by", "text"} <= set(one) for one in due)
    place = tmp_path / "mine.ics"
    told = commands("rosa", "calendar", "--out", place)
    assert (told.status, told.document["events"], told.document["path"]) == (0, 0, None)
    assert not place.exists()
    assert commands("sam", "calendar", "--for", "No one", "--out", tmp_path / "x.ics").status == 2


def test_times_that_suit_everyone_are_listed_or_why_none_does(commands: Commands) -> None:
    ref = commands.log("rosa", severity=4).document["ref"]
    told = commands("maria", "slots", ref, "--limit", "3")
    assert told.status == 0
    assert len(told.document["slots"]) == 3
    assert all({"starts_at", "ends_at", "leads", "covers", "late"} == set(one) for one in told.document["slots"])
    assert told.document["why_none"] is None
    assert commands("maria", "slots", told.document["debrief"]).document["slots"][:3] == told.document["slots"]
    assert len(commands("maria", "slots", ref, "--limit", "0").document["slots"]) == 1
    assert commands("rosa", "slots", ref).status == 5
    assert commands("maria", "slots", "XX-2026-0000").status == 2


def test_a_backup_is_restored_elsewhere_with_everything_in_it(commands: Commands, tmp_path: Path) -> None:
    ref = commands.log().document["ref"]
    place = tmp_path / "stick" / "monday.itbackup"
    told = commands("sam", "backup", "--out", place).document
    assert told["path"] == str(place)
    assert told["size"] == place.stat().st_size
    assert commands("sam", "backup", "--out", place).status == 6
    assert commands("rosa", "backup").status == 5
    target = tmp_path / "again"
    by_two = ("--reason", REASON, "--second", "ada")
    told = commands("maria", "restore", place, "--to", target, *by_two, SECOND_PASSPHRASE=PASSPHRASE).document
    assert told == {"restored": True, "data": str(target)}
    again = commands("maria", "restore", place, "--to", target, *by_two, SECOND_PASSPHRASE=PASSPHRASE)
    assert again.status == 6
    commands.folder = target
    assert commands("sam", "show", ref).document["ref"] == ref
    assert commands("sam", "check").document == {"ok": True, "findings": []}


def test_a_restore_takes_two_who_may_and_a_reason(commands: Commands, tmp_path: Path) -> None:
    place, target = tmp_path / "monday.itbackup", tmp_path / "again"
    commands("sam", "backup", "--out", place)
    words = ("restore", place, "--to", target)
    assert commands("maria", *words, "--second", "ada").status == 2  # no reason
    words = (*words, "--reason", REASON)
    for name in ("rosa", "sam", "chris", "paul"):
        refused = commands(name, *words, "--second", "ada", SECOND_PASSPHRASE=PASSPHRASE)
        assert (refused.status, "role" in refused.err) == (5, True)
    assert commands("maria", *words, PASSPHRASE="not the right words").status == 3
    alone = commands("maria", *words)
    assert (alone.status, "second person" in alone.err) == (3, True)
    assert commands("maria", *words, "--second", "sam", SECOND_PASSPHRASE=PASSPHRASE).status == 2
    assert not (target / "clinic.db").exists()
    commands("maria", *words, "--second", "ada", SECOND_PASSPHRASE=PASSPHRASE)
    commands.folder = target
    [line] = [one for one in commands("paul", "audit").document["items"] if one["act"] == "restored"]
    assert (line["who"], line["second"], line["reason"]) == ("maria", "ada", REASON)


def test_the_recovery_key_alone_restores_where_nobody_else_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = Commands(tmp_path / "clinic", monkeypatch, capsys)
    key = commands("ada", "init", "--site", "Harbour").document["recovery_key"]
    place, target = tmp_path / "monday.itbackup", tmp_path / "again"
    commands("ada", "backup", "--out", place)
    words = ("restore", place, "--to", target, "--alone")
    assert commands("nobody", *words, RECOVERY_KEY="ABCD-EFGH").status == 2
    assert commands("nobody", *words, "--reason", "because", RECOVERY_KEY=key).status == 2
    assert commands("nobody", *words, RECOVERY_KEY=key).document == {"restored": True, "data": str(target)}
    assert commands("nobody", *words, RECOVERY_KEY=key).status == 6
    commands.folder = target
    assert "with the recovery key alone" in commands("ada", "user", "list").err
    assert commands("ada", "user", "list").err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="killed as on Unix")
def test_a_restore_that_is_cut_short_restores_nothing_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    commands = Commands(tmp_path / "clinic", monkeypatch, capsys)
    key = commands("ada", "init", "--site", "Harbour").document["recovery_key"]
    place, target = tmp_path / "monday.itbackup", tmp_path / "again"
    commands("ada", "backup", "--out", place)
    program = [sys.executable, "-m", "incident_tracker", "restore", str(place), "--to", str(target), "--alone"]
    environment = {**os.environ, "INCIDENT_TRACKER_RECOVERY_KEY": key}
    for _ in range(2):
        restoring = subprocess.Popen(program, env=environment, cwd=project)
        while not list(target.glob(".unfinished-*/*")):
            assert restoring.poll() is None
        restoring.kill()
        restoring.wait()
        assert not (target / "clinic.db").exists()
    assert commands("nobody", "restore", place, "--to", target, "--alone", RECOVERY_KEY=key).status == 0
    assert not list(target.glob(".unfinished-*"))
    commands.folder = target
    assert commands("ada", "check").document["ok"] is True


def test_the_trail_is_read_by_those_who_may(commands: Commands) -> None:
    ref = commands.log().document["ref"]
    commands("sam", "show", ref)
    whole = commands("paul", "audit").document
    told = {"sequence", "at", "who", "device", "act", "kind", "id", "ref", "second", "reason", "facts"}
    assert told == set(whole["items"][0])
    assert ("sam", "viewed", ref) in [(one["who"], one["act"], one["ref"]) for one in whole["items"]]
    seen = commands("paul", "audit", "--for", ref, "--group", "seen").document
    assert [(one["who"], one["act"]) for one in seen["items"]] == [("sam", "viewed")]
    paged = commands("paul", "audit", "--limit", "1").document
    assert (len(paged["items"]), paged["next"]) == (1, 1)
    assert commands("paul", "audit", "--group", "seen", "--from", "2026-03-03").document["total"] == 0
    about = commands("sam", "audit", "--for", ref).document
    assert "rosa" in [one["who"] for one in about["items"]]
    assert commands("sam", "audit").status == 5
    assert commands("rosa", "audit", "--for", ref).status == 5
    assert commands("paul", "audit", "--for", "NO-SUCH-0001").status == 2
    assert f"sam – Viewed: {ref}" in commands("paul", "audit", plain=True).out


def test_nothing_is_done_without_a_reason_that_says_something(commands: Commands, tmp_path: Path) -> None:
    commands.log()
    out = tmp_path / "all.csv"
    needing = (
        ("maria", ("export", "incidents", "--audience", "full", "--out", out)),
        ("ada", ("user", "add", "tom", "--role", "manager")),
        ("ada", ("user", "reset", "rosa")),
    )
    for user, words in needing:
        for given in ((), ("--reason", "a" * 30), ("--reason", "asked asked asked asked")):
            told = commands(user, *words, *given)
            assert (told.status, "--reason" in told.err) == (2, True)
    assert not out.exists()
    why = "Canary: the insurer asked for the file"
    told = commands("maria", "export", "incidents", "--audience", "full", "--out", out, "--reason", why)
    assert told.document["rows"] == 1
    newest = commands("paul", "audit", "--group", "taken_out").document["items"][0]
    assert (newest["reason"], newest["facts"]) == (why, {"audience": "full", "records": 1})
    shown = commands("paul", "audit", plain=True).out
    assert f"maria – Exported: an incident (identified; 1 record). Why: {why}" in shown
    logs = (path.read_text() for path in (commands.folder / "logs").glob("*"))
    assert not any("Canary" in log for log in logs)


def test_a_new_recovery_key_takes_a_second_person(commands: Commands) -> None:
    words = ("recovery-key", "--reason", REASON)
    alone = commands("maria", *words)
    assert (alone.status, "second person" in alone.err) == (3, True)
    wrong = commands("maria", *words, "--second", "ada", SECOND_PASSPHRASE="not hers at all, surely")
    assert wrong.status == 3
    assert commands("maria", *words, "--second", "sam", SECOND_PASSPHRASE=PASSPHRASE).status == 2
    key = commands("maria", *words, "--second", "ada", SECOND_PASSPHRASE=PASSPHRASE).document["recovery_key"]
    assert len(key.split("-")) == 8
    newest = commands("paul", "audit").document["items"]
    renewed = next(item for item in newest if item["act"] == "recovery_key_renewed")
    assert (renewed["who"], renewed["second"]) == ("maria", "ada")
    done = commands("rosa", "recover", RECOVERY_KEY=key, NEW_PASSPHRASE=NEW_WORDS)
    assert done.status == 0


def test_the_schema_is_looked_at_and_left(commands: Commands) -> None:
    told = commands("maria", "migrate", "--status").document
    assert told == {"from": told["to"], "to": told["to"], "migrated": False, "up_to_date": True}
    assert commands("maria", "migrate").document["migrated"] is False


def test_versions_are_told_without_opening_anything(commands: Commands) -> None:
    told = commands("nobody", "version").document
    assert {"program", "python", "system", "schema_revision", "sqlite", "libraries", "data", "database"} <= set(told)
    assert (told["data"], told["log"]) == (
        without_names(str(commands.folder)),
        without_names(f"{commands.folder}{os.sep}logs"),
    )
    assert (told["backups"], told["last_backup"]) == (0, None)
    assert (told["last_check"], told["last_check_by"], told["last_check_found"]) == (None, None, None)
    assert "last_check: never\n" in commands("nobody", "version", plain=True).out
    commands("maria", "backup")
    assert commands("rosa", "check").status == 0
    told = commands("nobody", "version").document
    assert told["backups"] == 1
    assert told["last_backup"].endswith(" UTC")
    assert told["last_check"].endswith(" UTC")
    assert (told["last_check_by"], told["last_check_found"]) == ("command", 0)
    (commands.folder / "last-check.json").write_text('{"at": "yesterday"}')
    assert commands("nobody", "version").document["last_check"] is None


def test_no_folder_that_may_be_called_after_someone_is_named() -> None:
    home = str(Path.home())
    assert without_names(f"{home}/clinic") == "~/clinic"
    assert without_names(f"{home}/.local/share/incident-tracker/logs") == "~/.local/share/incident-tracker/logs"
    assert without_names("/srv/clinic") == "/srv/clinic"
    assert without_names(f"{home}ward/clinic") != "~ward/clinic"
    for place, told in (
        ("/home/rosa.delgado/clinic", "/home/…/clinic"),
        ("/srv/Maria Manager/data", "/srv/…/data"),
        (r"C:\Users\Rosa\AppData\Local\incident-tracker", r"C:\Users\…\AppData\Local\incident-tracker"),
        (r"D:\Dr. Grace\logs", r"D:\…\logs"),
        ("/media/rosa/STICK", "/media/…/…"),
        ("/", "/"),
    ):
        assert without_names(place) == told


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"], StringIO(), StringIO())
    assert stop.value.code == 0
    assert COMMANDS[name][1:] in " ".join(capsys.readouterr().out.split())


def test_a_process_of_its_own_answers_with_nothing_but_the_document(commands: Commands, project: Path) -> None:
    ref = commands.log().document["ref"]
    program = [sys.executable, "-m", "incident_tracker"]
    environment = {**os.environ, "INCIDENT_TRACKER_PASSPHRASE": PASSPHRASE, "PYTHONPATH": str(project)}
    shared = ["--data", str(commands.folder), "--user", "sam"]
    done = subprocess.run(
        [*program, "list", *shared, "--json"], env=environment, cwd=project, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["items"][0]["ref"] == ref
