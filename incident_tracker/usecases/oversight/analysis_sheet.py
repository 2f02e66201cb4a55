"""One root cause analysis as PDF, for who may read it: the team with everything, the committee without names."""

from incident_tracker import wording
from incident_tracker.charts.period_labels import month_name
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import Fact
from incident_tracker.labels.learning.actions import action_status_text, tier_text
from incident_tracker.labels.learning.analyses import analysis_status_text, evidence_text
from incident_tracker.ports.context import Context
from incident_tracker.reports import analysis_sheet
from incident_tracker.reports.analysis_sheet import AnalysisSheet
from incident_tracker.reports.printed import printed_day_text, printed_moment_text
from incident_tracker.reports.style import PageSize
from incident_tracker.usecases.gate import Work, needs, outside_gate
from incident_tracker.usecases.learning.released import shown_actions, shown_analysis
from incident_tracker.usecases.oversight.monthly_report import Paper
from incident_tracker.usecases.oversight.paper_acts import PaperAct, act_of
from incident_tracker.wording import _


@needs(Permission.SEE_ANALYSES, writes=True)
def compile_analysis_sheet(work: Work, ref: str, act: PaperAct = PaperAct.PRINTED) -> AnalysisSheet:
    """Everything about one analysis that the actor may read, by its number, in the present language.

    `act` is audited.

    Errors: NotFound, NotAllowed.
    """
    unit, told = work.unit, work.deidentified
    found = unit.analyses.by_ref(ref)
    work.require(site_id=found.site_id)
    actions = unit.actions.of_analysis(found.id)
    work.record(act_of(act), "analysis", found.id)
    one = shown_analysis(work, found) if told else found
    plan = shown_actions(work, tuple(actions)) if told else actions
    names = ClinicNames(unit.sites.all(), unit.sites.desks(found.site_id), unit.people.all(), unit.terms.all())
    zone = unit.sites.get(found.site_id).time_zone
    day = month_name if told else printed_day_text
    head: list[Fact] = [
        (_("Status"), analysis_status_text(one.status)),
        (_("Opened"), day(one.opened_at.astimezone(zone).date())),
    ]
    if not told:
        head.append((_("Incidents"), ", ".join(each.ref for each in unit.incidents.many(found.incident_ids))))
    return AnalysisSheet(
        site=names.site(found.site_id),
        made_at=work.now.astimezone(zone),
        made_by=_("Incident Tracker") if told else names.person(work.actor.person_id),
        reference=one.ref,
        question=one.question,
        head=tuple(head),
        timeline=()
        if told
        else tuple(
            (printed_moment_text(each.at.astimezone(zone)) if each.at else _("not known"), each.text, each.source)
            for each in one.timeline
        ),
        whys=one.whys,
        factors=tuple((names.label("factor", each.code), evidence_text(each.evidence)) for each in one.factors),
        statements=tuple((each.cause, each.effect, each.event) for each in one.statements),
        views=()
        if told
        else tuple(
            (label, text)
            for label, text in (
                (_("Equity"), one.equity_view),
                (_("The people who work here"), one.staff_view),
                (_("The person concerned"), one.patient_view),
                (_("Why nothing stronger is possible"), one.weaker_reason),
            )
            if text
        ),
        actions=tuple(
            (
                each.text,
                names.person(each.owner_id),
                tier_text(each.tier),
                day(each.due_on),
                action_status_text(each.status),
            )
            for each in plan
        ),
        names_no_one=told,
        audit_head=unit.audit.head(),
    )


@needs(Permission.SEE_ANALYSES, writes=True)
def record_analysis_sheet(work: Work, ref: str, act: PaperAct) -> None:
    """Audit that the sheet of an analysis leaves the program, before it does. Errors: NotFound, NotAllowed."""
    found = work.unit.analyses.by_ref(ref)
    work.require(site_id=found.site_id)
    work.record(act_of(act), "analysis", found.id)


@outside_gate("reading and recording go through the gate; drawing the page needs no record")
def print_analysis(ctx: Context, ref: str, paper: Paper, *, act: PaperAct = PaperAct.PRINTED) -> bytes:
    """The sheet of one analysis as PDF, in the present language. Errors: as `compile_analysis_sheet`."""
    sheet = compile_analysis_sheet(ctx, ref, act)
    return analysis_sheet.render(sheet, page_size=PageSize(paper.value), language=wording.language())
