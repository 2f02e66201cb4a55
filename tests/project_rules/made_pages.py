"""The pages and tables of the manual that are made from the program; run as a module it writes them into docs/.

Each is made twice, in English and in Spanish (docs/es/), from what the program says in that language.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QKeySequence

import incident_tracker
from incident_tracker import wording
from incident_tracker.cli.program import COMMANDS
from incident_tracker.domain.clinic.access import Permission, Role, Scope, grant
from incident_tracker.labels.clinic.permissions import permission_text
from incident_tracker.labels.clinic.roles import role_meaning, role_text
from incident_tracker.wording import translated
from tests.project_rules.features import CHAPTERS, Feature
from ui.shell.commands import declared
from ui.shell.menus import other_keys
from ui.shell.navigation import MOST_SECTIONS, entries

DOCS = Path(__file__).parents[2] / "docs"
FOLDERS = {"en": DOCS, "es": DOCS / "es"}

REACH = {
    "en": {Scope.NONE: "–", Scope.OWN: "own", Scope.SITE: "site", Scope.ALL: "all", Scope.DEIDENTIFIED: "no names"},
    "es": {
        Scope.NONE: "–",
        Scope.OWN: "propio",
        Scope.SITE: "centro",
        Scope.ALL: "todo",
        Scope.DEIDENTIFIED: "sin nombres",
    },
}

IN_ALL = "{here} of {every} are here, {begun} in part, {later} not yet."

SPANISH = {
    "| Key | What it does |": "| Tecla | Qué hace |",
    "| Command | What it does |": "| Comando | Qué hace |",
    "| Level | In short | For example |": "| Nivel | En breve | Por ejemplo |",
    "| Role | What for |": "| Rol | Para qué |",
    "| | Feature | Where |": "| | Función | Dónde |",
    "The entries of the sidebar": "Las entradas de la barra lateral",
    "*not yet*": "*aún no*",
    "*not yet:*": "*aún no:*",
    IN_ALL: "{here} de {every} están, {begun} en parte, {later} aún no.",
    """\
# What it can do, and where

Every feature of the plan with its number. **Bold** is a page of the window, `typed` a command. *Not yet* means just
that: it is planned and cannot be used. Each feature that can be used has a test that uses it.
""": """\
# Qué puede hacer, y dónde

Cada función del plan con su número. En **negrita**, una página de la ventana; con `esta letra`, un comando. *Aún no* es
eso mismo: está en el plan y no se puede usar. Cada función que se puede usar tiene una prueba que la usa.
""",
}
"""What these pages say besides the program's own words."""


def say(english: str) -> str:
    """A text of these pages in the present language. Errors: KeyError if it has no Spanish."""
    return english if wording.language() == "en" else SPANISH[english]


@cache
def spanish_features() -> dict[str, str]:
    """The Spanish of every text of features.py."""
    return tomllib.loads(Path(__file__).with_name("features_es.toml").read_text(encoding="utf-8"))


def say_feature(english: str) -> str:
    """A title, or what a feature lacks, in the present language. Errors: KeyError: write it into features_es.toml."""
    return english if wording.language() == "en" else spanish_features()[english]


def made(name: str, language: str = "en") -> str:
    """What the page `name` is to say in a language: its own words around what is made. Needs an application."""
    with wording.speaking(language):
        if name == "features.md":
            return features_page()
        text = (FOLDERS[language] / name).read_text(encoding="utf-8")
        if name == "permissions.md":
            text = with_grants(text)
        for header, rows in TABLES[name]().items():
            text = with_table(text, say(header), rows)
        return text


def keys_tables() -> dict[str, list[str]]:
    """The commands of the menus with their keys, and the keys that belong to no menu."""
    told = [([_keys(keys) for keys in one.keys[: one.told]], one.label.replace("&", "")) for one in declared()]
    rows = [(", ".join(keys), label) for keys, label in told if any(keys)]
    rows.append((f"Ctrl+1 … Ctrl+{MOST_SECTIONS}", say("The entries of the sidebar")))
    rows += [(how, what) for what, how in other_keys()]
    return {"| Key | What it does |": [f"| {how} | {what} |" for how, what in rows]}


def commands_tables() -> dict[str, list[str]]:
    """The commands of the command line."""
    return {
        "| Command | What it does |": [f"| `{name}` | {translated(purpose)} |" for name, purpose in COMMANDS.items()]
    }


def levels_tables() -> dict[str, list[str]]:
    """The ladder of severity, as the clinic's words have it from the start."""
    shipped = Path(incident_tracker.__file__).parent / "vocabularies" / "severity.toml"
    terms = tomllib.loads(shipped.read_text(encoding="utf-8"))["term"]
    end = "" if wording.language() == "en" else "_es"
    rows = [f"| {term['code']} | {term[f'label{end}']} | {term[f'definition{end}']} |" for term in terms]
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
        elif lines and lines[-1].startswith("| |"):
            line = "|---" * (len(Role) + 1) + "|"
        lines.append(line)
    return "\n".join(lines)


def grant_text(role: Role, permission: Permission) -> str:
    """A grant as the page writes it."""
    given = grant(role, permission)
    reach = REACH[wording.language()][given.scope]
    if given.own_elsewhere:
        reach += f" + {REACH[wording.language()][Scope.OWN]}"
    if given.own_if_allowed:
        reach += "⁴"
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
    """features.md in the present language."""
    labels = {entry.key: entry.label for entry in entries()}
    lines = [say(next(text for text in SPANISH if text.startswith("# ")))]
    for chapter in CHAPTERS:
        lines += [f"## {say_feature(chapter.heading)}\n", say("| | Feature | Where |"), "|---|---|---|"]
        lines += [f"| {one.id} | {say_feature(one.title)} | {_where(one, labels)} |" for one in chapter.features]
        lines.append("")
    here = sum(feature.is_here for chapter in CHAPTERS for feature in chapter.features)
    every = sum(len(chapter.features) for chapter in CHAPTERS)
    begun = sum(bool(one.story and one.lacks) for chapter in CHAPTERS for one in chapter.features)
    last = say(IN_ALL)
    lines.append(last.format(here=here, every=every, begun=begun, later=every - here - begun))
    return "\n".join(lines) + "\n"


def _where(feature: Feature, labels: dict[str, str]) -> str:
    if not feature.story:
        return say("*not yet*")
    places = [f"**{labels[key]}**" for key in feature.pages] + [f"`{name}`" for name in feature.commands]
    return ", ".join(places) + (f"; {say('*not yet:*')} {say_feature(feature.lacks)}" if feature.lacks else "")


if __name__ == "__main__":
    application = QGuiApplication([])
    for tongue, folder in FOLDERS.items():
        for page in MADE:
            (folder / page).write_text(made(page, tongue), encoding="utf-8")
