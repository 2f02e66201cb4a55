"""Incidents as rows for other programs: identified with a reason, or de-identified for the committee."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum, StrEnum
from operator import itemgetter
from typing import Any
from uuid import UUID

from incident_tracker.domain.audit import Facts
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import COUNTED
from incident_tracker.domain.capture.listing import IncidentFilter, committee_columns
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
    "day, time and desk: together with other knowledge they lead to a person",
    "incidents that were void, duplicates or not reportable: they are not counted",
    "a part of a month: the file has whole months, because what is asked of one day is one person's day",
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
    return _names(work) | desks | {one.id: one.name for one in people} | {one.id: one.name for one in users}


@needs(Permission.EXPORT_DEIDENTIFIED, writes=True)
def export_deidentified(work: Work, wanted: IncidentFilter) -> Exported:
    """Counted incidents within reach and `wanted`, with nothing that could identify a person; audited.

    Of each month that is asked for it is the whole, and within a month the rows go by number: no row is known to be the
    first. Errors: NotAllowed.
    """
    wanted = filter_within_reach(work, wanted).in_whole_months()
    names = _names(work)
    columns = committee_columns()
    found = [
        (incident.month, incident.ref, told_in_a_row(incident, columns, names))
        for incident in work.unit.incidents.stream(wanted)
        if incident.status in COUNTED
    ]
    found.sort(key=itemgetter(1))
    found.sort(key=itemgetter(0), reverse=True)
    rows = tuple(row for _month, _ref, row in found)
    work.record("exported", "incident", None, facts=_facts(Audience.COMMITTEE, rows))
    return Exported(Audience.COMMITTEE, rows, LEFT_OUT)


def _facts(audience: Audience, rows: Sequence[object]) -> Facts:
    """What the audit trail says about an export: who it was for, and how many records."""
    return {"audience": audience.value, "records": len(rows)}


def _names(work: Work) -> dict[UUID, str]:
    """The names of sites; a file for the committee names nothing else."""
    return {site.id: site.name for site in work.unit.sites.all()}


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
