"""Which incidents of a list someone may complete, so that the list offers it where it can be done."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from incident_tracker.domain.capture.life_cycle import OPEN
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.usecases.capture.incidents import that_may_be_seen
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.EDIT_SUBMITTED)
def list_completable(work: Work, incident_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these incidents that the actor may complete now: by site, or as their writer where the clinic lets
    people complete their own. Nothing is told of what the actor may not see. Errors: NotAllowed.
    """
    wanted = that_may_be_seen(work, IncidentFilter(ids=frozenset(incident_ids), statuses=OPEN))
    here, most = work.unit.incidents, max(1, len(incident_ids))
    own = replace(wanted, site_ids=None, own_site_ids=frozenset(), logged_by=work.actor.user_id, or_told_by=None)
    wrote = {row.id for row in here.page(own, None, 0, most)}
    return frozenset(
        row.id
        for row in here.page(wanted, None, 0, most)
        if work.reaches(Permission.EDIT_SUBMITTED, site_id=row.site_id, own=row.id in wrote)
    )
