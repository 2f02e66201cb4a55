"""One incident as PDF, with everything that its reader may see; marked as holding identifying detail."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker import wording
from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.labels.capture.telling import tell_incident
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import Fact, MomentFormats
from incident_tracker.labels.learning.analyses import analysis_sentence
from incident_tracker.labels.support.outreach import outreach_facts
from incident_tracker.labels.support.telling import support_facts
from incident_tracker.ports.context import Context
from incident_tracker.reports import incident_sheet, printed
from incident_tracker.reports.incident_sheet import IncidentSheet
from incident_tracker.reports.style import PageSize
from incident_tracker.usecases.capture.incidents import file_of
from incident_tracker.usecases.gate import Work, needs, outside_gate
from incident_tracker.usecases.oversight.monthly_report import Paper
from incident_tracker.usecases.oversight.paper_acts import PaperAct, act_of
from incident_tracker.usecases.support.owed import support_file


@needs(Permission.PRINT_INCIDENT, writes=True)
def compile_incident_sheet(work: Work, wanted: UUID | str, act: PaperAct = PaperAct.PRINTED) -> IncidentSheet:
    """Everything about one incident, by id or reference number, in the present language; `act` is audited.

    Errors: NotFound, NotAllowed.
    """
    unit = work.unit
    incident = unit.incidents.by_ref(wanted) if isinstance(wanted, str) else unit.incidents.get(wanted)
    work.require(site_id=incident.site_id)
    work.record(act_of(act), "incident", incident.id)
    names = ClinicNames(unit.sites.all(), unit.sites.desks(incident.site_id), unit.people.all(), unit.terms.all())
    zone = unit.sites.get(incident.site_id).time_zone
    moments = _moments_on_paper(zone)
    return IncidentSheet(
        site=names.site(incident.site_id),
        made_at=work.now.astimezone(zone),
        made_by=names.person(work.actor.person_id) if work.actor.person_id else work.actor.name,
        told=tell_incident(file_of(work, incident), names, moments),
        support=_support(work, incident, names, moments),
        causes=_causes(work, incident),
        audit_head=unit.audit.head(),
    )


@needs(Permission.PRINT_INCIDENT, writes=True)
def record_incident_sheet(work: Work, incident_id: UUID, act: PaperAct) -> None:
    """Audit that the sheet of an incident leaves the program, before it does. Errors: NotFound, NotAllowed."""
    incident = work.unit.incidents.get(incident_id)
    work.require(site_id=incident.site_id)
    work.record(act_of(act), "incident", incident.id)


@outside_gate("reading and recording go through the gate; drawing the page needs no record")
def print_incident(
    ctx: Context, wanted: UUID | str, *, paper: Paper = Paper.LETTER, act: PaperAct = PaperAct.PRINTED
) -> bytes:
    """The sheet of one incident as PDF, in the present language. Errors: as `compile_incident_sheet`."""
    sheet = compile_incident_sheet(ctx, wanted, act)
    return incident_sheet.render(sheet, page_size=PageSize(paper.value), language=wording.language())


def _moments_on_paper(zone: ZoneInfo) -> MomentFormats:
    def moment(at: datetime) -> str:
        return printed.printed_moment_text(at.astimezone(zone))

    def day(at: datetime) -> str:
        return printed.printed_day_text(at.astimezone(zone).date())

    def month(at: datetime) -> str:
        return period_name(month_of(at.astimezone(zone).date()))

    return MomentFormats(moment, day, month)


def _support(work: Work, incident: Incident, names: ClinicNames, moments: MomentFormats) -> tuple[Fact, ...]:
    case = work.unit.support_cases.find(incident.id)
    if case is None or not _may(work, Permission.SEE_SUPPORT):
        return ()
    file = support_file(work, case)
    facts = support_facts(file.debriefs, file.offers, file.follow_ups, file.due, work.now, moments, names.person)
    return (*facts, *outreach_facts(file.outreach, moments))


def _causes(work: Work, incident: Incident) -> tuple[str, ...]:
    if not _may(work, Permission.SEE_ANALYSES):
        return ()
    rows = work.unit.analyses.of_incident(incident.id)
    return tuple(analysis_sentence(row.ref, closed=row.closed_at is not None) for row in rows)


def _may(work: Work, permission: Permission) -> bool:
    """What a role may not see on the screen is not on its printout either."""
    return grant(work.actor.role, permission).scope in (Scope.ALL, Scope.SITE)
