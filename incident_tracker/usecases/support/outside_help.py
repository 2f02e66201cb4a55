"""Who helps staff from outside the clinic: kept by those who lead, read by everyone, named to who said yes."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.offers import SupportOffer
from incident_tracker.domain.support.outside_help import (
    HelpDraft,
    OutsideHelp,
    accept_help,
    named_again,
    no_longer_named,
    not_referred,
    referred,
)
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import read_at

_CHANGES = frozenset({Area.SUPPORT, Area.CLINIC})


@needs(Permission.SEE_CLINIC)
def list_outside_help(work: Work) -> tuple[OutsideHelp, ...]:
    """All of it at every site, by name, what is no longer named included: no one has to ask to see it."""
    return work.unit.outside_help.all()


@needs(Permission.MANAGE_CLINIC, writes=True, changes=_CHANGES)
def add_outside_help(work: Work, site_id: UUID, draft: HelpDraft) -> OutsideHelp:
    """New help for the staff of a site. Errors: Refused at the field, NotFound, NotAllowed."""
    work.require(site_id=work.unit.sites.get(site_id).id)
    return keep_new_help(work, site_id, draft)


@needs(Permission.MANAGE_CLINIC, writes=True, changes=_CHANGES)
def change_outside_help(work: Work, help_id: UUID, version: int, draft: HelpDraft) -> OutsideHelp:
    """The help with other words. Errors: Refused at the field, ChangedMeanwhile, NotFound, NotAllowed."""
    return keep_changed_help(work, _found(work, help_id, version), draft)


@needs(Permission.MANAGE_CLINIC, writes=True, changes=_CHANGES)
def retire_outside_help(work: Work, help_id: UUID, version: int) -> OutsideHelp:
    """The help is named no longer; who was referred to it keeps the contact. Errors: Refused, ChangedMeanwhile."""
    return keep_retired_help(work, _found(work, help_id, version))


@needs(Permission.MANAGE_CLINIC, writes=True, changes=_CHANGES)
def name_outside_help_again(work: Work, help_id: UUID, version: int) -> OutsideHelp:
    """The help is named again, as before. Errors: Refused, ChangedMeanwhile."""
    saved = work.unit.outside_help.save(named_again(_found(work, help_id, version)))
    work.record("taken_up", "outside_help", saved.id, after=saved)
    return saved


@needs(Permission.OFFER_SUPPORT, writes=True, changes=frozenset({Area.SUPPORT}))
def refer_outside(work: Work, offer_id: UUID, help_id: UUID) -> SupportOffer:
    """Name help from outside to a person who said yes to an offer; they read how to reach it.

    Errors: Refused at `help` before they said yes, or for help that does not fit; NotFound, NotAllowed.
    """
    offer = work.unit.support_offers.get(offer_id)
    work.require(site_id=offer.site_id)
    saved = work.unit.support_offers.save(referred(offer, work.unit.outside_help.get(help_id), work.now))
    work.record("named", "support_offer", saved.id, after=saved)
    return saved


@needs(Permission.OFFER_SUPPORT, writes=True, changes=frozenset({Area.SUPPORT}))
def take_back_referral(
    work: Work, offer_id: UUID, version: int, help_id: UUID | None = None, referred_at: datetime | None = None
) -> SupportOffer:
    """Undo naming help for an offer: what was named before (`help_id`, at `referred_at`) is named again, or nothing.

    Errors: Refused at `help` for help that does not fit; ChangedMeanwhile, NotFound, NotAllowed.
    """
    offer = read_at("support_offer", work.unit.support_offers.get(offer_id), version)
    work.require(site_id=offer.site_id)
    before = not_referred(offer)
    if help_id is not None:
        before = referred(offer, work.unit.outside_help.get(help_id), referred_at or work.now)
    saved = work.unit.support_offers.save(before)
    work.record("changed", "support_offer", saved.id, after=saved)
    return saved


def keep_new_help(work: Work, site_id: UUID, draft: HelpDraft, *, saves: bool = True) -> OutsideHelp:
    """New help, kept where it `saves`, for a site that the actor may change. Errors: Refused at the field."""
    added = accept_help(draft, id=work.new_id(), site_id=site_id)
    if saves:
        work.unit.outside_help.add(added)
        work.record("added", "outside_help", added.id, after=added)
    return added


def keep_changed_help(work: Work, before: OutsideHelp, draft: HelpDraft, *, saves: bool = True) -> OutsideHelp:
    """The help with other words, kept where it `saves` and something is different. Errors: Refused at the field."""
    accepted = accept_help(draft, id=before.id, site_id=before.site_id)
    wanted = replace(accepted, retired_at=before.retired_at, version=before.version)
    if not saves or wanted == before:
        return wanted
    saved = work.unit.outside_help.save(wanted)
    work.record("changed", "outside_help", saved.id, after=saved)
    return saved


def keep_retired_help(work: Work, before: OutsideHelp) -> OutsideHelp:
    """The help that is named no longer, kept. Errors: Refused."""
    saved = work.unit.outside_help.save(no_longer_named(before, work.now))
    work.record("retired", "outside_help", saved.id, after=saved)
    return saved


def _found(work: Work, help_id: UUID, version: int) -> OutsideHelp:
    found = work.unit.outside_help.get(help_id)
    work.require(site_id=found.site_id)
    return read_at("outside_help", found, version)
