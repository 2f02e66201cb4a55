"""What the manual says the program never does: there is no field for it, no call for it and no word of it."""

import ast
import re
from dataclasses import fields
from pathlib import Path

from babel.messages.pofile import read_po

import db.store  # noqa: F401 - declares every table
from db.base import metadata
from incident_tracker.domain.capture.parties import PersonOfConcern
from tests.project_rules.source_files import PROGRAM, PROJECT, at, calls, sources

BLAME = "fault|blame|guilt|credib|disciplin|violation"
PATIENTS = "diagnos|immigra|ethnic|gender|religio|birth|patient_name"
NETWORK = {"socket", "ssl", "http", "urllib.request", "requests", "httpx", "smtplib", "ftplib", "PySide6.QtNetwork"}
MAIL = "incident_tracker/exports/mail_server.py"
LOCAL = {"QLocalServer", "QLocalSocket"}
SOUND = {"PySide6.QtMultimedia", "winsound"}
CATALOGUES = sorted((PROJECT / "incident_tracker" / "locale").glob("*/LC_MESSAGES/*.po"))


def test_there_is_no_column_for_blame_or_for_what_a_patient_is() -> None:
    columns = {f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns}

    assert [name for name in columns if re.search(f"{BLAME}|{PATIENTS}", name)] == []


def test_of_the_person_who_acted_only_a_local_code_is_kept() -> None:
    assert {field.name for field in fields(PersonOfConcern)} == {"relation", "repeat", "local_code"}


def test_nothing_opens_a_connection_or_makes_a_sound() -> None:
    """A database server of one's own is reached through SQLAlchemy alone. Two programs of one user on one computer meet
    by a local socket, which no other computer can reach. One module alone reaches the mail server, which a clinic names
    itself.
    """
    wrong = [
        at(source, node)
        for source in sources(*PROGRAM)
        for node in source.nodes
        if (
            isinstance(node, ast.Import | ast.ImportFrom)
            and modules_of(node) & (NETWORK | SOUND)
            and not is_local(node)
            and not (at(source, node).startswith(MAIL) and modules_of(node) <= {"smtplib", "socket", "ssl"})
        )
        or (isinstance(node, ast.Attribute) and node.attr == "beep")
    ]

    assert not wrong


def is_local(node: ast.Import | ast.ImportFrom) -> bool:
    """Only the local sockets of Qt, by name."""
    return isinstance(node, ast.ImportFrom) and {alias.name for alias in node.names} <= LOCAL


def modules_of(node: ast.Import | ast.ImportFrom) -> set[str]:
    """The modules that are imported, by their whole name and by its first part."""
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return {*names, *(name.partition(".")[0] for name in names)}


def test_nobody_is_called_late() -> None:
    """What waits is *waiting since*: no text that is shown says overdue, nor that someone failed to."""
    shown = [message for path in CATALOGUES for message in texts_of(path)]

    assert shown
    assert [text for text in shown if re.search(r"\b(overdue|failed to)\b", text, re.IGNORECASE)] == []


def texts_of(path: Path) -> list[str]:
    """The English texts of a catalogue."""
    with path.open("rb") as file:
        ids = [message.id for message in read_po(file) if message.id]
    return [text for one in ids for text in ([one] if isinstance(one, str) else one)]


def test_no_pass_phrase_is_an_argument() -> None:
    """The arguments of a process can be read by everyone on the computer."""
    options = [
        (at(source, call), word.value)
        for source in sources("incident_tracker/cli")
        for call in calls(source)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add_argument"
        for word in call.args
        if isinstance(word, ast.Constant)
    ]

    assert options
    assert [place for place, word in options if re.search("pass|secret|key", str(word))] == []
