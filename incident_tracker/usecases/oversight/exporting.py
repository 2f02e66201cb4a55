"""Incidents as rows for other programs: identified with a reason, or de-identified for the committee."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from incident_tracker.domain.audit import Facts
from incident_tracker.domain.capture.incidents import Addendum, Incident
from incident_tracker.domain.capture.life_cycle import COUNTED
from incident_tracker.domain.capture.listing import IncidentFilter, deidentified
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.usecases.gate import Work, needs


class Audience(StrEnum):
    """Who will read the file."""

    FULL = "full"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Exported:
    """The rows, each with the same keys in the same order, and what was left out of them and why."""

    audience: Audience
    rows: tuple[Mapping[str, object], ...]
    left_out: tuple[str, ...] = ()


LEFT_OUT = (
    "names, user accounts and local codes: they identify people",
    "descriptions and addenda: they may name or describe people",
    "day, time and desk: together with other knowledge they lead to a person",
    "incidents that were void, duplicates or not reportable: they are not counted",
)


@needs(Permission.EXPORT_IDENTIFIED, writes=True)
def export_identified(work: Work, wanted: IncidentFilter, *, reason: str) -> Exported:
    """All incidents of the actor's sites within `wanted`, with their descriptions; audited.

    Errors: Refused at `reason`, ConfirmationNeeded, NotAllowed.
    """
    work.require_reason(reason)
    wanted = _within_reach(work, wanted)
    sites = {site.id: site.name for site in work.unit.sites.all()}
    rows = tuple(
        _full(incident, sites[incident.site_id], work.unit.incidents.addenda(incident.id))
        for incident in work.unit.incidents.stream(wanted)
    )
    work.record("exported", "incident", None, facts=_facts(Audience.FULL, rows))
    return Exported(Audience.FULL, rows)


@needs(Permission.EXPORT_DEIDENTIFIED, writes=True)
def export_deidentified(work: Work, wanted: IncidentFilter) -> Exported:
    """Counted incidents within reach and `wanted`, with nothing that leads to a person; audited. Errors: NotAllowed."""
    wanted = _within_reach(work, wanted)
    sites = {site.id: site.name for site in work.unit.sites.all()}
    rows = tuple(
        asdict(seen) | {"site_id": sites[seen.site_id], "severity": int(seen.severity)}
        for incident in work.unit.incidents.stream(wanted)
        if incident.status in COUNTED
        for seen in (deidentified(incident),)
    )
    work.record("exported", "incident", None, facts=_facts(Audience.COMMITTEE, rows))
    return Exported(Audience.COMMITTEE, tuple(_renamed(rows)), LEFT_OUT)


def _facts(audience: Audience, rows: Sequence[object]) -> Facts:
    """What the audit trail tells of an export: for whom it was, and of how many records."""
    return {"audience": audience.value, "records": len(rows)}


def _renamed(rows: tuple[dict[str, object], ...]) -> Iterator[Mapping[str, object]]:
    for row in rows:
        yield {"site" if key == "site_id" else key: value for key, value in row.items()}


def _full(incident: Incident, site: str, addenda: tuple[Addendum, ...]) -> Mapping[str, object]:
    course = incident.details.deescalation
    return {
        "ref": incident.ref,
        "occurred_at": incident.occurred.at,
        "precision": incident.occurred.precision.value,
        "site": site,
        "channel": incident.channel,
        "kind": incident.kind,
        "severity": int(incident.severity),
        "status": incident.status.value,
        "narrative": incident.narrative,
        "addenda": tuple(one.text for one in addenda),
        "triggers": course.triggers,
        "techniques": tuple(step.technique for step in course.steps),
        "outcome": course.outcome,
        "factors": incident.details.factors,
        "police_called": bool(incident.details.police and incident.details.police.called),
        "logged_at": incident.logged_at,
        "version": incident.version,
    }


def _within_reach(work: Work, wanted: IncidentFilter) -> IncidentFilter:
    """The filter narrowed to sites that the actor may see. Errors: NotAllowed for a site out of reach."""
    visible = work.visible_sites()
    if wanted.site_ids is None:
        return IncidentFilter(wanted.first_day, wanted.last_day, visible)
    for site_id in wanted.site_ids:
        work.require(site_id=site_id)
    return wanted
