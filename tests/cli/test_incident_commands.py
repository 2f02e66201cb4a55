"""log, show, list, amend and void as scripts and people call them."""

import re
import unicodedata
from uuid import UUID, uuid4

import pytest

from db.store import open_store
from incident_tracker.domain.capture.listing import IncidentRow
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.columns import Surface, columns_on
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.capture.review import close_incident
from tests.cli.clinic_commands import REASON, Commands
from tests.storage_fixtures import DEVICE, MONDAY_NINE, Clinic, Clock, Ids, open_keys


def test_an_incident_is_logged_shown_listed_and_struck_out(commands: Commands) -> None:
    logged = commands.log()
    assert (logged.status, logged.err) == (0, "")
    told = logged.document
    assert set(told) == {"ref", "id", "version", "new", "due"}
    assert told["version"] == 1
    assert all({"what", "from", "by", "who"} <= set(due) for due in told["due"])
    shown = commands("sam", "show", told["ref"].lower()).document
    assert (shown["narrative"], shown["site"], shown["status"]) == (
        "Shouted about the waiting time.",
        "Harbour Street",
        "submitted",
    )
    assert shown["occurred_at"] == "2026-03-02T18:30:00+00:00"
    listed = commands("sam", "list", "--site", "Harbour Street", "--from", "2026-03-01", "--text", "waiting").document
    assert (listed["total"], listed["next"]) == (1, None)
    (item,) = listed["items"]
    assert set(item) == {column.key for column in columns_on(IncidentRow, Surface.COMMAND)}
    assert (item["site"], item["severity"], item["status"]) == ("Harbour Street", 2, "submitted")
    struck = commands("maria", "void", told["ref"], "--reason", REASON)
    assert struck.document["status"] == "void"
    assert commands("sam", "list", "--status", "void").document["total"] == 1
    assert commands("maria", "void", told["ref"], "--reason", "short").status == 2


def test_the_same_request_twice_makes_one_incident(commands: Commands) -> None:
    request = str(uuid4())
    first = commands.log("rosa", "--request-id", request).document
    again = commands.log("rosa", "--request-id", request).document
    inside = commands.log("rosa", request_id=request).document
    assert first["id"] == again["id"] == inside["id"]
    assert [each["new"] for each in (first, again, inside)] == [True, False, False]
    assert commands("sam", "list").document["total"] == 1


def test_words_are_found_in_any_spelling_and_listed_newest_first(commands: Commands) -> None:
    decomposed = unicodedata.normalize("NFD", "José Núñez gritó")
    first = commands.log(narrative=decomposed, occurred_at="2026-03-02T10:30").document["ref"]
    second = commands.log(narrative="Señora O’Brien gritó", occurred_at="2026-03-02T09:30").document["ref"]

    def found(words: str) -> list[str]:
        return [item["ref"] for item in commands("sam", "list", "--text", words).document["items"]]

    assert [found(words) for words in ("Núñez", unicodedata.normalize("NFD", "núñez"), "nunez")] == [[first]] * 3
    assert found("senora") == found("o'brien") == found("OBrien") == [second]
    assert found("grito") == [first, second]


def test_signs_alone_are_told_to_be_nothing_to_search_for(commands: Commands) -> None:
    commands.log()
    for words in ("?!", '"', "' '", "\ud83d", "😀"):
        listed = commands("sam", "list", "--text", words)
        assert (listed.status, listed.document["total"], listed.document["items"]) == (0, 0, [])
        assert "Nothing to search for" in listed.err
    assert commands("sam", "list", "--text", "x" * 10_000).document["total"] == 0


def test_a_long_list_is_read_in_pages(commands: Commands) -> None:
    refs = [commands.log().document["ref"] for _ in range(3)]
    first = commands("sam", "list", "--limit", "2").document
    rest = commands("sam", "list", "--limit", "2", "--skip", first["next"]).document
    assert [item["ref"] for item in first["items"] + rest["items"]] == refs[::-1]
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"color": "red"}, "“color”"),
        ({"phone": {"volume": 3}}, "“volume”"),
        ({"affected": [{"shoe": 42}]}, "“shoe”"),
        ({"severity": 9}, "severity: Please choose a value from 0 to 7"),
        ({"severity": "2"}, "severity: Please write a number"),
        ({"kind": "no_such_kind"}, "kind: “no_such_kind” is not in the clinic's list"),
        ({"kind": None}, "kind: Please fill this in"),
        ({"channel": "phone_in", "phone": {"hold_minutes": -1}}, "hold_minutes: Please"),
        ({"site": "Elsewhere"}, "“Elsewhere”"),
        ({"desk": "Roof"}, "“Roof”"),
        ({"occurred_at": "yesterday"}, "date"),
        ({"occurred_at": "2027-01-01T10:00"}, "in the future"),
        ({"narrative": "x" * 20_001}, "20000"),
        ({"told_by": "Nobody Known"}, "Nobody Known"),
        ({"request_id": "seven"}, "request_id: “seven” is not an id"),
        ({"affected": "Rosa"}, "affected"),
    ],
)
def test_what_does_not_fit_is_refused_by_name_and_nothing_is_stored(
    commands: Commands, changes: dict[str, object], says: str
) -> None:
    refused = commands.log("rosa", **changes)
    assert refused.status == 2
    assert says in refused.err
    assert commands("sam", "list").document["total"] == 0


def test_all_that_is_missing_is_told_at_once(commands: Commands) -> None:
    refused = commands.log("rosa", kind=None, channel=None, severity=None)
    assert refused.status == 2
    said = [line.partition(": ") for line in refused.err.splitlines()]
    assert [(field, sentence) for field, _colon, sentence in said] == [
        (field, "Please fill this in; everything else is kept.") for field in ("channel", "kind", "severity")
    ]


def test_an_incident_is_completed_and_corrected_but_never_over_another_change(commands: Commands) -> None:
    ref = commands.log().document["ref"]
    file = commands.written(
        "more",
        {
            "severity": 3,
            "affected": [{"person": "Rosa Reception", "distress": 6}],
            "duration_minutes": 12,
            "addendum": "He came back to apologize.",
        },
    )
    amended = commands("sam", "amend", ref, "--file", file, "--expect-version", "1").document
    assert (amended["ref"], amended["version"]) == (ref, 2)
    shown = commands("sam", "show", ref).document
    assert (shown["severity"], shown["details"]["duration_minutes"]) == (3, 12)
    assert [one["text"] for one in shown["addenda"]] == ["He came back to apologize."]
    trail = commands("sam", "show", ref, "--trail").document["trail"]
    assert ("details.duration_minutes", None, 12) in [(one["field"], one["before"], one["after"]) for one in trail]
    assert "trail" not in shown
    conflict = commands("sam", "amend", ref, "--file", file, "--expect-version", "1")
    assert conflict.status == 10
    assert "meantime" in conflict.err
    assert len(commands("sam", "show", ref).document["addenda"]) == 1
    file = commands.written("more", {"narrative": "Something else altogether."})
    assert commands("sam", "amend", ref, "--file", file, "--expect-version", "2").status == 2
    file = commands.written("more", {"site": "Hill Road"})
    assert "“site”" in commands("sam", "amend", ref, "--file", file, "--expect-version", "2").err
    assert commands("rosa", "amend", ref, "--file", file, "--expect-version", "2").status == 2


def test_a_closed_incident_is_amended_by_the_manager_with_a_reason(commands: Commands) -> None:
    affected = [{"person": "Rosa Reception", "distress": 6}, {"person": "Alex Reception", "distress": 2}]
    logged = commands.log(affected=affected).document
    store = open_store(commands.folder / "clinic.db", open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    close_incident(Clinic(store, Clock(), Ids()).as_role(Role.MANAGER), UUID(logged["id"]), 1)
    store.close()
    file = commands.written("more", {"duration_minutes": 12})
    amend = ("amend", logged["ref"], "--file", file, "--expect-version", "2")
    assert commands("maria", *amend).status == 2
    assert commands("sam", *amend, "--reason", REASON).status == 5
    assert commands("maria", *amend, "--reason", REASON).document["status"] == "closed"
    for user, withheld, second in (("maria", [], 2), ("rosa", ["harm"], None)):
        shown = commands(user, "show", logged["ref"]).document
        assert (shown["withheld"], shown["details"]["affected"][1]["distress"]) == (withheld, second)
        assert shown["details"]["duration_minutes"] == 12


def test_a_file_that_cannot_be_read(commands: Commands) -> None:
    for name, content in (("broken", '{"site": '), ("list", "[1, 2]"), ("deep", "[" * 100_000)):
        assert commands("rosa", "log", "--file", commands.written(name, content)).status == 13
    assert commands("rosa", "log", "--file", "nowhere.json").status == 13


def test_who_called_follows_from_the_channel_where_the_file_does_not_say_it(commands: Commands) -> None:
    def direction(channel: str, **call: object) -> str:
        ref = commands.log(channel=channel, phone=call).document["ref"]
        return str(commands("sam", "show", ref).document["details"]["phone"]["direction"])

    assert direction("phone_out") == "outbound"
    assert direction("phone_in") == "inbound"
    assert direction("phone_in", direction="outbound") == "outbound"


@pytest.mark.parametrize("addendum", ["x" * 20_001, 7])
def test_an_addendum_that_does_not_fit_keeps_the_rest_from_being_saved(commands: Commands, addendum: object) -> None:
    ref = commands.log().document["ref"]
    file = commands.written("more", {"severity": 3, "addendum": addendum})

    refused = commands("sam", "amend", ref, "--file", file, "--expect-version", "1")

    assert (refused.status, refused.err.partition(":")[0]) == (2, "addendum")
    assert commands("sam", "show", ref).document["severity"] == 2


def test_people_read_sentences(commands: Commands) -> None:
    file = commands.written("incident", {**_plain()})
    said = commands("rosa", "log", "--file", file, plain=True)
    assert "not part of the job" in said.out
    assert "  2026-03-02 10:45  Relief at the desk" in said.out.splitlines(), "words, and the wall clock of the site"
    ref = said.out.split()[2].rstrip(".")
    assert "Harbour Street" in commands("sam", "show", ref, plain=True).out
    (line, total) = commands("sam", "list", plain=True).out.splitlines()
    assert [cell.strip() for cell in re.split(r"  +", line)] == [
        ref,
        "2026-03-02 10:30",
        "Abuse in words",
        "2 · Abuse in words",
        "Submitted",
        "Harbour Street",
    ]
    assert total == "1 of 1"


def _plain() -> dict[str, object]:
    from tests.cli.clinic_commands import INCIDENT

    return dict(INCIDENT)


def test_the_committee_has_no_list_of_incidents(commands: Commands) -> None:
    ref = commands.log().document["ref"]
    assert commands("chris", "list").document["items"] == []
    said = commands("chris", "list", plain=True).out
    assert ref not in said
    assert "2026-03-02" not in said
