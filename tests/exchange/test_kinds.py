"""What words for the kind of incident mean: verbal abuse is no attack, what is denied did not happen."""

import csv
import json
import unicodedata
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.exchange.kinds.reading import KindReading, read_kind
from incident_tracker.exchange.logs import read_log
from incident_tracker.exchange.mapping import Mapping
from incident_tracker.exchange.readings import Certainty, LogReading, ReadingNotice

WITHOUT_KIND = (None, "other", "unknown", "not_an_incident", "none")  # one answer: nothing that we have a kind for
BODILY = ("physical_attack", "weapon_or_object", "sexual_assault")


def cases() -> list[tuple[str, str, str]]:
    with (Path(__file__).parent / "kind_words.tsv").open(encoding="utf-8", newline="") as stream:
        return [(row["kind"], row["level"], row["words"]) for row in csv.DictReader(stream, delimiter="\t")]


CASES = cases()
WORDS = [words for _, _, words in CASES]


def fits(read: KindReading, kind: str | None, level: int | None) -> bool:
    same = read.kind == kind or (read.kind in WITHOUT_KIND and kind in WITHOUT_KIND)
    return same and (level is None or read.level == level)


@pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in CASES}))
def test_words_of_logs(kind: str) -> None:
    wrong = {
        words: read
        for expected, level, words in CASES
        if expected == kind and not fits(read := read_kind(words), kind, int(level) if level.isdecimal() else None)
    }
    assert not wrong


@pytest.mark.oracle
def test_words_that_others_have_labeled(oracles: Path) -> None:
    labeled = json.loads((oracles / "text-sets/kinds.json").read_text(encoding="utf-8"))
    wrong = {
        case["text"]: (read, case["kind"], case["level"])
        for case in labeled
        if not fits(read := read_kind(case["text"]), case["kind"], case["level"])
    }
    assert not wrong


@pytest.mark.parametrize("words", ["Weapon", "Gun in bag", "Dog in waiting room"])
def test_a_thing_that_nothing_was_done_with_has_no_level(words: str) -> None:
    read = read_kind(words)
    assert (read.level, read.doubted) == (None, True)


@pytest.mark.parametrize("words", ["Aggression", "Agresión", "Abuse", "Maltrato", "Intento de agresión"])
def test_a_word_that_may_mean_blows_is_marked_where_nothing_tells_which(words: str) -> None:
    assert read_kind(words).doubted
    assert not read_kind(f"{words} verbal").doubted


@given(st.sampled_from(WORDS), st.sampled_from((str.upper, str.lower, str.swapcase)))
def test_capitals_do_not_matter(words: str, change: object) -> None:
    assert callable(change)
    assert read_kind(change(words)) == read_kind(words)


@given(st.sampled_from(WORDS))
def test_accents_and_outer_blanks_do_not_matter(words: str) -> None:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign))
    assert read_kind(f"  {bare} ") == read_kind(words)


FAMILIES = ("Assault", "Violence", "Abuse", "Attack", "Aggression", "Workplace violence", "Agresión", "Violencia")
MILDER = {
    "verbal": "verbal_abuse",
    "non-physical": "verbal_abuse",
    "words only": "verbal_abuse",
    "threat": "threat",
    "threatened": "threat",
    "amenaza": "threat",
    "property": "against_objects",
}
FORMS = (
    "{family} ({qualifier})",
    "{family} [{qualifier}]",
    "{family} - {qualifier}",
    "{family} – {qualifier}",
    "{family}: {qualifier}",
    "{family}, {qualifier}",
    "{qualifier}, {family}",
    "{qualifier} - {family}",
    "({qualifier}) {family}",
    "{family}/{family} ({qualifier})",
    "{family} & {family} - {qualifier}",
)


@given(st.sampled_from(FAMILIES), st.sampled_from(sorted(MILDER)), st.sampled_from(FORMS))
def test_a_qualifier_beats_the_family_word_wherever_it_stands(family: str, qualifier: str, form: str) -> None:
    assert read_kind(form.format(family=family, qualifier=qualifier)).kind == MILDER[qualifier]


@given(st.sampled_from(("Assault", "Attack", "Abuse", "Violence")), st.sampled_from(FORMS))
def test_nobody_is_touched_by_phone_or_in_writing(family: str, form: str) -> None:
    for qualifier in ("phone", "by email", "online", "social media", "written", "por teléfono"):
        assert read_kind(form.format(family=family, qualifier=qualifier)).kind == "verbal_abuse"


DENIALS = ("no {act}", "without {act}", "sin {act}", "{act}: none", "{act} - no", "no {act} made", "never any {act}")
DENIED = (
    "physical contact",
    "weapon",
    "threats",
    "assault",
    "violence",
    "injury",
    "hitting",
    "contacto físico",
    "arma",
)


@given(st.sampled_from(DENIALS), st.sampled_from(DENIED))
def test_what_is_denied_did_not_happen(denial: str, act: str) -> None:
    said = denial.format(act=act)
    assert read_kind(said).kind is None
    for told in (f"Yelling, {said}", f"Yelling - {said}", f"Yelling ({said})", f"Yelling; {said}", f"{said}; yelling"):
        assert read_kind(told) == KindReading("verbal_abuse", Severity.ABUSE_IN_WORDS), told


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
def test_of_several_things_the_worst_counts_in_any_order(several: list[str]) -> None:
    readings = [read_kind("; ".join(order)) for order in permutations(several)]
    levels = {reading.level for reading in readings}
    assert len(levels) == 1
    alone = [read_kind(words).level or 0 for words in several]
    if 0 not in alone:  # a near miss, or words without a level, change what the rest is
        assert levels >= {max(alone)}


def test_what_can_be_read_in_two_ways_is_read_the_milder_way_and_said() -> None:
    for words, kind in (
        ("Assault/verbal", "verbal_abuse"),
        ("Threat, physical", "threat"),
        ("Racist attack", "verbal_abuse"),
    ):
        assert read_kind(words).kind == kind
    assert read_kind("Threat, physical").doubted
    assert read_kind("Racist attack").doubted
    assert not read_kind("Verbal assault").doubted


@pytest.mark.parametrize(
    ("doubtful", "sure"),
    [
        ("Threats/Violence", "Verbal threats"),
        ("Shoved through door", "Shoved nurse through door"),
        ("Spat on floor", "Spat on nurse"),
        ("Amenazas/Violencia", "Amenazas"),
    ],
)
def test_what_may_have_hit_someone_or_nobody_is_marked_for_a_person_to_look_at(doubtful: str, sure: str) -> None:
    assert read_kind(doubtful).doubted
    assert not read_kind(sure).doubted


@given(st.text(max_size=60))
def test_any_text_is_read_without_surprise(text: str) -> None:
    read = read_kind(text)
    assert read.kind is None or read.kind.isidentifier()


def log(*lines: str, mapping: Mapping | None = None) -> LogReading:
    return read_log("\n".join(lines).encode(), mapping)


def test_the_reader_of_logs_tells_how_sure_each_word_is() -> None:
    reading = log("Date,Type", "13/04/2024,Verbal assault", "14/04/2024,Racist attack", "15/04/2024,Zzz", "16/04/2024,")
    assert reading.certainties == {
        "Verbal assault": Certainty.SURE,
        "Racist attack": Certainty.DOUBTED,
        "Zzz": Certainty.UNKNOWN,
        "": Certainty.MISSING,
    }
    assert [entry.kind for entry in reading.entries] == ["verbal_abuse", "verbal_abuse", "other", "other"]
    assert {ReadingNotice.KIND_DOUBTED, ReadingNotice.KIND_UNKNOWN} <= {note.notice for note in reading.notes}


def test_a_mapping_decides_and_its_level_is_the_lowest_of_the_kind() -> None:
    mapping = Mapping(
        columns={"Date": "occurred_at", "Type": "kind"}, values={"kind": {"Racist attack": "physical_attack"}}
    )
    reading = log("Date,Type", "14/04/2024,Racist attack", "15/04/2024,Yelling; Racist attack", mapping=mapping)
    assert [(entry.kind, entry.severity) for entry in reading.entries] == [("physical_attack", Severity.PHYSICAL)] * 2
    assert set(reading.certainties.values()) == {Certainty.SURE}


def test_a_second_column_for_the_kind_tells_more_of_the_first() -> None:
    mapping = Mapping(columns={"Date": "occurred_at", "Type": "kind", "Subtype": "kind"})
    reading = log("Date,Type,Subtype", "14/04/2024,Assault,Verbal", "15/04/2024,Assault,", mapping=mapping)
    assert [entry.kind for entry in reading.entries] == ["verbal_abuse", "physical_attack"]
