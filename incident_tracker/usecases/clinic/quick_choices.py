"""What the clinic sets for its quick log: the order of the choices, and how a report of each desk begins."""

from collections.abc import Sequence
from dataclasses import replace

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.quick_choices import CHANNEL, put_in_order, with_channel
from incident_tracker.domain.clinic.sites import Desk
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.domain.errors import NotFound
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.ORDER_CHOICES, writes=True, changes={Area.CLINIC})
def order_choices(work: Work, vocabulary: str, wanted: Sequence[Term]) -> tuple[Term, ...]:
    """Offer the terms of a vocabulary in another order, everywhere; gives them as they are now.

    `wanted` are all that are offered, as they were read. Errors: Refused, ChangedMeanwhile.
    """
    return keep_order(work, vocabulary, wanted)


def keep_order(work: Work, vocabulary: str, wanted: Sequence[Term]) -> tuple[Term, ...]:
    """The same within the caller's transaction. Errors: as `order_choices`."""
    present, day = work.unit.terms.all(vocabulary), today(work)
    before = {term.code: term.position for term in present}
    ordered = put_in_order(present, wanted, day)
    saved = tuple(work.unit.terms.save(term) if before[term.code] != term.position else term for term in ordered)
    if saved != ordered:
        work.record("ordered", "term", None, after=saved, facts={"vocabulary": vocabulary})
    return tuple(term for term in saved if term.valid_on(day))


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def begin_with_channels(work: Work, wanted: Sequence[Desk]) -> tuple[Desk, ...]:
    """Save with which channel a report from each of these desks begins; nothing else of them is changed.

    Errors: Refused at `channel`, NotFound, NotAllowed for a desk of another site, ChangedMeanwhile.
    """
    present = {desk.id: desk for desk in work.unit.sites.desks()}
    terms = work.unit.terms.all(CHANNEL)
    saved = []
    work.visible_sites()
    for desk in wanted:
        if desk.id not in present:
            raise NotFound("desk")
        now = present[desk.id]
        work.require(site_id=now.site_id)
        changed = with_channel(now, desk.channel, terms, today(work))
        if changed != now:
            after = work.unit.sites.save_desk(replace(changed, version=desk.version))
            work.record("changed", "desk", desk.id, after=after)
            changed = after
        saved.append(changed)
    return tuple(saved)
