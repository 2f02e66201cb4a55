"""What may be left out is given by someone.

An optional parameter or field that nobody sets is a door that is painted on. It reads as if the program could do
something, it is tested as if it could, and everyone gets its default.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.project_rules.opened_later import DEFINITIONS
from tests.project_rules.source_files import Source, at, calls, sources

DEMO = "incident_tracker/demo/"
GIVEN_BY_TESTS = {
    "list_sorted_places.step": "how many rows apart: a test sees with a few records what happens with many",
    "list_anchors.step": "how many rows apart: a test sees with a few records what happens with many",
}
SET_BY_NOBODY = {
    "LoggableAnswer.law_version": "the program knows the version; an answer keeps the one it was given by",
    "FirstRecords.shifts": "of a clinic that is made with its staff, such as the invented one",
}


@dataclass(frozen=True, slots=True)
class Optional:
    """A parameter or a field with a default: of what, its name, its position if it has one, and where it is."""

    owner: str
    name: str
    position: int | None
    place: str


def test_each_optional_parameter_of_a_use_case_is_given_by_someone() -> None:
    found = [one for source in product() for one in parameters(source)]

    assert never_given(found) == set(GIVEN_BY_TESTS)


def test_each_optional_field_of_a_record_is_set_by_someone() -> None:
    """Constructed with it, or replaced, in a window, a command or a use case; what demo alone sets is set by nobody."""
    found = [one for source in product() for one in record_fields(source)]

    assert never_given(found) == set(SET_BY_NOBODY)


def test_what_nobody_gives_is_noticed() -> None:
    planted = ast.parse(
        "@needs(P)\ndef show(work, first, last=None, *, most=1, least=0): ...\n"
        "@dataclass\nclass Wanted:\n    first: str\n    last: str = ''\n    most: int = 1\n"
        "asked(show, 1, 2, least=3)\nreplace(Wanted(1), last='')\n"
    )
    source = Source("usecases/planted.py", "", planted)

    assert never_given([*parameters(source), *record_fields(source)], [source]) == {"show.most", "Wanted.most"}


@cache
def product() -> tuple[Source, ...]:
    """The program without what invents a clinic, and without the files that open later."""
    later = {entry.replace(".", "/") + ".py" for entry in DEFINITIONS if ":" not in entry}
    files = sources("incident_tracker", "ui", "db")
    return tuple(one for one in files if not one.path.startswith(DEMO) and one.path not in later)


def never_given(found: Iterable[Optional], givers: Iterable[Source] = ()) -> set[str]:
    """Those that no call gives."""
    names, counts, replaced = given(givers or product())
    return {
        f"{one.owner}.{one.name}"
        for one in found
        if not {one.name, "*"} & names[one.owner]
        and not (one.position is not None and one.position < counts[one.owner])
        and not (is_class(one.owner) and one.name in replaced)
    }


def given(givers: Iterable[Source]) -> tuple[dict[str, set[str]], dict[str, int], set[str]]:
    """What calls give: for each name that is called its keywords ("*" for any) and how many by their place; and the
    fields that are replaced or assigned.

    What is handed on to be called (`asked(show, …)`, `partial(show, …)`) is called with what follows it. A class that
    is handed on is filled by what reads its fields.
    """
    names: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    replaced: set[str] = set()
    for source in givers:
        around = {part: node.name for node in source.nodes if isinstance(node, ast.ClassDef) for part in ast.walk(node)}
        for call in calls(source):
            keywords = {keyword.arg or "*" for keyword in call.keywords}
            called = last_name(call.func)
            if called == "replace":
                replaced |= keywords
            if called == "cls":
                called = around.get(call, "")
            handed = [(last_name(one), call.args[place + 1 :]) for place, one in enumerate(call.args)]
            for name, rest in [(called, call.args), *handed]:
                starred = any(isinstance(one, ast.Starred) for one in rest)
                by_type = is_class(name) and name != called
                names[name] |= keywords | ({"*"} if starred or by_type else set())
                counts[name] = max(counts[name], len(rest) - is_context(rest))
        replaced |= {
            node.attr for node in source.nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        }
    return names, counts, replaced


def parameters(source: Source) -> Iterator[Optional]:
    """The optional parameters of the use cases of a file; the first of all is the context, which callers hand over."""
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and any(
            last_name(mark.func) in ("needs", "outside_gate")
            for mark in node.decorator_list
            if isinstance(mark, ast.Call)
        ):
            if any(f"{source.path.removesuffix('.py').replace('/', '.')}:{node.name}" == one for one in DEFINITIONS):
                continue
            arguments = node.args.args
            required = len(arguments) - len(node.args.defaults)
            for place, argument in enumerate(arguments[required:], required):
                # `asked(show, first)` hands over no context: its place is one earlier.
                yield Optional(node.name, argument.arg, place - 1, at(source, argument))
            for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
                if default is not None:
                    yield Optional(node.name, argument.arg, None, at(source, argument))


def record_fields(source: Source) -> Iterator[Optional]:
    """The fields with a default of the records of a file, without private ones and what begins empty to be filled."""
    for node in source.nodes:
        if not isinstance(node, ast.ClassDef) or "dataclass" not in ast.unparse(node).partition("class ")[0]:
            continue
        own = [one for one in node.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)]
        for place, field in enumerate(own):
            name = ast.unparse(field.target)
            filled = field.value is None or ast.unparse(field.value).startswith("field(")
            if not filled and not name.startswith("_") and "ClassVar" not in ast.unparse(field.annotation):
                yield Optional(node.name, name, place, at(source, field))


def is_class(name: str) -> bool:
    return name.lstrip("_")[:1].isupper()


def is_context(given: list[ast.expr]) -> bool:
    """Is the first of what is handed to a use case the context? `asked` puts it there itself."""
    return bool(given) and last_name(given[0]) in ("ctx", "context", "_context")


def last_name(node: ast.expr) -> str:
    """`name` of `name`, `module.name` and `name[type]`; "" for what has no name."""
    if isinstance(node, ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
