"""One incident as PDF, with everything that its reader may see; marked as holding identifying detail."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.capture.moments import Precision
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.ports.context import Context
from incident_tracker.reports.incident_sheet import Addendum, AffectedPerson, IncidentSheet, Step, SupportLine
from incident_tracker.usecases.gate import Work, needs, outside_gate
from incident_tracker.usecases.oversight.report_scope import ReportScope
from incident_tracker.wording import _


@needs(Permission.PRINT_INCIDENT, writes=True)
def compile_incident_sheet(work: Work, wanted: UUID | str) -> IncidentSheet:
    """Everything about one incident, by id or reference number, in the present language; the print is audited.

    Errors: NotFound, NotAllowed.
    """
    incidents = work.unit.incidents
    incident = incidents.by_ref(wanted) if isinstance(wanted, str) else incidents.get(wanted)
    work.require(site_id=incident.site_id)
    work.record("printed", "incident", incident.id)
    file = IncidentFile(incident, incidents.addenda(incident.id), incidents.status_changes(incident.id))
    scope = ReportScope.of(work, f"{incident.occurred_day:%Y-%m}", frozenset({incident.site_id}), wording.language())
    people = {person.id: person.name for person in work.unit.people.all()}
    users = {
        user.id: people.get(user.person_id, user.name) if user.person_id else user.name
        for user in work.unit.users.all()
    }
    return IncidentSheet(
        site=scope.place,
        reference=incident.ref,
        occurred=_moment_words(incident, scope),
        level=f"{int(incident.severity)} · {scope.label('severity', str(int(incident.severity)))}",
        made_at=work.now.astimezone(scope.zone),
        made_by=users.get(work.actor.user_id, work.actor.name),
        facts=_facts(incident, scope),
        narrative=incident.narrative,
        addenda=tuple(Addendum(one.at.astimezone(scope.zone), users.get(one.by, ""), one.text) for one in file.addenda),
        affected=tuple(_affected(incident, scope, people)),
        steps=tuple(
            Step(scope.label("technique", step.technique), step.by, _effect_words()[step.effect.value])
            for step in incident.details.deescalation.steps
        ),
        support=_support(work, work.unit.debriefs.of_incident(incident.id), scope),
        audit_head=work.unit.audit.head(),
    )


@outside_gate("reading and recording go through the gate; drawing the page needs no record")
def print_incident(ctx: Context, wanted: UUID | str, *, language: str | None = None) -> bytes:
    """The sheet of one incident as PDF. Errors: as `compile_incident_sheet`."""
    from incident_tracker.reports import incident_sheet

    language = language or wording.language()
    with wording.speaking(language):
        sheet = compile_incident_sheet(ctx, wanted)
    return incident_sheet.render(sheet, language=language)


def _moment_words(incident: Incident, scope: ReportScope) -> str:
    local = incident.occurred.at.astimezone(scope.zone)
    if incident.occurred.precision is Precision.DAY:
        return f"{local:%Y-%m-%d}"
    moment = f"{local:%Y-%m-%d %H:%M}"
    return moment if incident.occurred.precision is Precision.MINUTE else _("about {moment}").format(moment=moment)


def _facts(incident: Incident, scope: ReportScope) -> tuple[tuple[str, str], ...]:
    details, course = incident.details, incident.details.deescalation

    def labels(vocabulary: str, codes: Iterable[str]) -> str:
        return "; ".join(scope.label(vocabulary, code) for code in codes)

    police = details.police
    return (
        (_("Channel"), scope.label("channel", incident.channel)),
        (_("Kind"), scope.label("kind", incident.kind)),
        (_("Place"), scope.label("location_detail", incident.place)),
        (_("What the person met"), labels("trigger", course.triggers)),
        (_("Warning signs"), labels("warning_sign", (sign.code for sign in course.signs))),
        (_("How it ended"), scope.label("outcome", course.outcome)),
        (_("Contributing factors"), labels("factor", details.factors)),
        (_("Identity-based abuse"), labels("identity_abuse", details.identity_abuse)),
        (_("Police"), scope.label("police_criterion", police.criterion) if police and police.called else ""),
        (_("Local code"), details.person_of_concern.local_code),
    )


def _affected(incident: Incident, scope: ReportScope, people: dict[UUID, str]) -> Iterable[AffectedPerson]:
    for person in incident.details.affected:
        name = people.get(person.person_id, "") if person.person_id else ""
        distress = _("distress {n} of 10").format(n=person.distress) if person.distress is not None else ""
        impact = scope.label("physical_impact", person.physical.value)
        yield AffectedPerson(
            who=", ".join(part for part in (name, scope.label("job", person.job)) if part),
            impact="; ".join(part for part in (impact, distress) if part),
            wish=scope.label("wish", person.wish.value) if person.wish else "",
        )


def _support(work: Work, debriefs: Sequence[Debrief], scope: ReportScope) -> tuple[SupportLine, ...]:
    states = {
        DebriefStatus.TO_PLAN: _("to plan"),
        DebriefStatus.PLANNED: _("planned"),
        DebriefStatus.HELD: _("held"),
        DebriefStatus.DECLINED_BY_ALL: _("declined, as everybody is free to"),
        DebriefStatus.NOT_HELD: _("not held"),
    }
    lines = [
        SupportLine(
            _("Debrief"), f"{(one.starts_at or one.by).astimezone(scope.zone):%Y-%m-%d %H:%M}", states[one.status]
        )
        for one in debriefs
    ]
    checks = work.unit.follow_ups.of_incident(debriefs[0].incident_ids[0]) if debriefs else ()
    lines += [
        SupportLine(_("Follow-up"), f"{one.by.astimezone(scope.zone):%Y-%m-%d}", _("to do") if one.open else _("done"))
        for one in checks
    ]
    return tuple(lines)


def _effect_words() -> dict[str, str]:
    return {"calmer": _("calmer"), "same": _("same"), "worse": _("worse"), "unknown": _("not known")}
