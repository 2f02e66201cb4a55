"""The pages and tables of the manual that are made from the program; run as a module it writes them into docs/."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QKeySequence

import incident_tracker
from incident_tracker.cli.program import COMMANDS
from incident_tracker.domain.clinic.access import Permission, Role, Scope, grant
from incident_tracker.labels.clinic.permissions import permission_text
from incident_tracker.labels.clinic.roles import role_meaning, role_text
from tests.project_rules.features import CHAPTERS, Feature
from ui.shell.commands import SECTIONS_WITH_KEYS, declared
from ui.shell.menus import other_keys
from ui.shell.navigation import entries

DOCS = Path(__file__).parents[2] / "docs"

REACH = {Scope.NONE: "–", Scope.OWN: "own", Scope.SITE: "site", Scope.ALL: "all", Scope.DEIDENTIFIED: "no names"}

FEATURES_INTRODUCTION = """\
# What it can do, and where

Every feature of the plan with its number. **Bold** is a page of the window, `typed` a command. *Not yet* means just
that: it is planned and cannot be used. Each feature that can be used has a test that uses it.
"""


def made(name: str) -> str:
    """What the page `name` of docs/ is to say: its own words around the tables that are made. Needs an application."""
    if name == "features.md":
        return features_page()
    text = (DOCS / name).read_text(encoding="utf-8")
    if name == "permissions.md":
        text = with_grants(text)
    for header, rows in TABLES[name]().items():
        text = with_table(text, header, rows)
    return text


def keys_tables() -> dict[str, list[str]]:
    """The commands of the menus with their keys, and the keys that belong to no menu."""
    rows = [(_keys(one.keys[0]), one.label.replace("&", "")) for one in declared() if one.keys and _keys(one.keys[0])]
    rows.append((f"Ctrl+1 … Ctrl+{SECTIONS_WITH_KEYS}", "The entries of the sidebar"))
    rows += [(how, what) for what, how in other_keys()]
    return {"| Key | What it does |": [f"| {how} | {what} |" for how, what in rows]}


def commands_tables() -> dict[str, list[str]]:
    """The commands of the command line."""
    return {"| Command | What it does |": [f"| `{name}` | {purpose} |" for name, purpose in COMMANDS.items()]}


def levels_tables() -> dict[str, list[str]]:
    """The ladder of severity, as the clinic's words have it from the start."""
    shipped = Path(incident_tracker.__file__).parent / "vocabularies" / "severity.toml"
    terms = tomllib.loads(shipped.read_text(encoding="utf-8"))["term"]
    rows = [f"| {term['code']} | {term['label']} | {term['definition']} |" for term in terms]
    return {"| Level | In short | For example |": rows}


def roles_tables() -> dict[str, list[str]]:
    """The roles and what each is for."""
    return {"| Role | What for |": [f"| {role_text(role)} | {role_meaning(role)} |" for role in Role]}


def with_grants(text: str) -> str:
    """The text with what each role has of a permission, in every line of a table that names one."""
    called = {permission_text(permission): permission for permission in Permission}
    heads = "|".join(f" {role_text(role)} " for role in Role)
    lines = []
    for line in text.split("\n"):
        permission = called.get(line.split("|")[1].strip()) if line.startswith("|") else None
        if permission is not None:
            cells = [permission_text(permission), *(grant_text(role, permission) for role in Role)]
            line = f"| {' | '.join(cells)} |"
        elif line.startswith("| |"):
            line = f"| |{heads}|"
        lines.append(line)
    return "\n".join(lines)


def grant_text(role: Role, permission: Permission) -> str:
    """A grant as the page writes it."""
    given = grant(role, permission)
    reach = REACH[given.scope] + (" + own" if given.own_elsewhere else "")
    return reach + ("²" if given.needs_second else "¹" if given.needs_reason else "³" if given.needs_passphrase else "")


TABLES = {
    "permissions.md": roles_tables,
    "keys.md": keys_tables,
    "command-line.md": commands_tables,
    "words.md": levels_tables,
}
MADE = ("features.md", *TABLES)


def with_table(text: str, header: str, rows: Iterable[str]) -> str:
    """The text with these rows in the first table under this header. Errors: ValueError if there is none."""
    lines = text.split("\n")
    first = lines.index(header) + 2
    last = next(number for number in range(first, len(lines)) if not lines[number].startswith("|"))
    return "\n".join([*lines[:first], *rows, *lines[last:]])


def _keys(keys: str | QKeySequence.StandardKey) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def features_page() -> str:
    """docs/features.md."""
    labels = {entry.key: entry.label for entry in entries()}
    lines = [FEATURES_INTRODUCTION]
    for chapter in CHAPTERS:
        lines += [f"## {chapter.heading}\n", "| | Feature | Where |", "|---|---|---|"]
        lines += [f"| {one.id} | {one.title} | {_where(one, labels)} |" for one in chapter.features]
        lines.append("")
    here = sum(feature.is_here for chapter in CHAPTERS for feature in chapter.features)
    every = sum(len(chapter.features) for chapter in CHAPTERS)
    begun = sum(bool(one.story and one.lacks) for chapter in CHAPTERS for one in chapter.features)
    lines.append(f"{here} of {every} are here, {begun} in part, {every - here - begun} not yet.")
    return "\n".join(lines) + "\n"


def _where(feature: Feature, labels: dict[str, str]) -> str:
    if not feature.story:
        return "*not yet*"
    places = [f"**{labels[key]}**" for key in feature.pages] + [f"`{name}`" for name in feature.commands]
    return ", ".join(places) + (f"; *not yet:* {feature.lacks}" if feature.lacks else "")


if __name__ == "__main__":
    application = QGuiApplication([])
    for page in MADE:
        (DOCS / page).write_text(made(page), encoding="utf-8")
