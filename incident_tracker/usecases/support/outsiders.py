"""People from elsewhere who answer for a debrief where no one here may: kept by those who may name them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.audit import Act
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.outsiders import (
    Outsider,
    OutsiderDraft,
    accept_outsider,
    chosen_again,
    no_longer_chosen,
    with_words,
)
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import debrief_to_plan, read_at

_CHANGES = frozenset({Area.SUPPORT})


@dataclass(frozen=True, slots=True)
class OutsiderCard:
    """Someone from elsewhere, and one debrief for which they answer; `holder` is who is reminded in their place.

    It says nothing of what happened, or to whom. `not_before`, `by` and `starts_at` are UTC.
    """

    outsider: Outsider
    debrief_id: UUID
    holder: str
    not_before: datetime
    by: datetime
    starts_at: datetime | None
    least_minutes: int


@dataclass(frozen=True, slots=True)
class OutsiderLine:
    """Someone from elsewhere, with the open debriefs for which they answer, soonest limit first."""

    outsider: Outsider
    cards: tuple[OutsiderCard, ...]


@needs(Permission.NAME_MANAGER)
def list_outsiders(work: Work) -> tuple[OutsiderLine, ...]:
    """Those of the actor's sites, by name, who are chosen no longer included."""
    sites = work.visible_sites()
    open_ones = [one for one in work.unit.debriefs.waiting(sites) if one.open and one.outsider_id is not None]
    return tuple(
        OutsiderLine(outsider, tuple(_card(work, outsider, one) for one in open_ones if one.outsider_id == outsider.id))
        for outsider in work.unit.outsiders.all()
        if sites is None or outsider.site_id in sites
    )


@needs(Permission.NAME_MANAGER)
def outsider_card(work: Work, debrief_id: UUID) -> OutsiderCard | None:
    """The card for who answers for it from elsewhere; None where no one does. Errors: NotFound, NotAllowed."""
    debrief = debrief_to_plan(work, debrief_id)
    return None if debrief.outsider_id is None else _card(work, work.unit.outsiders.get(debrief.outsider_id), debrief)


@needs(Permission.NAME_MANAGER, writes=True, changes=_CHANGES)
def add_outsider(work: Work, site_id: UUID, draft: OutsiderDraft) -> Outsider:
    """Keep someone from elsewhere for a site. Errors: Refused at `outside` or `contact`, NotFound, NotAllowed."""
    work.require(site_id=work.unit.sites.get(site_id).id)
    return keep_new_outsider(work, site_id, draft)


@needs(Permission.NAME_MANAGER, writes=True, changes=_CHANGES)
def change_outsider(work: Work, outsider_id: UUID, version: int, draft: OutsiderDraft) -> Outsider:
    """Other words for the same person; debriefs keep the name that was chosen. Errors: Refused, ChangedMeanwhile."""
    return _saved(work, "changed", with_words(_found(work, outsider_id, version), draft))


@needs(Permission.NAME_MANAGER, writes=True, changes=_CHANGES)
def retire_outsider(work: Work, outsider_id: UUID, version: int) -> Outsider:
    """They are chosen no longer; what they answer for stays theirs. Errors: Refused, ChangedMeanwhile."""
    return _saved(work, "retired", no_longer_chosen(_found(work, outsider_id, version), work.now))


@needs(Permission.NAME_MANAGER, writes=True, changes=_CHANGES)
def choose_outsider_again(work: Work, outsider_id: UUID, version: int) -> Outsider:
    """They may be chosen again, as before. Errors: Refused, ChangedMeanwhile."""
    return _saved(work, "taken_up", chosen_again(_found(work, outsider_id, version)))


def keep_new_outsider(work: Work, site_id: UUID, draft: OutsiderDraft) -> Outsider:
    """Someone new from elsewhere, for a site that the actor reaches. Errors: Refused at `outside` or `contact`."""
    added = accept_outsider(draft, id=work.new_id(), site_id=site_id)
    work.unit.outsiders.add(added)
    work.record("added", "outsider", added.id, after=added)
    return added


def _card(work: Work, outsider: Outsider, debrief: Debrief) -> OutsiderCard:
    holder = work.unit.people.get(debrief.deputy_id).name if debrief.deputy_id is not None else ""
    starts = debrief.starts_at
    minutes = debrief.least_minutes
    return OutsiderCard(outsider, debrief.id, holder, debrief.not_before, debrief.by, starts, minutes)


def _found(work: Work, outsider_id: UUID, version: int) -> Outsider:
    found = work.unit.outsiders.get(outsider_id)
    work.require(site_id=found.site_id)
    return read_at("outsider", found, version)


def _saved(work: Work, act: Act, outsider: Outsider) -> Outsider:
    saved = work.unit.outsiders.save(outsider)
    work.record(act, "outsider", saved.id, after=saved)
    return saved
