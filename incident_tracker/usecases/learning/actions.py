"""Assign actions, change them, end them, and note whether they helped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from incident_tracker.domain.audit import Act
from incident_tracker.domain.capture.references import reference
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.learning import actions
from incident_tracker.domain.learning.actions import Action, ActionDraft, ActionEffect, ActionStatus
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.learning.released import meant_draft, meant_id, put_back, shown_action, shown_actions

_LONGEST_PLAN = 2000
_CHANGES = frozenset({Area.ACTIONS, Area.ANALYSES, Area.REMINDERS})


@needs(Permission.ASSIGN_ACTION, writes=True, changes=_CHANGES)
def assign_action(work: Work, draft: ActionDraft, site_id: UUID, request_id: UUID | None = None) -> Action:
    """A new action at a site, after an analysis, an incident, or on its own; the same request id makes only one.

    Errors: NotFound (owner, analysis, incident), NotAllowed, Refused at the field.
    """
    work.require(site_id=site_id)
    if request_id and (known := work.unit.requests.object_of(request_id, "action")):
        return shown_action(work, work.unit.actions.get(known))
    action = assigned(work, meant_draft(work, draft), site_id)
    if request_id:
        work.unit.requests.remember(request_id, "action", action.id)
    return shown_action(work, action)


def assigned(work: Work, draft: ActionDraft, site_id: UUID) -> Action:
    """A new action at a site, for a use case whose actor may assign it there. Errors: NotFound, Refused."""
    _check_links(work, draft)
    id = work.new_id()
    action = actions.assign(
        draft,
        id=id,
        ref=f"AC-{reference(site_id, work.now.year, id)}",
        site_id=site_id,
        now=work.now,
        today=_today(work, site_id),
        by=work.actor.user_id,
    )
    work.unit.actions.add(action)
    work.record("assigned", "action", id, after=action)
    return action


@needs(Permission.ASSIGN_ACTION, writes=True, changes=_CHANGES)
def change_action(work: Work, id: UUID, draft: ActionDraft, expected_version: int) -> Action:
    """An open action with other words, owner, date, strength or measure.

    Words that the actor could not see stay as they are. Errors: Refused, also for other words in place of those,
    ChangedMeanwhile.
    """
    action = work.unit.actions.get(meant_id(work, id))
    work.require(site_id=action.site_id)
    draft = put_back(work, action, meant_draft(work, draft))
    _check_links(work, draft)
    return _save(work, "changed", actions.revise(action, draft, _today(work, action.site_id)), expected_version)


@needs(Permission.COMPLETE_ACTION, writes=True, changes=_CHANGES)
def end_action(work: Work, id: UUID, status: ActionStatus, outcome: str, expected_version: int) -> Action:
    """An action done or dropped (with a reason). Its owner may do this, and anyone with the permission at its site.

    Errors: Refused at `outcome`, ChangedMeanwhile.
    """
    action = _reachable(work, id)
    act: Act = "done" if status is ActionStatus.DONE else "dropped"
    return _save(work, act, actions.end(action, status, work.now, outcome), expected_version)


@needs(Permission.COMPLETE_ACTION, writes=True, changes=_CHANGES)
def take_up_action(work: Work, id: UUID, expected_version: int) -> Action:
    """Undo the end of an action. Errors: Refused, ChangedMeanwhile."""
    return _save(work, "taken_up", actions.take_up_again(_reachable(work, id)), expected_version)


@needs(Permission.ASSIGN_ACTION, writes=True, changes=_CHANGES)
def note_effect(work: Work, id: UUID, effect: ActionEffect, expected_version: int) -> Action:
    """What the check of an action's measure found. Errors: Refused at `measure`, ChangedMeanwhile."""
    action = work.unit.actions.get(meant_id(work, id))
    work.require(site_id=action.site_id)
    return _save(work, "effect_noted", actions.with_effect(action, effect), expected_version)


@needs(Permission.COMPLETE_ACTION)
def list_plan(work: Work) -> Sequence[Action]:
    """Every action, open or ended, that the actor may work on: those of their sites, and their own anywhere.

    Who sees no names reads no word that could identify a person, and is led to no incident.
    """
    sites = frozenset[UUID]() if work.only_owner() else work.visible_sites()
    owner_id = work.actor.person_id if work.lists_own() else None
    return shown_actions(work, tuple(work.unit.actions.list(sites=sites, owner_id=owner_id, limit=_LONGEST_PLAN)))


def _reachable(work: Work, id: UUID) -> Action:
    """The action, if it is at the actor's site or the actor owns it."""
    action = work.unit.actions.get(meant_id(work, id))
    own = work.actor.person_id is not None and action.owner_id == work.actor.person_id
    work.require(site_id=action.site_id, owner_id=work.actor.user_id if own else None)
    return action


def _check_links(work: Work, draft: ActionDraft) -> None:
    work.unit.people.get(draft.owner_id)
    if draft.analysis_id:
        work.require(site_id=work.unit.analyses.get(draft.analysis_id).site_id)
    if draft.incident_id:
        work.require(site_id=work.unit.incidents.get(draft.incident_id).site_id)


def _today(work: Work, site_id: UUID) -> date:
    return work.now.astimezone(work.unit.sites.get(site_id).time_zone).date()


def _save(work: Work, act: Act, action: Action, expected_version: int) -> Action:
    saved = work.unit.actions.save(replace(action, version=expected_version))
    work.record(act, "action", saved.id, after=saved)
    return shown_action(work, saved)
