"""Looks for damage that the database itself does not notice, and names it without contents; repairs only when asked."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from db.capture.checks import check_summaries
from db.engine import connect_file, translated
from db.oversight.audit import Anchor
from db.unit import SqlUnit
from incident_tracker.domain.audit import Head
from incident_tracker.domain.clinic.sites import Desk, PhoneLine
from incident_tracker.domain.errors import NotFound, StoreProblem
from incident_tracker.ports.clinic import Finding

Loader = Callable[[SqlUnit, UUID], object]
Check = Callable[[SqlUnit, bool], Iterator[Finding]]

# How to read back, as it was sealed, what an audit entry of this kind is about.
LOADERS: dict[str, Loader] = {
    "site": lambda unit, id: unit.sites.get(id),
    "person": lambda unit, id: unit.people.get(id),
    "user": lambda unit, id: unit.users.get(id),
    "clinic": lambda unit, _: unit.settings.get(),
    "desk": lambda unit, id: _of(unit.sites.desks(), id),
    "phone_line": lambda unit, id: _of(unit.sites.lines(), id),
    "opening_hours": lambda unit, id: unit.calendars.opening_hours(unit.sites.get(id)),
    "shifts": lambda unit, id: unit.calendars.shifts(id),
    "draft": lambda unit, id: unit.drafts.get(id),
    "incident": lambda unit, id: unit.incidents.get(id),
    "analysis": lambda unit, id: unit.analyses.get(id),
    "action": lambda unit, id: unit.actions.get(id),
    "support_case": lambda unit, id: unit.support_cases.get(id),
    "debrief": lambda unit, id: unit.debriefs.get(id),
    "participant": lambda unit, id: unit.participants.get(id),
    "protected_slot": lambda unit, id: unit.protected_slots.get(id),
    "cover": lambda unit, id: unit.covers.get(id),
    "after_check": lambda unit, id: unit.after_checks.get(id),
    "participant_check": lambda unit, id: unit.participant_checks.get(id),
    "debrief_step": lambda unit, id: unit.step_records.get(id),
    "learning_item": lambda unit, id: unit.learning_items.get(id),
    "support_offer": lambda unit, id: unit.support_offers.get(id),
    "follow_up": lambda unit, id: unit.follow_ups.get(id),
    "reminder_mark": lambda unit, id: unit.reminder_marks.get(id),
}
# What the chapters check of their own, given the unit and whether to repair.
CHECKS: tuple[Check, ...] = (check_summaries,)


def check_file(path: Path, key: bytes, salt: bytes) -> Iterator[Finding]:
    """Pages, tables and references of an encrypted file; each check on its own connection, since one bad page spoils
    later checks on the same one."""
    for pragma, kind in (("cipher_integrity_check", "page"), ("integrity_check", "file")):
        for row in _rows(path, key, salt, pragma):
            if row[0] != "ok":
                yield Finding(kind, "", None, "A part of the database file is damaged.")
    for row in _rows(path, key, salt, "foreign_key_check"):
        yield Finding("reference", str(row[0]), None, "A record refers to one that is not there.")


def check_records(unit: SqlUnit, anchor: Anchor, *, repair: bool) -> Iterator[Finding]:
    """The audit chain against its head outside, every sealed record against its seal, and the chapters' own checks."""
    remembered = anchor.remembered()
    if remembered is None and unit.audit.newest() != Head():
        yield Finding("no_anchor", "audit_entry", None, "This computer remembers no head of the audit trail.")
    broken = unit.audit.first_break(remembered, whole=True)
    if broken is not None:
        message = f"The audit trail does not fit from entry {broken.sequence} on ({broken.fault})."
        yield Finding("audit", "audit_entry", str(broken.sequence), message)
    for kind, object_id, sealed in unit.audit.newest_seals():
        loader = LOADERS.get(kind)
        if loader is not None and not _fits(unit, loader, object_id, sealed):
            yield Finding("seal", kind, str(object_id), "A record is not as its last saved change left it.")
    for check in CHECKS:
        yield from check(unit, repair)


def _of(parts: Iterable[Desk | PhoneLine], id: UUID) -> Desk | PhoneLine:
    for part in parts:
        if part.id == id:
            return part
    raise NotFound("part")


def _fits(unit: SqlUnit, loader: Loader, object_id: UUID, sealed: str) -> bool:
    try:
        return unit.audit.seal_of(loader(unit, object_id)) == sealed
    except (NotFound, ValueError, LookupError):
        return False


def _rows(path: Path, key: bytes, salt: bytes, pragma: str) -> list[tuple[Any, ...]]:
    connection = connect_file(path, key, salt)
    try:
        with translated():
            return list(connection.execute(f"PRAGMA {pragma}").fetchall())
    except StoreProblem:
        return [("unreadable",)]
    finally:
        connection.close()
