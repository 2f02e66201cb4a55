"""Who adds a member to an enumeration is told by the type checker where it is still missing, before anyone runs it."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from incident_tracker.domain.capture.parties import NEED_TERMS, Need, PhysicalImpact
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.columns import Surface
from incident_tracker.domain.support.debriefs import NotHeldReason
from incident_tracker.domain.support.offers import OfferKind
from tests.project_rules.opened_later import DEFINITIONS
from tests.project_rules.source_files import PROGRAM, PROJECT, Source, at, sources
from tests.project_rules.type_checking import said_of_changed

CORE = PROJECT / "incident_tracker"
PLACES = {
    ("domain/capture/life_cycle.py", "Status"): ("domain/capture/life_cycle.py", "labels/capture/incidents.py"),
    ("domain/capture/deescalation.py", "TechniqueEffect"): (
        "domain/capture/tallies.py",
        "labels/capture/deescalation.py",
    ),
    ("domain/support/debriefs.py", "DebriefKind"): ("domain/support/guided_steps.py", "labels/support/debriefs.py"),
    ("domain/clinic/access.py", "Role"): ("domain/clinic/access.py", "labels/clinic/roles.py", "cli/user.py"),
    ("domain/clinic/access.py", "Permission"): ("domain/clinic/access.py", "labels/clinic/permissions.py"),
}
"""Some enumerations, and some of the places that a new member of each has to be served at."""
WORDED_BY_TERMS: dict[str, Iterable[object]] = {
    "not_held_reason": NotHeldReason,
    "physical_impact": PhysicalImpact,
    "severity": Severity,
    "support_offer": OfferKind,
    NEED_TERMS: Need,
}
"""Enumerations whose words are terms of a vocabulary, where no match can miss a member."""

TAKEN_APART_NOWHERE = {
    "Area": "pages listen to those that concern them; a use case names what it changes",
    "Ask": "the meeting lists one after the other, in its own order",
    "Aspect": "a count is asked for by its aspect; `tallies.coded` fills each",
    "Color": "carries its value itself",
    "DateForm": "the forms of a date in a file: each is read by a pattern of its own",
    "Direction": "follows from the channel, which has the words",
    "ExitStatus": "carries its number itself; the manual lists each, and a test compares",
    "Face": "carries the name of its font itself",
    "Icon": "carries the name of its drawing itself",
    "Ink": "each palette names all; a test compares",
    "MarkRole": "tells groups of marks apart for those that look for one",
    "Measured": "the kind of figures that a chart is chosen for",
    "Need": "worded by a vocabulary",
    "NotHeldReason": "worded by a vocabulary",
    "OfferKind": "worded by a vocabulary",
    "PageSize": "carries its size itself",
    "Paper": "a choice of the page; its words are beside it",
    "Severity": "worded by a vocabulary; levels are compared with each other",
    "Sign": "a grammar: each family of words has its own rules",
    "Surface": "read by `columns_on`: see the test below",
    "Visibility": "one question: is it shown?",
    "YearTable": "each table of a year is asked for by name, where it is made and where it is printed",
}
"""Enumerations over which there is no `match` that names every member, and why none is needed."""


def test_a_new_member_is_refused_by_the_type_checker_until_it_is_served(tmp_path: Path) -> None:
    planted = {CORE / name: (CORE / name).read_text(encoding="utf-8") for name, _ in PLACES}
    for name, enumeration in PLACES:
        planted[CORE / name] = with_member(planted[CORE / name], enumeration)
    targets = sorted({CORE / place for places in PLACES.values() for place in places})

    found = said_of_changed(tmp_path, planted, targets)

    unserved = defaultdict(set)
    for where, enumeration in re.findall(r"^(.*?):\d+: error: .*Literal\[(\w+)\.PLANTED\]", found, re.MULTILINE):
        unserved[enumeration].add(Path(where).as_posix().rpartition("incident_tracker/")[2])
    missed = {
        (enumeration, place)
        for (_name, enumeration), places in PLACES.items()
        for place in places
        if place not in unserved[enumeration]
    }
    assert not missed, found


@pytest.mark.parametrize("vocabulary", sorted(WORDED_BY_TERMS))
def test_each_member_that_a_vocabulary_words_has_its_term_in_both_languages(vocabulary: str) -> None:
    """Without one, people would read the code."""
    said = tomllib.loads((CORE / "vocabularies" / f"{vocabulary}.toml").read_text(encoding="utf-8"))["term"]
    worded = {term["code"] for term in said if term.get("label") and term.get("label_es")}
    members = {str(getattr(member, "value", member)) for member in WORDED_BY_TERMS[vocabulary]}
    assert members == worded


def with_member(text: str, enumeration: str) -> str:
    """The source with one more member in this enumeration."""
    head, documented, tail = re.split(
        rf'(class {enumeration}\(StrEnum\):\n    """.*?"""\n)', text, maxsplit=1, flags=re.S
    )
    return f'{head}{documented}\n    PLANTED = "planted"{tail}'


def test_no_member_is_there_that_nothing_in_the_program_names() -> None:
    """It could be stored and read, and nothing would come of it: no words, no count, no page."""
    by_terms = {type(next(iter(members))).__name__ for members in WORDED_BY_TERMS.values()}
    named = {
        (last_name(node.value), node.attr)
        for source in sources("incident_tracker", "ui", "db")
        for node in source.nodes
        if isinstance(node, ast.Attribute)
    }
    unnamed = [
        f"{at(source, member)}: {kind.name}.{target.id}"
        for source in sources("incident_tracker", "ui", "db")
        for kind in source.nodes
        if isinstance(kind, ast.ClassDef) and is_enumeration(kind)
        if kind.name not in by_terms and source.path.removesuffix(".py").replace("/", ".") not in DEFINITIONS
        for member in kind.body
        if isinstance(member, ast.Assign)
        for target in member.targets
        if isinstance(target, ast.Name) and (kind.name, target.id) not in named
    ]

    assert not unnamed, "serve it where the others of its kind are served, or take it away"


def test_an_enumeration_is_worded_in_one_file() -> None:
    """Two files that word the same members come to word them differently; a second wording stands beside the first."""
    enums = enumerations()
    files = defaultdict(set)
    for source in sources(*PROGRAM):
        for enumeration in worded(source, enums):
            files[enumeration].add(source.path)

    assert {name: sorted(paths) for name, paths in files.items() if len(paths) > 1} == {
        # one time in a few words, everywhere; a whole week with what to do about it, on its page
        "Hindrance": ["incident_tracker/labels/support/hindrances.py", "ui/support/week_words.py"],
        "Signal": ["incident_tracker/charts/control_chart_text.py", "incident_tracker/statistics/sentences.py"],
        # on the chart, and in the sentence beside it
    }


def worded(source: Source, enums: set[str]) -> Iterator[str]:
    """The enumerations that a file gives translated words to: in a match, in a mapping, or as choices."""
    for node in source.nodes:
        if isinstance(node, ast.match_case) and is_translated(*node.body):
            yield from (name for value in ast.walk(node.pattern) if (name := enumeration_of(value, enums)))
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield from (name for key, value in pairs if is_translated(value) and (name := enumeration_of(key, enums)))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Choice" and is_translated(*node.args[1:]):
            yield from (name for name in (enumeration_of(node.args[0], enums),) if name)


def enumeration_of(value: ast.AST | None, enums: set[str]) -> str | None:
    """The enumeration whose member this is."""
    if isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name) and value.value.id in enums:
        return value.value.id
    return None


def is_translated(*nodes: ast.AST) -> bool:
    """Are there words for people in it?"""
    return any(
        isinstance(call, ast.Call) and ast.unparse(call.func) in ("_", "ngettext", "pgettext")
        for node in nodes
        for call in ast.walk(node)
    )


def test_no_member_is_looked_up_in_a_mapping() -> None:
    """A forgotten member fails at the desk in `{Color.RED: …}[color]`, and gets what is meant for others in
    `{Color.RED: …}.get(color, …)`; in a `match` it fails the type check.
    """
    enums = enumerations()
    named = {name for source in sources(*PROGRAM) for name in mappings(source, enums)}
    wrong = [at(source, lookup) for source in searched() for lookup in lookups(source, enums, named)]

    assert wrong == []


def test_every_enumeration_is_taken_apart_in_full_or_it_is_known_why_not() -> None:
    """Somewhere a new member is a type error, so that the checker leads to the places that have to serve it."""
    members = {
        kind.name: {ast.unparse(one.targets[0]) for one in kind.body if isinstance(one, ast.Assign)}
        for source in sources(*PROGRAM)
        for kind in source.nodes
        if isinstance(kind, ast.ClassDef) and is_enumeration(kind)
    }
    whole = {name for source in sources(*PROGRAM) for name in taken_apart(source, members)}

    assert set(members) - whole == set(TAKEN_APART_NOWHERE)


def taken_apart(source: Source, members: dict[str, set[str]]) -> Iterator[str]:
    """The enumerations of which a `match` of a file names every member."""
    for node in source.nodes:
        if isinstance(node, ast.Match):
            named = defaultdict(set)
            for value in (part for one in node.cases for part in ast.walk(one.pattern)):
                if isinstance(value, ast.MatchValue) and (name := enumeration_of(value.value, set(members))):
                    named[name].add(last_name(value.value))
            yield from (name for name, found in named.items() if found == members[name])


def test_every_surface_of_a_column_is_read_somewhere() -> None:
    """A column that says that it is shown on one that nobody reads is shown nowhere."""
    read = {
        last_name(call.args[1])
        for source in sources(*PROGRAM)
        for call in source.nodes
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "columns_on" and len(call.args) == 2
    }

    assert read - {"surface"} == {one.name for one in Surface}


def test_no_match_over_members_has_a_default() -> None:
    """The default would take a new member, too."""
    enums = enumerations()
    wrong = [at(source, match) for source in searched() for match in matches_with_default(source, enums)]

    assert wrong == []


def test_what_a_new_member_could_hide_behind_is_found() -> None:
    planted = ast.parse(
        "TONES = {Color.RED: 1}\nTONES[color]\nTONES.get(color, 0)\n{Color.RED: 1}.get(color)\nOTHERS.get(color)\n"
        "match color:\n case Color.RED: ...\n case _: ...\n"
    )
    source = Source("planted.py", "", planted)

    assert [at(source, one) for one in lookups(source, {"Color"}, set(mappings(source, {"Color"})))] == [
        "planted.py:2",
        "planted.py:3",
        "planted.py:4",
    ]
    assert [at(source, one) for one in matches_with_default(source, {"Color"})] == ["planted.py:6"]


def searched() -> Iterator[Source]:
    """The program; in the grammar of words for a kind, most signs are no act by themselves, and a lookup says so."""
    return (source for source in sources(*PROGRAM) if source.path != "incident_tracker/exchange/kinds/reading.py")


def matches_with_default(source: Source, enums: set[str]) -> Iterator[ast.Match]:
    """Every `match` over members that ends with `case _` or with a name."""
    for node in source.nodes:
        if isinstance(node, ast.Match):
            patterns = [part for one in node.cases for part in ast.walk(one.pattern)]
            members = any(isinstance(one, ast.MatchValue) and enumeration_of(one.value, enums) for one in patterns)
            last = node.cases[-1]
            if (
                members
                and isinstance(last.pattern, ast.MatchAs)
                and last.pattern.pattern is None
                and last.guard is None
            ):
                yield node


def enumerations() -> set[str]:
    """The names of all enumerations of the program."""
    return {
        node.name
        for source in sources(*PROGRAM)
        for node in source.nodes
        if isinstance(node, ast.ClassDef) and is_enumeration(node)
    }


def is_enumeration(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base) in ("StrEnum", "IntEnum", "Enum", "Flag") for base in node.bases)


def mappings(source: Source, enums: set[str]) -> Iterator[str]:
    """The names under which mappings of members are kept: of a module, of a function, of an object."""
    for node in source.nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and is_of_members(node.value, enums):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                yield ast.unparse(target).rpartition(".")[2]


def lookups(source: Source, enums: set[str], named: set[str]) -> Iterator[ast.expr]:
    """Every `mapping[member]` and `mapping.get(member)` whose mapping is written out, in place or under a name."""
    for node in source.nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            mapping = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            mapping = node.func.value
        else:
            continue
        here = isinstance(mapping, ast.Name | ast.Attribute) and last_name(mapping) in named
        if here or is_of_members(mapping, enums):
            yield node


def last_name(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


def is_of_members(value: ast.expr | None, enums: set[str]) -> bool:
    """A mapping in braces whose keys are members, or what members stand for."""
    return isinstance(value, ast.Dict) and any(
        isinstance(key, ast.Attribute) and ast.unparse(key).partition(".")[0] in enums for key in value.keys
    )


def test_what_a_shipped_word_means_is_said_in_both_languages() -> None:
    for vocabulary in sorted((PROJECT / "incident_tracker" / "vocabularies").glob("*.toml")):
        for term in tomllib.loads(vocabulary.read_text(encoding="utf-8"))["term"]:
            assert bool(term.get("definition")) == bool(term.get("definition_es")), (vocabulary.name, term["code"])
