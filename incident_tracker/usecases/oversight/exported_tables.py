"""What is recorded as tables for other programs: incidents, debriefs, actions and denominators, each or all of them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.moments import local_day, month_of
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.exports.workbook import ExportTable
from incident_tracker.usecases.capture.exporting import NOT_FOR_THEM, filter_within_reach, identified_rows, names_of_ids
from incident_tracker.usecases.gate import Work, needs

_FIRST_MONTH, _LAST_MONTH = "1900-01", "2999-12"
_MOST_ACTIONS = 100_000


class Exportable(StrEnum):
    """A table that can be exported."""

    INCIDENTS = "incidents"
    DEBRIEFS = "debriefs"
    OUTREACH = "outreach"
    ACTIONS = "actions"
    DENOMINATORS = "denominators"


PEOPLE_LEFT_OUT = "who was asked to a debrief and what they answered: whether someone had one is theirs to tell"
TALKS_LEFT_OUT = "who spoke with others after an incident, and what the staff affected said to that"
ANALYSES_LEFT_OUT = "analyses: an action names the incident, not what was said in the analysis"


@dataclass(frozen=True, slots=True)
class ExportedTables:
    """The tables in the order of `Exportable`, and what was left out of them and why."""

    tables: tuple[ExportTable, ...]
    left_out: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are in all of them."""
        return sum(len(table.rows) for table in self.tables)


@needs(Permission.EXPORT_IDENTIFIED, writes=True)
def export_tables(work: Work, wanted: IncidentFilter, what: Collection[Exportable], *, reason: str) -> ExportedTables:
    """The tables `what` of the actor's sites, of the days and sites of `wanted`; audited.

    Debriefs and talks with others are those about the incidents of these days, actions those that were assigned on
    them, denominators those of their months. Errors: Refused at `reason`, ConfirmationNeeded, NotAllowed.
    """
    work.require_reason(reason)
    wanted = filter_within_reach(work, wanted)
    names = names_of_ids(work)
    left_out: list[str] = []
    tables = []
    for table in Exportable:
        if table not in what:
            continue
        match table:
            case Exportable.INCIDENTS:
                rows, withheld = identified_rows(work, wanted)
                left_out += [NOT_FOR_THEM[name] for name in sorted(withheld)]
            case Exportable.DEBRIEFS:
                rows = list(_debriefs(work, wanted, names))
                left_out.append(PEOPLE_LEFT_OUT)
            case Exportable.OUTREACH:
                rows = list(_outreach(work, wanted, names))
                left_out.append(TALKS_LEFT_OUT)
            case Exportable.ACTIONS:
                rows = list(_actions(work, wanted, names))
                left_out.append(ANALYSES_LEFT_OUT)
            case Exportable.DENOMINATORS:
                rows = list(_denominators(work, wanted, names))
        tables.append(ExportTable(table.value, rows))
        work.record("exported", table.value.removesuffix("s"), None, facts={"audience": "full", "records": len(rows)})
    return ExportedTables(tuple(tables), tuple(left_out))


def _debriefs(work: Work, wanted: IncidentFilter, names: Mapping[UUID, str]) -> Iterator[dict[str, object]]:
    refs = {incident.id: incident.ref for incident in work.unit.incidents.stream(wanted)}
    debriefs = work.unit.debriefs.about(list(refs))
    owed = work.unit.support_cases.many([id for one in debriefs for id in one.incident_ids])
    cases = {case.id: case.late_offer for case in owed if case.late_offer is not None and case.offered_late}
    asked: dict[UUID, list[bool]] = {}
    for participant in work.unit.participants.of([one.id for one in debriefs]):
        asked.setdefault(participant.debrief_id, []).append(bool(participant.attended))
    for one in sorted(debriefs, key=lambda each: (each.occurred_at, each.id)):
        yield {
            "incidents": tuple(refs[id] for id in one.incident_ids if id in refs),
            "site": names.get(one.site_id, ""),
            "kind": one.kind.value,
            "tier": one.tier,
            "occurred_at": one.occurred_at,
            "offer_by": one.offer_by,
            "not_before": one.not_before,
            "by": one.by,
            "least_minutes": one.least_minutes,
            "mode": one.mode.value,
            "status": one.status.value,
            "starts_at": one.starts_at,
            "ends_at": one.ends_at,
            "paid_extra_time": one.paid_extra_time,
            "started_at": one.started_at,
            "ended_at": one.ended_at,
            "not_held_reason": one.not_held_reason.value if one.not_held_reason else None,
            "late_reason": one.late_reason.value if one.late_reason else None,
            "late_offer_reasons": tuple(cases[id].value for id in one.incident_ids if id in cases),
            "declined_at": one.declined_at,
            "late_decline_reason": one.late_decline.value if one.late_decline else None,
            "checked_at": one.checked_at,
            "asked": len(asked.get(one.id, ())),
            "attended": sum(asked.get(one.id, ())),
        }


def _outreach(work: Work, wanted: IncidentFilter, names: Mapping[UUID, str]) -> Iterator[dict[str, object]]:
    refs = {incident.id: incident.ref for incident in work.unit.incidents.stream(wanted)}
    for one in work.unit.outreach.of_incidents(list(refs)):
        yield {
            "incident": refs[one.incident_id],
            "site": names.get(one.site_id, ""),
            "kind": one.kind.value,
            "outcome": one.outcome.value,
            "happened_at": one.happened_at,
            "people": one.people,
            "agreement": one.agreement,
        }


def _actions(work: Work, wanted: IncidentFilter, names: Mapping[UUID, str]) -> Iterator[dict[str, object]]:
    zones = {site.id: site.zone for site in work.unit.sites.all()}
    listed = work.unit.actions.list(sites=wanted.site_ids, limit=_MOST_ACTIONS)
    actions = [one for one in listed if _is_within(wanted, local_day(one.created_at, zones[one.site_id]))]
    ids = [one.incident_id for one in actions if one.incident_id is not None]
    refs = {incident.id: incident.ref for incident in work.unit.incidents.many(ids)}
    for one in sorted(actions, key=lambda each: (each.created_at, each.id)):
        measure = one.measure
        yield {
            "ref": one.ref,
            "site": names.get(one.site_id, ""),
            "text": one.text,
            "owner": names.get(one.owner_id, ""),
            "due_on": one.due_on,
            "tier": one.tier.value,
            "category": one.category,
            "created_at": one.created_at,
            "incident": refs.get(one.incident_id, "") if one.incident_id else "",
            "factor": one.factor,
            "measure_of": measure.numerator if measure else None,
            "measure_in": measure.denominator if measure else None,
            "measure_threshold_percent": measure.threshold if measure else None,
            "check_on": measure.check_on if measure else None,
            "effect": measure.effect.value if measure and measure.effect else None,
            "status": one.status.value,
            "ended_at": one.ended_at,
            "outcome": one.outcome,
        }


def _denominators(work: Work, wanted: IncidentFilter, names: Mapping[UUID, str]) -> Iterator[dict[str, object]]:
    first = month_of(wanted.first_day) if wanted.first_day else _FIRST_MONTH
    last = month_of(wanted.last_day) if wanted.last_day else _LAST_MONTH
    for one in work.unit.denominators.between(first, last, wanted.site_ids):
        yield {
            "site": names.get(one.site_id, ""),
            "month": one.month,
            "visits": one.visits,
            "calls": one.calls,
            "staff_hours": one.staff_hours,
            "open_days": one.open_days,
            "estimated": one.estimated,
            "source": one.source,
        }


def _is_within(wanted: IncidentFilter, day: date) -> bool:
    after = wanted.first_day is None or day >= wanted.first_day
    return after and (wanted.last_day is None or day <= wanted.last_day)
