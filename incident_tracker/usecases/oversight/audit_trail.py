"""Read the audit trail: all of it for the privacy officer, one incident's part for those who lead its site."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.audit import AuditEntry, AuditFilter, AuditLine
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.ports.clinic import CHAIN_KINDS, CheckFinding
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs

MOST_OF_ONE = 1000


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A part of the trail: how many entries there are in all, and some of them."""

    total: int
    lines: tuple[AuditLine, ...]


@needs(Permission.SEE_WHOLE_AUDIT)
def list_audit(work: Work, wanted: AuditFilter, ref: str = "", skip: int = 0, count: int = 200) -> AuditPage:
    """The trail, newest first, or only the entries about the incident `ref`. Errors: NotAllowed, NotFound for `ref`."""
    if ref:
        incident = work.unit.incidents.by_ref(ref)
        wanted = AuditFilter(wanted.first, wanted.last, wanted.actor_id, incident.id, wanted.group)
    total = work.unit.audit.total(wanted)
    return AuditPage(total, _lines(work, work.unit.audit.page(wanted, skip, count)))


@needs(Permission.SEE_INCIDENT_AUDIT, writes=True, changes={Area.AUDIT})
def who_saw(work: Work, incident_id: UUID) -> tuple[AuditLine, ...]:
    """Who saw, changed or printed one incident, newest first; looking is itself audited.

    Written reasons are left out: they are only for people who may see the whole trail. Errors: NotFound, NotAllowed.
    """
    incident = work.unit.incidents.get(incident_id)
    work.require(site_id=incident.site_id)
    work.record("audit_seen", "incident", incident.id)
    lines = _lines(work, work.unit.audit.page(AuditFilter(object_id=incident.id), 0, MOST_OF_ONE))
    return tuple(replace(line, reason="") for line in lines)


@needs(Permission.VERIFY_AUDIT)
def verify_trail(work: Work) -> tuple[CheckFinding, ...]:
    """Where the trail does not match itself, its remembered head or the records; nothing if all is well."""
    return tuple(finding for finding in work.unit.upkeep.check(work.unit, repair=False) if finding.kind in CHAIN_KINDS)


def _lines(work: Work, entries: Iterable[AuditEntry]) -> tuple[AuditLine, ...]:
    entries = tuple(entries)
    users = {user.id: user.name for user in work.unit.users.all()}
    names = {str(id): name for id, name in users.items()}
    ids = {entry.object_id for entry in entries if entry.kind == "incident" and entry.object_id is not None}
    refs = {incident.id: incident.ref for incident in work.unit.incidents.many(tuple(ids))} if ids else {}
    return tuple(
        AuditLine(
            entry.sequence,
            entry.at,
            None if entry.actor_id is None else users.get(entry.actor_id, ""),
            entry.device,
            entry.act,
            entry.kind,
            entry.object_id,
            refs.get(entry.object_id, "") if entry.object_id else "",
            entry.reason,
            names.get(entry.second, entry.second),
            entry.facts,
        )
        for entry in entries
    )
