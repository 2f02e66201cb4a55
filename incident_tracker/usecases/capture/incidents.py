"""Show, list and search incidents, add to them, and store what completes them."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from incident_tracker.domain.audit import Act
from incident_tracker.domain.capture.help_calls import PoliceDecision, check_decision
from incident_tracker.domain.capture.incidents import (
    Addendum,
    Completion,
    Incident,
    accept_addendum,
    complete,
    confirmed_incident,
    revisions,
)
from incident_tracker.domain.capture.life_cycle import OPEN, check_editable
from incident_tracker.domain.capture.listing import (
    BY_INDEX,
    MOST_SORTED,
    IncidentFile,
    IncidentFilter,
    IncidentOrder,
    IncidentRow,
    IncidentRows,
    RowKey,
    SortBy,
    SortedPlace,
)
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.capture.trail import seen_revisions
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import ChangedMeanwhile, NotAllowed
from incident_tracker.domain.searching import wanted_words
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.discretion import discreet, sight_of
from incident_tracker.usecases.capture.drafts import finish_completion
from incident_tracker.usecases.capture.quick import check_references
from incident_tracker.usecases.gate import Work, needs

ANCHOR_STEP = 2_000
_ANCHORS_AT_ONCE = 10
COUNTED_HITS = 1_000


@needs(Permission.VIEW_INCIDENTS, writes=True, changes={Area.AUDIT})
def show_incident(work: Work, wanted: UUID | str) -> IncidentFile:
    """One incident, by id or by reference number, with its addenda; the view is audited.

    Errors: NotFound; NotAllowed for another site or another person's report.
    """
    incident = work.unit.incidents.by_ref(wanted) if isinstance(wanted, str) else work.unit.incidents.get(wanted)
    require_incident(work, incident)
    work.record("viewed", "incident", incident.id)
    return file_of(work, incident)


@needs(Permission.VIEW_INCIDENTS)
def list_incidents(
    work: Work, wanted: IncidentFilter, after: RowKey | None = None, skip: int = 0, limit: int = 200
) -> IncidentRows:
    """A window on the list, newest first: the rows after the key `after`, the first `skip` of them left out.

    To jump to a place in a long list, start at the nearest key of `list_anchors`. Errors: NotAllowed.
    """
    wanted = that_may_be_seen(work, wanted)
    total = work.unit.incidents.total(wanted)
    rows = work.unit.incidents.page(wanted, after, skip, limit)
    return IncidentRows(total, rows, rows[-1].key if len(rows) == limit else None)


@needs(Permission.VIEW_INCIDENTS)
def list_sorted(
    work: Work,
    wanted: IncidentFilter,
    order: IncidentOrder,
    skip: int = 0,
    limit: int = 200,
    after: SortedPlace | None = None,
) -> IncidentRows:
    """A window on the list in another order, the first `skip` rows left out.

    By kind or channel only where the list has no more than `MOST_SORTED` rows; a longer one comes newest first. To jump
    to a place in a long list, start `after` the nearest one of `list_sorted_places` at or before it.

    Errors: NotAllowed.
    """
    wanted, order, total = _sorted_list(work, wanted, order)
    rows = work.unit.incidents.sorted_page(wanted, order, skip, limit, after)
    return IncidentRows(total, rows)


@needs(Permission.VIEW_INCIDENTS)
def list_sorted_places(
    work: Work, wanted: IncidentFilter, order: IncidentOrder, after: SortedPlace | None = None, step: int = ANCHOR_STEP
) -> tuple[SortedPlace, ...]:
    """At most ten places after `after` in the list in that order, none further than `step` rows from the next.

    Errors: NotAllowed.
    """
    wanted, order, _total = _sorted_list(work, wanted, order)
    return work.unit.incidents.sorted_places(wanted, order, after, step, _ANCHORS_AT_ONCE)


@needs(Permission.VIEW_INCIDENTS)
def list_anchors(
    work: Work, wanted: IncidentFilter, after: RowKey | None = None, step: int = ANCHOR_STEP
) -> tuple[RowKey, ...]:
    """The keys of every `step`-th row after `after`, at most ten of them. Errors: NotAllowed."""
    wanted = that_may_be_seen(work, wanted)
    return work.unit.incidents.anchors(wanted, after, step, _ANCHORS_AT_ONCE)


@needs(Permission.SEARCH_TEXT)
def search_incidents(work: Work, text: str, wanted: IncidentFilter, limit: int = 50) -> IncidentRows:
    """The newest incidents whose description or addenda hold all words of `text`: see `domain.searching`.

    The total is counted up to 1,000; beyond it `more_than_total` is set.
    """
    wanted = that_may_be_seen(work, wanted)
    if not wanted_words(text):
        return IncidentRows(0, (), searched=False)
    rows: tuple[IncidentRow, ...] = work.unit.incidents.search(text, wanted, limit)
    hits = len(rows) if len(rows) < limit else work.unit.incidents.hits(text, wanted, COUNTED_HITS + 1)
    return IncidentRows(min(hits, COUNTED_HITS), rows, None, more_than_total=hits > COUNTED_HITS)


@needs(Permission.ADD_ADDENDUM, writes=True, changes={Area.INCIDENTS})
def add_addendum(work: Work, incident_id: UUID, text: str) -> Addendum:
    """Add to the description without touching what is written. Errors: NotFound, NotAllowed, Refused at `text`."""
    incident = work.unit.incidents.get(incident_id)
    require_incident(work, incident)
    addendum = accept_addendum(incident, id=work.new_id(), at=work.now, by=work.actor.user_id, text=text)
    work.unit.incidents.add_addendum(addendum)
    work.record("added", "addendum", addendum.id, after=addendum)
    return addendum


@needs(Permission.VIEW_OWN_REPORT, writes=True, changes={Area.INCIDENTS})
def confirm_proxy(work: Work, incident_id: UUID, correction: str = "") -> Incident:
    """The person who told it confirms what was written down, or corrects it with an addendum.

    Errors: NotAllowed for everyone else, Refused(ALREADY_DONE).
    """
    before = work.unit.incidents.get(incident_id)
    own = before.told_by_id is not None and before.told_by_id == work.actor.person_id
    work.require(owner_id=work.actor.user_id if own else None)
    if correction.strip():
        addendum = accept_addendum(before, id=work.new_id(), at=work.now, by=work.actor.user_id, text=correction)
        work.unit.incidents.add_addendum(addendum)
        work.record("added", "addendum", addendum.id, after=addendum)
    return _save(work, "confirmed", before, confirmed_incident(before, corrected=bool(correction.strip())))


@needs(Permission.CREATE_INCIDENT, writes=True, changes={Area.INCIDENTS, Area.SUPPORT, Area.REMINDERS})
def record_relief(
    work: Work,
    incident_id: UUID,
    *,
    nobody_hurt: bool | None = None,
    safe: bool | None = None,
    off_the_desk: bool | None = None,
    desk_covered: bool | None = None,
    others_seen_to: bool | None = None,
) -> Incident:
    """Save the ticks of the relief checklist; it can be saved again as things settle.

    Allowed while it is open, for the person who logged it, those who were part of it, and those who lead the site.
    Errors: NotFound, NotAllowed, Refused for the status.
    """
    before = work.unit.incidents.get(incident_id)
    leads = work.reaches(Permission.ADD_ADDENDUM, site_id=before.site_id)
    if not leads and not _took_part(work, before):
        raise NotAllowed(work.permission)
    check_editable(before.status)
    relief = Relief(work.now, work.actor.user_id, nobody_hurt, safe, off_the_desk, desk_covered, others_seen_to)
    return _save(work, "relief_recorded", before, replace(before, relief=relief))


@needs(Permission.EDIT_SUBMITTED, writes=True, changes={Area.INCIDENTS})
def record_police_decision(work: Work, incident_id: UUID, decision: PoliceDecision, expected_version: int) -> Incident:
    """Save why security or law enforcement was or was not called. Errors as for `completed_and_stored`."""
    before = _expected(work, incident_id, expected_version, require_to_complete)
    check_editable(before.status)
    check_decision(decision, before.occurred.at)
    after = replace(before, details=replace(before.details, police=decision))
    check_references(work, after, before)
    return _save(work, "police_decision_recorded", before, after)


def require_incident(work: Work, incident: Incident) -> None:
    """Raise NotAllowed unless the actor may reach this incident: by site, as reporter, or as one of those involved."""
    owner = work.actor.user_id if _took_part(work, incident) else incident.logged_by
    work.require(site_id=incident.site_id, owner_id=owner)


def require_to_complete(work: Work, incident: Incident) -> None:
    """Raise NotAllowed unless the actor may say what the report says: by site, or as the person who wrote it. Who has
    another part in it adds to it instead.
    """
    work.require(site_id=incident.site_id, owner_id=incident.logged_by)


def may_complete(work: Work, incident: Incident) -> bool:
    """Whether the actor may complete it while it is open, for what is offered."""
    wrote = incident.logged_by == work.actor.user_id
    return incident.status in OPEN and work.reaches(Permission.EDIT_SUBMITTED, site_id=incident.site_id, own=wrote)


def completed_and_stored(
    work: Work, incident_id: UUID, completion: Completion, expected_version: int, *, closed: bool = False
) -> Incident:
    """Save what the long form says in the caller's transaction; earlier values are kept as revisions. With `closed` it
    is a closed incident, and stays closed. The whole record is given, whatever the actor may see of it.

    Errors: NotFound, NotAllowed, ChangedMeanwhile, Refused at the field or for the status.
    """
    before = _expected(work, incident_id, expected_version, require_to_complete)
    zone = work.unit.sites.get(before.site_id).zone
    details = sight_of(work, before).kept(completion.details, before.details)
    after = complete(before, replace(completion, details=details), time_zone=zone, now=work.now, closed=closed)
    check_references(work, after, before)
    finish_completion(work, before.id)
    return _stored(work, "changed", before, after)


def file_of(work: Work, incident: Incident) -> IncidentFile:
    """Everything on record about an incident that this reader may see."""
    repository, sight = work.unit.incidents, sight_of(work, incident)
    addenda, changes = repository.addenda(incident.id), repository.status_changes(incident.id)
    past = seen_revisions(repository.revisions(incident.id), sight)
    authors = {incident.logged_by, incident.details.statutory.loggable.by}
    authors |= {one.by for one in addenda} | {one.by for one in changes} | {one.by for one in past}
    authors |= {incident.relief.by} if incident.relief else set()
    return IncidentFile(
        sight.of(incident),
        addenda,
        changes,
        past,
        accounts={
            user.id: work.unit.people.get(user.person_id).name if user.person_id else user.name
            for user in work.unit.users.all()
            if user.id in authors
        },
        duplicate_of=repository.get(incident.duplicate_of).ref if incident.duplicate_of else "",
        support_tier=incident.support_tier,
        withheld=sight.withheld(incident.details),
        may_complete=may_complete(work, incident),
    )


def that_may_be_seen(work: Work, wanted: IncidentFilter) -> IncidentFilter:
    """The filter narrowed to what the actor's grant reaches: their sites, and what they logged or told elsewhere."""
    sites, every = work.visible_sites(), frozenset(site.id for site in work.unit.sites.all())
    if work.only_owner() is not None:
        return replace(wanted, logged_by=work.actor.user_id, or_told_by=work.actor.person_id)
    asked = every if wanted.site_ids is None else wanted.site_ids
    if sites is None or sites >= every:
        return wanted
    narrowed = replace(wanted, site_ids=asked & sites)
    if not work.lists_own() or wanted.logged_by is not None or asked <= sites:
        return narrowed
    return replace(narrowed, own_site_ids=asked - sites, logged_by=work.actor.user_id, or_told_by=work.actor.person_id)


def _sorted_list(work: Work, wanted: IncidentFilter, order: IncidentOrder) -> tuple[IncidentFilter, IncidentOrder, int]:
    """What of it the actor may see, in which order it can be told, and how many there are."""
    wanted = that_may_be_seen(work, wanted)
    total = work.unit.incidents.total(wanted)
    if order.by not in BY_INDEX and total > MOST_SORTED:
        order = IncidentOrder()
    if order.by is SortBy.DESK:
        named = dict.fromkeys(order.ranks)
        others = (desk.id for site in work.unit.sites.all() for desk in work.unit.sites.desks(site.id))
        order = replace(order, ranks=(*named, *(id for id in (*others, None) if id not in named)))
    return wanted, order, total


def _took_part(work: Work, incident: Incident) -> bool:
    return work.actor.user_id == incident.logged_by or work.actor.person_id in incident.involved_person_ids


def _expected(
    work: Work, incident_id: UUID, expected_version: int, require: Callable[[Work, Incident], None] = require_incident
) -> Incident:
    incident = work.unit.incidents.get(incident_id)
    require(work, incident)
    if incident.version != expected_version:
        raise ChangedMeanwhile("incident", expected_version, incident.version)
    return incident


def _save(work: Work, act: Act, before: Incident, after: Incident) -> Incident:
    return discreet(work, _stored(work, act, before, after))


def _stored(work: Work, act: Act, before: Incident, after: Incident) -> Incident:
    saved = work.unit.incidents.save(after)
    work.unit.incidents.add_revisions(saved, revisions(before, saved), at=work.now, by=work.actor.user_id)
    work.record(act, "incident", saved.id, after=saved)
    return saved
