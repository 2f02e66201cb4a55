"""Plan the monthly round about mild incidents that no one wanted to discuss one by one."""

from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.cases import HIGHEST_MILD_TIER, SupportCase, thematic_debrief
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import accountable_pair, month_at, site_hours


@needs(Permission.PLAN_DEBRIEF, writes=True, changes={Area.SUPPORT, Area.REMINDERS})
def plan_thematic(work: Work, site_id: UUID, month: str) -> Debrief:
    """The round about the mild incidents of `month` ("YYYY-MM") at a site; the one that is open, if there is one.

    Incidents with a debrief of their own or in an earlier round are left out.
    Errors: Refused at `month` when nothing is left, NotAllowed.
    """
    work.require(site_id=site_id)
    site = work.unit.sites.get(site_id)
    mild = [
        case
        for case in work.unit.support_cases.between(site_id, *month_at(site, month))
        if case.tier <= HIGHEST_MILD_TIER
    ]
    left: list[SupportCase] = []
    for case in mild:
        present = work.unit.debriefs.of_incident(case.id)
        open_round = next((one for one in present if one.kind is DebriefKind.THEMATIC and one.open), None)
        if open_round is not None:
            return open_round
        if not any(_talked_about(one) for one in present):
            left.append(case)
    manager, deputy = accountable_pair(work, site_id, [case.id for case in left])
    debrief = thematic_debrief(
        left,
        site_hours(work, site_id),
        id=work.new_id(),
        now=work.now,
        manager_id=manager,
        deputy_id=deputy,
    )
    work.unit.debriefs.add(debrief)
    work.record("created", "debrief", debrief.id, after=debrief)
    return debrief


def _talked_about(debrief: Debrief) -> bool:
    talks = debrief.kind in (DebriefKind.FORMAL, DebriefKind.THEMATIC)
    return talks and (debrief.open or debrief.status is DebriefStatus.HELD)
