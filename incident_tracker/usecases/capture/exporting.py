"""Incidents as rows for other programs: identified with a reason, or de-identified for the committee."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum, StrEnum
from typing import Any
from uuid import UUID

from incident_tracker.domain.audit import Facts
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import COUNTED
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.serious import SERIOUS, SeriousRow, serious_rows
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.columns import RecordColumn, Surface, columns_on
from incident_tracker.usecases.capture.discretion import sight_of
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
    "reference, day, time, place, site and all that was done: together with other knowledge they lead to a person",
    "incidents below level 3: they are in the totals of the monthly report",
    "incidents that were void, duplicates or not reportable: they are not counted",
    "a part of a quarter: the file has whole quarters, because what is asked of one day is one person's day",
)

NOT_FOR_THEM = {
    "harm": "what it did to single members of staff: it is recorded, and not shown to this role",
    "local_code": "local codes: they are recorded, and not shown to this role",
}


def identified_rows(work: Work, wanted: IncidentFilter) -> tuple[list[Mapping[str, object]], set[str]]:
    """All incidents of a filter that is in reach, with their descriptions, and what is withheld from this reader.

    Local codes and harm to each person are included if the reader may see them.
    """
    names, zones = names_of_ids(work), {site.id: site.time_zone for site in work.unit.sites.all()}
    columns = columns_on(Incident, Surface.EXPORT)
    rows: list[Mapping[str, object]] = []
    withheld = set[str]()
    for incident in work.unit.incidents.stream(wanted):
        sight = sight_of(work, incident)
        withheld.update(sight.withheld(incident.details).names)
        addenda = tuple(one.text for one in work.unit.incidents.addenda(incident.id))
        at_site = incident.occurred.at.astimezone(zones[incident.site_id]).replace(tzinfo=None)
        told = told_in_a_row(sight.of(incident), columns, names)
        rows.append({"ref": incident.ref, "occurred_at_site": at_site} | told | {"addenda": addenda})
    return rows, withheld


def names_of_ids(work: Work) -> dict[UUID, str]:
    """What the ids in an identified row mean: sites, desks, people and user accounts."""
    people, users = work.unit.people.all(), work.unit.users.all()
    desks = {one.id: one.name for one in work.unit.sites.desks()}
    sites = {one.id: one.name for one in work.unit.sites.all()}
    return sites | desks | {one.id: one.name for one in people} | {one.id: one.name for one in users}


@needs(Permission.EXPORT_DEIDENTIFIED)
def list_serious(work: Work, wanted: IncidentFilter) -> tuple[SeriousRow, ...]:
    """Each counted incident of level 3 or more in the quarters and at the sites of `wanted`, in four columns.

    This is as far as anyone who sees no names is led. Errors: NotAllowed.
    """
    return _serious(work, wanted)


@needs(Permission.EXPORT_DEIDENTIFIED, writes=True)
def export_deidentified(work: Work, wanted: IncidentFilter) -> Exported:
    """The rows of `list_serious` for other programs; audited. Errors: NotAllowed."""
    rows = tuple(
        {
            "quarter": one.quarter,
            "kind": one.kind,
            "severity": int(one.severity),
            "outcome": one.outcome,
        }
        for one in _serious(work, wanted)
    )
    work.record("exported", "incident", None, facts=_facts(Audience.COMMITTEE, rows))
    return Exported(Audience.COMMITTEE, rows, LEFT_OUT)


def _serious(work: Work, wanted: IncidentFilter) -> tuple[SeriousRow, ...]:
    reached = filter_within_reach(work, wanted)
    # Nothing finer than the columns: who asks for one desk, person or record is told of the whole quarter.
    quarters = IncidentFilter(reached.first_day, reached.last_day, reached.site_ids).in_whole_quarters()
    return serious_rows(work.unit.incidents.stream(replace(quarters, statuses=COUNTED, severities=SERIOUS)))


def _facts(audience: Audience, rows: Sequence[object]) -> Facts:
    """What the audit trail says about an export: who it was for, and how many records."""
    return {"audience": audience.value, "records": len(rows)}


def told_in_a_row(incident: Incident, columns: Iterable[RecordColumn], names: Mapping[UUID, str]) -> dict[str, object]:
    """The values of some columns by their keys: ids by the names of what they mean, the rest as programs know it."""
    return {column.key: _plain(column.of(incident), names) for column in columns}


def _plain(value: Any, names: Mapping[UUID, str]) -> object:
    """A value as programs know it; records within it as objects of what is known, without ids of their own."""
    match value:
        case UUID():
            return names.get(value, str(value))
        case Enum():
            return value.value
        case tuple():
            return tuple(_plain(one, names) for one in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {
                part.name.removesuffix("_id"): _plain(known, names)
                for part in fields(value)
                for known in (getattr(value, part.name),)
                if part.name != "id" and known is not None and known != ""
            }
        case _:
            return value


def filter_within_reach(work: Work, wanted: IncidentFilter) -> IncidentFilter:
    """The filter narrowed to sites that the actor may see. Errors: NotAllowed for a site out of reach."""
    visible = work.visible_sites()
    if wanted.site_ids is None:
        return IncidentFilter(wanted.first_day, wanted.last_day, visible)
    for site_id in wanted.site_ids:
        work.require(site_id=site_id)
    return wanted
