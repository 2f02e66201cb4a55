"""Which sites a person may ask about on a page, and what a page is asked for with another word than a month."""

from collections.abc import Iterable

from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.clinic.sites import Site
from ui.page import PageDesk

CLOSE_MONTHS = "close months"
"""Opens the question which months are closed, on the page of reports."""


def sites_within_reach(desk: PageDesk, permission: Permission, sites: Iterable[Site]) -> tuple[Site, ...]:
    """The sites in use that the permission reaches: the actor's own ones, or all."""
    own_only = grant(desk.actor.role, permission).scope is Scope.SITE
    today = desk.now().astimezone(desk.zone).date()
    return tuple(site for site in sites if site.in_use(today) and (not own_only or site.id in desk.actor.sites))
