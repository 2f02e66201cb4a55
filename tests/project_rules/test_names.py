"""Rules of names and words: one name means one thing, and everything is said in plain English."""

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePosixPath

from tests.project_rules.plain_words import any_of, avoided_words
from tests.project_rules.source_files import at, committed_texts, sources

A_NAME_THAT_IS_KEPT = "what people would like, under the name that databases and older files have for it"
IN_SPANISH = re.compile(r"docs/es/.*|tests/project_rules/features_es\.toml")
EXCEPTIONS: Mapping[str, str] = {
    "CHANGELOG.md": A_NAME_THAT_IS_KEPT,
    "CONTRIBUTING.md": "the table of these words",
    "alembic/versions/0003_support.py": A_NAME_THAT_IS_KEPT,
    "db/capture/frozen.py": A_NAME_THAT_IS_KEPT,
    "db/support/follow_ups.py": A_NAME_THAT_IS_KEPT,
    "tests/usecases/oversight/test_promises_counted_again.py": A_NAME_THAT_IS_KEPT,
    "incident_tracker/cli/incident_file.py": A_NAME_THAT_IS_KEPT,
    "incident_tracker/cli/log.py": A_NAME_THAT_IS_KEPT,
    "incident_tracker/domain/capture/parties.py": A_NAME_THAT_IS_KEPT,
    "incident_tracker/exchange/kinds/english.py": "how people write in the logs that are read",
    "incident_tracker/exchange/kinds/spanish.py": "Spanish",
    "incident_tracker/vocabularies/severity.toml": "Spanish",
    "tests/cli/test_clinic_commands.py": A_NAME_THAT_IS_KEPT,
    "tests/migrations/records.py": A_NAME_THAT_IS_KEPT,
}
"""Files in which such a word is needed, and why."""
TABLES_OF_WORDS = {"CONTRIBUTING.md", "tests/project_rules/test_names.py"}
KEPT_SPELLINGS = (
    "aria-labelledby",
    "drawCentredString",
    "appointment_cancelled_by_clinic",
    "billing_counsellor",
    "call_centre_agent",
    "dedicated_counselling",
    "referral_authorisation_delay",
    "summarised_back",
    '"analyse"',
    '"CANCELLED"',
    "center|centre",
    "groups_by_time_problem_neighbourhood",
    "nsw_offences_monthly",
)
"""What is spelled like that elsewhere: in SVG, in ReportLab, in every clinic's database and audit trail, in logs and
tables that others wrote."""


def test_no_two_public_classes_share_a_name() -> None:
    """Someone who searches for a class must find the one that is meant."""
    found: dict[str, list[str]] = defaultdict(list)
    for source in sources("incident_tracker", "ui", "db"):
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(at(source, node))

    shared = {name: places for name, places in found.items() if len(places) > 1}

    assert not shared, "name one of them by what sets it apart"


def test_a_function_that_is_imported_by_its_name_is_the_only_one_of_that_name() -> None:
    """Two that share a name, such as `run` of each command, are told apart by their module: `whys.walk`."""
    found: dict[str, set[str]] = defaultdict(set)
    for source in sources("incident_tracker", "ui", "db"):
        module = source.path.removesuffix(".py").replace("/", ".")
        for node in source.tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                found[node.name].add(module)
    shared = {(module, name) for name, modules in found.items() if len(modules) > 1 for module in modules}

    by_name = [
        f"{at(source, node)}: {alias.name}"
        for source in sources("incident_tracker", "ui", "db")
        for node in source.nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (node.module, alias.name) in shared and alias.asname is None
    ]

    assert not by_name, "import its module, and call it as `module.name`"


def test_everything_is_said_in_plain_words() -> None:
    """In names, comments, texts and pages alike."""
    spoken = [
        (path, text)
        for path, text in committed_texts()
        if PurePosixPath(path).suffix in (".py", ".md", ".toml") and not IN_SPANISH.match(path)
    ]
    unknown = any_of(avoided_words("Not"))
    found = {path: sorted({match.group().lower() for match in unknown.finditer(text)}) for path, text in spoken}
    del found[PurePosixPath("tests/project_rules/test_names.py").as_posix()]
    with_such_words = {path: words for path, words in found.items() if words}

    assert {path: words for path, words in with_such_words.items() if path not in EXCEPTIONS} == {}, (
        "say it as the table “Words we use” in CONTRIBUTING.md does"
    )
    assert sorted(EXCEPTIONS.keys() - with_such_words.keys()) == [], "an exception that nothing needs any more"


def test_everything_is_spelled_the_american_way() -> None:
    """One spelling, so that a search finds all of it: names, comments, texts and pages alike."""
    british = re.compile("|".join(avoided_words("Spelled not")).replace("analyse", "analyse(?!s)"), re.IGNORECASE)
    kept = re.compile("|".join(re.escape(spelling) for spelling in KEPT_SPELLINGS))
    found = [
        f"{path}:{number}: {match.group()}"
        for path, text in committed_texts()
        if PurePosixPath(path).suffix in (".py", ".md", ".toml") and path not in TABLES_OF_WORDS
        for number, line in enumerate(text.splitlines(), 1)
        for match in british.finditer(kept.sub("", line))
    ]

    assert not found, "spell it as the table in CONTRIBUTING.md does"


def test_nothing_is_called_a_way() -> None:
    """A channel, a link, a direction, an alternative: a name says which."""
    named = [
        f"{source.path}:{token.start[0]}: {token.string}"
        for source in sources("incident_tracker", "ui", "db")
        for token in tokenize.generate_tokens(io.StringIO(source.text).readline)
        if token.type == tokenize.NAME
        and {"way", "ways"} & set(token.string.split("_"))
        and token.string != "in_the_way"
    ]

    assert not named, "name it by what it is: a channel, link, direction or alternative"
