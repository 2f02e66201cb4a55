"""Looks for damage that the database itself does not notice, and names it without contents; repairs only if asked."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, String, cast, func, select

from db.base import metadata
from db.capture.checks import check_codes, check_summaries
from db.engine import connect_file, without_values
from db.oversight.audit import Anchor
from db.sealed import BY_NAME
from db.seals import Misfit, broken_sums, keys_of, misfits, parts_of
from db.unit import SqlUnit
from incident_tracker.domain.audit import Head
from incident_tracker.domain.errors import StoreProblem
from incident_tracker.ports.clinic import CheckFinding, CheckPart, Watch

Check = Callable[[SqlUnit, bool], Iterator[CheckFinding]]

# What the chapters check of their own, given the unit and whether to repair.
CHECKS: tuple[Check, ...] = (check_codes, check_summaries)
_FAULTS = {
    "changed": "A record was changed outside the program: it is not as its last saved change left it.",
    "gone": "A record was taken away outside the program.",
    "unsealed": "A record was put in outside the program: no saved change made it.",
    "back": "A record that had been taken away was put back outside the program.",
}


def unwatched(_part: CheckPart, _done: int, _of: int) -> None:
    """What is told where no one waits."""


def check_file(path: Path, key: bytes, salt: bytes, tell: Watch | None = None) -> Iterator[CheckFinding]:
    """Pages, tables and references of an encrypted file; each check on its own connection, since one bad page spoils
    later checks on the same one. Errors: what `tell` raises."""
    for done, (pragma, kind) in enumerate((("cipher_integrity_check", "page"), ("integrity_check", "file"))):
        if tell is not None:
            tell(CheckPart.FILE, done, 2)
        for row in _rows(path, key, salt, pragma):
            if row[0] != "ok":
                yield CheckFinding(kind, "", None, "A part of the database file is damaged.")
    if tell is not None:
        tell(CheckPart.REFERENCES, 0, 0)
    for row in _rows(path, key, salt, "foreign_key_check"):
        yield CheckFinding("reference", str(row[0]), None, "A record refers to one that is not there.")


def check_records(unit: SqlUnit, anchor: Anchor, tell: Watch, *, repair: bool) -> Iterator[CheckFinding]:
    """The audit chain against its head outside, every record against its seal, and the chapters' own checks.

    With `repair` records are sealed as they are now, under the entry that the caller writes. Errors: what `tell`
    raises.
    """
    tell(CheckPart.TRAIL, 0, 0)
    remembered = anchor.remembered()
    if remembered is None and unit.audit.newest() != Head():
        yield CheckFinding("no_anchor", "audit_entry", None, "This computer remembers no head of the audit trail.")
    broken = unit.audit.first_break(remembered, whole=True)
    if broken is not None:
        message = f"The audit trail does not fit from entry {broken.sequence} on ({broken.fault})."
        yield CheckFinding("audit", "audit_entry", str(broken.sequence), message)
    connection, key = unit.for_seals
    for sequence in broken_sums(connection, unit.audit.sums()):
        message = "Seals of records that were written with this entry are missing or not its own."
        yield CheckFinding("seal", "audit_entry", str(sequence), message)
    found = list(misfits(connection, key, tell=partial(tell, CheckPart.RECORDS)))
    for one in found:
        shown = " ".join(str(_value(part)) for part in one.key.split("|"))
        yield CheckFinding("seal", one.table, shown, _FAULTS[one.fault], _name(connection, one), one.fault)
    if repair:
        unit.touch(keys_of(found))
    for done, check in enumerate(CHECKS):
        tell(CheckPart.SUMMARIES, done, len(CHECKS))
        yield from check(unit, repair)


def _name(connection: Connection, one: Misfit) -> str:
    """What people call the record: its own number, that of its incident, or the name of an account."""
    table = metadata.tables[one.table]
    number = next((name for name in ("ref", "name_key") if name in table.c), None)
    sealed = BY_NAME[one.table]
    keys = dict(zip(sealed.key, parts_of(sealed, one.key), strict=True))
    mine = [func.replace(cast(table.c[name], String), "-", "") == text.replace("-", "") for name, text in keys.items()]
    if number is not None:
        query = select(table.c[number]).where(*mine)
    elif "incident_id" in table.c:
        incident = metadata.tables["incident"]
        query = select(incident.c.ref).join(table, table.c.incident_id == incident.c.id).where(*mine).limit(1)
    else:
        return ""
    return str(connection.execute(query).scalar() or "")


def _value(text: str) -> object:
    try:
        return UUID(text) if len(text) == 32 else text
    except ValueError:  # a key that was made up
        return text


def _rows(path: Path, key: bytes, salt: bytes, pragma: str) -> list[tuple[Any, ...]]:
    connection = connect_file(path, key, salt)
    try:
        with without_values():
            return list(connection.execute(f"PRAGMA {pragma}").fetchall())
    except StoreProblem:
        return [("unreadable",)]
    finally:
        connection.close()
