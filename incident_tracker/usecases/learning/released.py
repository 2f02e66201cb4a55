"""What people who see no names are shown of analyses and actions, and what they mean when they answer.

They see no account, no member of staff but themselves, no id and no moment that leads to an incident, and no word that
could identify a person. What they could not see is put back when they save.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.clinic.release import NO_ONE, stand_in, told_day, told_limit, told_moment
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.learning.actions import Action, ActionDraft, Measure
from incident_tracker.domain.learning.analyses import Analysis, without_identity
from incident_tracker.labels.clinic.released import released_text
from incident_tracker.ports.learning import AnalysisRow
from incident_tracker.usecases.gate import Work


def sees_no_names(work: Work) -> bool:
    """Whether the actor sees analyses without names. They may work on any action, so that grant does not say it."""
    return grant(work.actor.role, Permission.SEE_ANALYSES).scope is Scope.DEIDENTIFIED


def released(work: Work) -> Callable[[str], str]:
    """What people who see no names are shown of a text that someone wrote."""
    return partial(released_text, names=tuple(person.name for person in work.unit.people.all()))


def shown_id(work: Work, id: UUID) -> UUID:
    """The id of an analysis or action as the actor gets it."""
    return work.unit.disguised(id) if sees_no_names(work) else id


def meant_id(work: Work, id: UUID) -> UUID:
    """The id of the analysis or action that the actor means by an id that they were given."""
    return work.unit.meant(id) if sees_no_names(work) else id


def shown_actions(work: Work, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """The actions as the actor may see them; without names in an order that says no more than they do."""
    if not sees_no_names(work):
        return actions
    free = released(work)
    zones = {site.id: site.time_zone for site in work.unit.sites.all()}
    jobs = {person.id: person.job for person in work.unit.people.all()}
    shown = [
        replace(
            one,
            id=shown_id(work, one.id),
            text=free(one.text),
            outcome=free(one.outcome),
            due_on=told_day(one.due_on),
            measure=one.measure and _measure(one.measure, free),
            owner_id=one.owner_id if one.owner_id == work.actor.person_id else stand_in(jobs.get(one.owner_id, "")),
            created_at=told_moment(one.created_at, zones[one.site_id]),
            created_by=NO_ONE,
            ended_at=one.ended_at and told_moment(one.ended_at, zones[one.site_id]),
            analysis_id=one.analysis_id and shown_id(work, one.analysis_id),
            incident_id=None,
        )
        for one in actions
    ]
    return tuple(sorted(shown, key=lambda one: (not one.open, one.due_on, one.ref)))


def shown_action(work: Work, action: Action) -> Action:
    """One action as the actor may see it."""
    (shown,) = shown_actions(work, (action,))
    return shown


def shown_rows(work: Work, rows: tuple[AnalysisRow, ...]) -> tuple[AnalysisRow, ...]:
    """Lines of the list of analyses as people who see no names may see them."""
    free = released(work)
    zones = {site.id: site.time_zone for site in work.unit.sites.all()}
    shown = [
        replace(
            row,
            id=shown_id(work, row.id),
            question=free(row.question),
            opened_at=told_moment(row.opened_at, zones[row.site_id]),
            begin_by=told_limit(row.begin_by, zones[row.site_id]),
            finish_by=told_limit(row.finish_by, zones[row.site_id]),
            closed_at=row.closed_at and told_moment(row.closed_at, zones[row.site_id]),
        )
        for row in rows
    ]
    return tuple(sorted(shown, key=lambda row: (row.closed_at is not None, row.finish_by, row.ref)))


def shown_analysis(work: Work, analysis: Analysis) -> Analysis:
    """An analysis as people who see no names may see it."""
    zone = work.unit.sites.get(analysis.site_id).time_zone
    return replace(
        without_identity(analysis, released(work)),
        id=shown_id(work, analysis.id),
        opened_at=told_moment(analysis.opened_at, zone),
        opened_by=NO_ONE,
        begin_by=told_limit(analysis.begin_by, zone),
        finish_by=told_limit(analysis.finish_by, zone),
        closed_at=analysis.closed_at and told_moment(analysis.closed_at, zone),
    )


def put_back(work: Work, action: Action, draft: ActionDraft) -> ActionDraft:
    """The draft with what of `action` the actor could not see and left alone: words, owner, days, analysis, incident.

    Errors: Refused(NOT_SHOWN) at `text` or `measure` for other words in their place: no one overwrites what they
    cannot read.
    """
    if not sees_no_names(work):
        return draft
    free, wanted, shown = released(work), draft.measure, shown_action(work, action)
    due_on = action.due_on if draft.due_on == shown.due_on else draft.due_on
    if action.measure is not None:
        hidden = _measure(action.measure, free)
        if wanted is None and hidden != action.measure:
            raise Refused(Reason.NOT_SHOWN, "measure")
        if wanted is not None:
            is_left = wanted.check_on == hidden.check_on
            wanted = replace(
                wanted,
                # A check before the new due day would be refused with a day that was never shown.
                check_on=action.measure.check_on if is_left and action.measure.check_on >= due_on else wanted.check_on,
                numerator=_kept(wanted.numerator, action.measure.numerator, free, "numerator"),
                denominator=_kept(wanted.denominator, action.measure.denominator, free, "denominator"),
            )
    return replace(
        draft,
        due_on=due_on,
        text=_kept(draft.text, action.text, free, "text"),
        measure=wanted,
        owner_id=action.owner_id if draft.owner_id == shown.owner_id else draft.owner_id,
    )


def meant_draft(work: Work, draft: ActionDraft) -> ActionDraft:
    """The draft with the analysis that the actor means by the id they were given."""
    return replace(draft, analysis_id=draft.analysis_id and meant_id(work, draft.analysis_id))


def _kept(typed: str, before: str, free: Callable[[str], str], field: str) -> str:
    shown = free(before)
    if shown == before:
        return typed
    if typed.strip() != shown:
        raise Refused(Reason.NOT_SHOWN, field)
    return before


def _measure(measure: Measure, free: Callable[[str], str]) -> Measure:
    return replace(
        measure,
        numerator=free(measure.numerator),
        denominator=free(measure.denominator),
        check_on=told_day(measure.check_on),
    )
