"""The monthly round about mild incidents: made with the first of a month, and planned by hand for what is left."""

from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.cases import HIGHEST_MILD_TIER, SupportCase, thematic_debrief
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus
from incident_tracker.domain.support.rounds import owes_round, round_in_step, with_cases
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import (
    accountable_pair,
    answered_for,
    month_at,
    month_there,
    save_debrief,
    site_hours,
)


@needs(Permission.PLAN_DEBRIEF, writes=True, changes={Area.SUPPORT, Area.REMINDERS})
def plan_thematic(work: Work, site_id: UUID, month: str) -> Debrief:
    """The round about the mild incidents of `month` ("YYYY-MM") at a site; the open one, with all that is left.

    Incidents with a debrief of their own or in an earlier round are left out.
    Errors: Refused at `month` when nothing is left, NotAllowed.
    """
    work.require(site_id=site_id)
    site = work.unit.sites.get(site_id)
    mild = [case for case in _of_month(work, site, month) if case.tier <= HIGHEST_MILD_TIER]
    left = [case for case in mild if not any(_talked_about(one) for one in work.unit.debriefs.of_incident(case.id))]
    open_round = _open_round(work, mild)
    if open_round is None:
        return _make(work, site, left)
    return _join(work, open_round, left) if left else open_round


def join_round(work: Work, case: SupportCase) -> None:
    """Take a mild incident into the round of its month, which is made with the first one."""
    if not owes_round(case) or any(_talked_about(one) for one in work.unit.debriefs.of_incident(case.id)):
        return
    site = work.unit.sites.get(case.site_id)
    mild = [one for one in _of_month(work, site, month_there(site, case.occurred_at)) if owes_round(one)]
    open_round = _open_round(work, mild)
    if open_round is None:
        _make(work, site, [case])
    else:
        _join(work, open_round, [case])


def rounds_in_step(work: Work, case: SupportCase) -> None:
    """Keep the rounds in step with an incident that was corrected, or has a debrief of its own now."""
    for debrief in work.unit.debriefs.of_incident(case.id):
        if debrief.kind is DebriefKind.THEMATIC:
            left = [one for one in work.unit.support_cases.many(debrief.incident_ids) if owes_round(one)]
            left = [one for one in left if not _talked_about_singly(work, one)]
            asked = bool(work.unit.participants.of([debrief.id]))
            hours = site_hours(work, debrief.site_id)
            after = round_in_step(debrief, left, hours, work.now, asked=asked)
            after = answered_for(work, after) if after.open and after.started_at is None else after
            if after != debrief:
                save_debrief(work, "changed" if after.open else "canceled", after)
    join_round(work, case)


def _of_month(work: Work, site: Site, month: str) -> list[SupportCase]:
    return [case for case in work.unit.support_cases.between(site.id, *month_at(site, month)) if case.ended_at is None]


def _open_round(work: Work, cases: list[SupportCase]) -> Debrief | None:
    found = work.unit.debriefs.about([case.id for case in cases])
    rounds = (one for one in found if one.kind is DebriefKind.THEMATIC and one.open and one.started_at is None)
    return next(iter(sorted(rounds, key=lambda one: one.made_at)), None)


def _join(work: Work, debrief: Debrief, added: list[SupportCase]) -> Debrief:
    cases = (*work.unit.support_cases.many(debrief.incident_ids), *added)
    after = answered_for(work, with_cases(debrief, cases, site_hours(work, debrief.site_id)))
    return save_debrief(work, "changed", after)


def _make(work: Work, site: Site, cases: list[SupportCase]) -> Debrief:
    if not cases:
        raise Refused(Reason.MISSING, "month")
    manager, deputy = accountable_pair(work, site.id, [case.id for case in cases])
    debrief = thematic_debrief(
        cases,
        site_hours(work, site.id),
        id=work.new_id(),
        now=work.now,
        manager_id=manager,
        deputy_id=deputy,
    )
    work.unit.debriefs.add(debrief)
    work.record("created", "debrief", debrief.id, after=debrief)
    return debrief


def _talked_about_singly(work: Work, case: SupportCase) -> bool:
    own = (one for one in work.unit.debriefs.of_incident(case.id) if one.kind is DebriefKind.FORMAL)
    return any(_talked_about(one) for one in own)


def _talked_about(debrief: Debrief) -> bool:
    talks = debrief.kind in (DebriefKind.FORMAL, DebriefKind.THEMATIC)
    return talks and (debrief.open or debrief.status is DebriefStatus.HELD)
