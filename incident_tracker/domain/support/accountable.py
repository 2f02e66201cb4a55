"""Who answers for support: one person, never someone who had a part in it; and who is told when no one acts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.support.debriefs import Debrief

NO_ONE: frozenset[UUID] = frozenset()


class AnsweringPart(StrEnum):
    """As what someone answers for a debrief."""

    MANAGER = "manager"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Chain:
    """Who may answer for support at a site, in this order: `managers`, `supervisors`, and last the administrators.

    `above` is the manager of each person. All are person ids of people with an account in use; no one else could be
    reminded, or act.
    """

    managers: tuple[UUID, ...] = ()
    supervisors: tuple[UUID, ...] = ()
    administrators: tuple[UUID, ...] = ()
    above: Mapping[UUID, UUID] = field(default_factory=dict)

    def pair(self, involved: Collection[UUID]) -> tuple[UUID | None, UUID | None]:
        """Who answers for a new debrief, and their deputy; None where no one is left who had no part in it."""
        first, second = (*self.leading(involved), None, None)[:2]
        return first, second

    def leading(self, involved: Collection[UUID]) -> tuple[UUID, ...]:
        """Who leads the site and had no part in it: they can plan and hold what they answer for."""
        return _each_once((*self.managers, *self.supervisors), involved)

    def may_answer(self, involved: Collection[UUID], *named: UUID | None) -> frozenset[UUID]:
        """Who may be named: who leads the site, and an administrator where none of them fits.

        `named` are those who answer for it now; an administrator who took it keeps it.
        """
        leading = self.leading(involved)
        last = [one for one in self.administrators if not leading or one in named]
        return frozenset((*leading, *_each_once(last, involved)))

    def reaches_no_one(self, involved: Collection[UUID]) -> bool:
        """Is there no one with an account, up to the administrators, who could be reminded of it?"""
        return not self.leading(involved) and not _each_once(self.administrators, involved)

    def everyone(self) -> frozenset[UUID]:
        """All who are in it."""
        return frozenset((*self.managers, *self.supervisors, *self.administrators, *self.above.values()))

    def up_from(self, person: UUID | None, involved: Collection[UUID]) -> tuple[UUID, ...]:
        """Who is told in turn when this person has not acted: each one's manager, up to the top.

        Where no manager is on record, the site's other managers; the administrators come last.
        """
        told: dict[UUID, None] = {}
        here = self.above.get(person) if person is not None else None
        while here is not None and here not in told:
            told[here] = None
            here = self.above.get(here)
        named = [one for one in told if one != person and one not in involved]
        return _each_once((*(named or self.managers), *self.administrators), [*involved, person])


def answering(
    debrief: Debrief, chain: Chain, involved: Collection[UUID], *, absent: Collection[UUID], away: Collection[UUID]
) -> UUID | None:
    """Who answers for it today: the manager, or the deputy while the manager is absent, then who leads the site.

    `absent` are not at work today, `away` are on leave; while all of them are, an administrator answers. None only
    where no one has an account who had no part in it.
    """
    can_act = chain.may_answer(involved, debrief.manager_id, debrief.deputy_id)
    named = [one for one in (debrief.manager_id, debrief.deputy_id) if one in can_act]
    order = (*named, *chain.managers, *chain.supervisors)
    return present_first(order, chain, involved, absent=absent, away=away)


def present_first(
    order: Iterable[UUID],
    chain: Chain,
    involved: Collection[UUID],
    *,
    absent: Collection[UUID],
    away: Collection[UUID],
) -> UUID | None:
    """The first of `order` who had no part in it and is at work; else who is not on leave, else an administrator."""
    fit = _each_once(order, involved)
    here = [one for one in fit if one not in absent]
    back_soon = [one for one in fit if one not in away]
    last = [one for one in chain.administrators if one not in involved and one not in away]
    return next(iter((*here, *back_soon, *last, *fit)), None)


def suited(debrief: Debrief, chain: Chain, unfit: Collection[UUID]) -> tuple[UUID | None, UUID | None]:
    """The manager and the deputy of a debrief as they should be: those named, if they had no part in it and can act
    here, else the next of whom that is true. Where someone from outside answers for it, they do.

    `unfit` are those who had a part in it, and those who have left.
    """
    can_act = chain.may_answer(unfit, debrief.manager_id, debrief.deputy_id)
    manager = debrief.manager_id if debrief.manager_id in can_act else None
    deputy = debrief.deputy_id if debrief.deputy_id in can_act else None
    if manager is None and debrief.manager_outside is None:
        manager, deputy = deputy, None
        first, _second = chain.pair(unfit)
        manager = manager or first
    if deputy is None and manager is not None and debrief.deputy_id is not None:
        deputy = chain.pair([*unfit, manager])[0]
    return manager, deputy


def back_in_place(debrief: Debrief, person: UUID, part: AnsweringPart) -> Debrief:
    """The debrief with someone who is back in the part that they had; who took over from a manager is the deputy."""
    match part:
        case AnsweringPart.MANAGER:
            return replace(debrief, manager_id=person, deputy_id=debrief.manager_id)
        case AnsweringPart.DEPUTY:
            return replace(debrief, deputy_id=person)


def _each_once(people: Iterable[UUID], but: Iterable[UUID | None]) -> tuple[UUID, ...]:
    left_out = set(but)
    return tuple(one for one in dict.fromkeys(people) if one not in left_out)
