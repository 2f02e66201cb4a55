"""Rules of the source that no other tool checks: sizes, names, docstrings, signals, translation, forbidden calls."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.project_rules.source_files import PROGRAM, at, calls, committed_texts, sources

LARGEST = 400  # lines; above it a file has two subjects
MOST_SKIPS = 30  # places where the formatter is told to leave a table as it is
CLOCKS = {"incident_tracker/bootstrap.py", "incident_tracker/cli/spc.py", "ui/app.py"}
READ_THE_CLOCK = {
    "now",
    "utcnow",
    "today",
    "time",
    "time_ns",
    "localtime",
    "gmtime",
    "currentDate",
    "currentTime",
    "currentDateTime",
    "currentDateTimeUtc",
}
CLASSES_OF_TIME = {"datetime", "date", "QDate", "QTime", "QDateTime", "time", "clock"}
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common", "handler", "handlers"}
TRANSLATE = {"_", "ngettext", "pgettext", "npgettext"}


def test_no_file_has_outgrown_one_subject() -> None:
    everything = sources(*PROGRAM, "tests", "benchmarks", ".ci")

    too_long = [f"{s.path}: {lines}" for s in everything if (lines := s.text.count("\n")) > LARGEST]

    assert not too_long, "move one of its subjects into a file of its own"


def test_every_file_is_named_after_its_subject() -> None:
    unnamed = [s.path for s in sources(*PROGRAM, "tests", ".ci") if SAYS_NOTHING & set(words_of(s.path))]

    assert not unnamed, "name the file after what is in it"


def words_of(path: str) -> list[str]:
    return [word for part in PurePosixPath(path).with_suffix("").parts for word in part.split("_")]


def test_every_module_opens_with_one_sentence_about_itself() -> None:
    wrong = []
    for source in sources(*PROGRAM, "tests", ".ci", "benchmarks"):
        first = (ast.get_docstring(source.tree) or "").split("\n\n")[0]
        if source.text.strip() and not first.endswith((".", ".)")):
            wrong.append(source.path)

    assert not wrong, "begin the file with one sentence, in quotes and with a full stop, that says what it is for"


def test_only_the_program_itself_says_anything_in_its_init_file() -> None:
    """Importing a package must not import half the program."""
    saying = [s.path for s in sources(*PROGRAM) if s.path.endswith("__init__.py") and s.text.strip()]

    assert saying == ["incident_tracker/__init__.py"]


def test_migrations_and_tests_are_no_packages() -> None:
    """With `alembic/__init__.py` the folder would hide the library of that name."""
    packages = [s.path for s in sources("alembic", "tests") if s.path.endswith("__init__.py")]
    assert not packages, "take the __init__.py away: these folders are no packages"


def test_every_method_of_a_repository_says_what_it_gives_and_which_errors_it_raises() -> None:
    """What a unit offers as an attribute is named by its class."""
    silent = [
        at(source, member)
        for source in sources("db")
        for kind in source.tree.body
        if isinstance(kind, ast.ClassDef) and not kind.name.startswith("_")
        for member in kind.body
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("_")
        if not member.decorator_list and not ast.get_docstring(member)
    ]

    assert not silent, "give it a docstring: what it gives, and which errors it raises"


def test_the_formatter_is_left_alone_but_for_tables() -> None:
    """Worth it where a table is read by its lines, as figures are; elsewhere the expression is too long."""
    skips = "# fmt: " + "skip"
    kept = [(s.path, s.text.count(skips)) for s in sources(*PROGRAM, "tests", "benchmarks", ".ci") if skips in s.text]

    assert sum(number for _path, number in kept) <= MOST_SKIPS, (
        f"let the formatter have it, or lower another one of these: {kept}"
    )


def test_only_a_match_over_an_enumeration_may_have_many_branches() -> None:
    """A table of all members is read line by line; any other function of that size hides what it decides."""
    marked = [
        (source, node)
        for source in sources(*PROGRAM)
        for node in source.nodes
        if isinstance(node, ast.FunctionDef) and "noqa: C901" in source.text.splitlines()[node.lineno - 1]
    ]

    assert marked
    hiding = [at(source, node) for source, node in marked if not is_table(node)]
    assert not hiding, "take the function apart: only a `match` over an enumeration may have so many branches"


def test_signals_are_connected_to_bound_methods() -> None:
    """A lambda that holds `self` keeps a window alive beyond the application, which then crashes at exit."""
    wrong = [
        at(source, call)
        for source in sources("ui", "tests")
        for call in calls(source)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "connect"
        for argument in call.args
        if isinstance(argument, ast.Lambda) and mentions(argument, "self")
    ]

    assert not wrong, "connect a method of the object, or a `partial` of one"


def test_translated_text_is_fixed_text() -> None:
    """An f-string inside `_()` never matches the catalogue: write `_("{n} of {m}").format(n=…, m=…)`."""
    wrong = [
        at(source, call)
        for source in sources(*PROGRAM)
        for call in calls(source)
        if isinstance(call.func, ast.Name) and call.func.id in TRANSLATE
        for argument in call.args[: 1 if call.func.id == "_" else 2]
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    ]

    assert not wrong, 'write the text as it is in the catalogue: `_("{n} of {m}").format(n=…, m=…)`'


def test_nothing_is_translated_while_it_is_imported() -> None:
    """The language is known only later, and may change."""
    wrong = [
        at(source, call)
        for source in sources(*PROGRAM)
        for call in calls_at_import(source.tree)
        if isinstance(call.func, ast.Name) and call.func.id in TRANSLATE
    ]

    assert not wrong, "mark the text with `N_` there, and translate it with `_` where it is shown"


def test_dangerous_calls_are_not_made() -> None:
    """`echo=True` prints narratives; `sqlcipher_export` writes plain text; the others run what they are given."""
    wrong = []
    for source in sources(*PROGRAM):
        if "sqlcipher_export" in source.text:
            wrong.append(source.path)
        for node in source.nodes:
            if isinstance(node, ast.keyword) and node.arg in ("echo", "shell") and not is_false(node.value):
                wrong.append(at(source, node.value))
            if isinstance(node, ast.Name) and node.id in ("eval", "exec"):
                wrong.append(at(source, node))
            if isinstance(node, ast.Import | ast.ImportFrom) and imported(node) & {"pickle", "marshal", "shelve"}:
                wrong.append(at(source, node))

    assert not wrong, "do without it: the docstring of this rule says what it would give away or run"


def test_the_time_of_day_comes_in_at_three_places() -> None:
    """Everything else is told the moment (`ctx.now()`), so that a test can let a year pass."""
    wrong = [
        at(source, call)
        for source in sources(*PROGRAM)
        if source.path not in CLOCKS
        for call in calls(source)
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name)
        if call.func.value.id in CLASSES_OF_TIME and call.func.attr in READ_THE_CLOCK
    ]

    assert not wrong, "take the moment from `ctx.now()` or `desk.now()`, or as an argument"


def test_a_check_box_is_the_one_that_loses_no_letter() -> None:
    """Qt's own is pressed for a tenth of a second after its letter; `CheckBox` is checked at once."""
    wrong = [
        at(source, node)
        for source in sources("ui")
        if source.path != "ui/widgets/check_box.py"
        for node in source.nodes
        if isinstance(node, ast.Name) and node.id == "QCheckBox"
    ]

    assert not wrong, "use ui.widgets.check_box.CheckBox"


def test_an_entry_of_a_box_is_found_by_what_it_is_equal_to() -> None:
    """Qt compares ids as Python objects: one that was read again is another, and nothing or the wrong is chosen."""
    wrong = [
        at(source, call)
        for source in sources("ui")
        for call in calls(source)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "findData"
    ]

    assert not wrong, "use ui.widgets.box_data.choose_data"


def test_the_project_speaks_of_itself_alone() -> None:
    """No path or address of a machine it was made on, and none of the tools it was made with."""
    machine = "|".join(["/" + "work/", "/" + "opt/", "/" + "root/", "farm" + "-bench", "/srv/" + "project"])
    tools = "|".join(["clau" + "de", "anthro" + "pic", "chat" + "gpt", "open" + "ai", "co" + "pilot"])
    forbidden = re.compile(rf"{machine}|\b(?:{tools})\b", re.IGNORECASE)

    wrong = [
        f"{path}: {found.group()}" for path, text in committed_texts() if (found := forbidden.search(text)) is not None
    ]

    assert not wrong, "say it without the path, address or tool"


def calls_at_import(node: ast.AST) -> Iterator[ast.Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from calls_at_import(child)


def is_table(function: ast.FunctionDef) -> bool:
    """One `match` and nothing else, which gives a value for each member."""
    statements = [
        part for part in function.body if not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))
    ]
    match statements:
        case [ast.Match(cases=cases)]:
            return all(isinstance(case.pattern, ast.MatchValue | ast.MatchOr) and _returns(case.body) for case in cases)
        case _:
            return False


def _returns(body: list[ast.stmt]) -> bool:
    return len(body) == 1 and isinstance(body[0], ast.Return)


def mentions(node: ast.AST, name: str) -> bool:
    return any(isinstance(inner, ast.Name) and inner.id == name for inner in ast.walk(node))


def is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and not node.value


def imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return {name.split(".")[0] for name in names}


def test_tests_of_windows_never_wait_by_the_clock() -> None:
    """A pause is too short on a busy computer and too long on others; `qtbot.waitUntil` knows what it waits for."""
    wrong = [
        at(source, call)
        for source in sources("tests")
        for call in calls(source)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in ("wait", "qWait", "sleep", "msleep")
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in ("qtbot", "QTest", "QThread")
    ]

    assert not wrong, "wait for what is to come: `qtbot.waitUntil` or `qtbot.waitSignal`"
