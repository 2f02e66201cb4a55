"""Many incidents at once, from old logs or for an invented clinic, inside the caller's transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.references import reference
from incident_tracker.domain.capture.terms_used import check_terms
from incident_tracker.domain.errors import NotAllowed
from incident_tracker.usecases.gate import Work

BATCH = 10_000


class Canceled(Exception):
    """A person asked to stop; nothing has been stored."""


def add_all(
    work: Work,
    incidents: Iterable[Incident],
    *,
    progress: Callable[[int], None] | None = None,
    canceled: Callable[[], bool] | None = None,
) -> int:
    """Store incidents whose `ref` is empty, inside the caller's transaction; returns how many were stored.

    `progress` is told the number stored so far after each batch of 10,000; when `canceled()` becomes true everything
    is rolled back. One audit entry says how many came. Errors: Refused at a field with an unknown term, NotAllowed for
    a site out of reach, Canceled.
    """
    reachable = work.visible_sites()
    known = {(term.vocabulary, term.code) for term in work.unit.terms.all()}
    stored = 0
    for batch in _batches(incidents):
        if canceled is not None and canceled():
            raise Canceled
        if reachable is not None and not {incident.site_id for incident in batch} <= reachable:
            raise NotAllowed(work.permission)
        for incident in batch:
            check_terms(incident, lambda vocabulary, code: (vocabulary, code) in known)
        work.unit.incidents.add_many(_numbered(work, batch))
        stored += len(batch)
        if progress is not None:
            progress(stored)
    work.record("imported", "incident", None, facts={"records": stored})
    return stored


def _batches(incidents: Iterable[Incident]) -> Iterator[list[Incident]]:
    waiting = iter(incidents)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _numbered(work: Work, batch: Sequence[Incident]) -> list[Incident]:
    """The batch with references that are not taken, neither in the store nor within the batch."""
    numbered: dict[str, Incident] = {}
    waiting, attempt = list(batch), 0
    while waiting:
        proposed = [
            (incident.ref or reference(incident.site_id, incident.occurred_day.year, incident.id, attempt), incident)
            for incident in waiting
        ]
        taken = work.unit.incidents.taken_refs(ref for ref, _ in proposed)
        waiting = []
        for ref, incident in proposed:
            if ref in taken or ref in numbered:
                waiting.append(replace(incident, ref=""))
            else:
                numbered[ref] = replace(incident, ref=ref)
        attempt += 1
    return list(numbered.values())
