"""Incidents made of the rows of an old log, and what a row that was corrected in the log says differently."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from incident_tracker.domain.capture.deescalation import Deescalation
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.help_calls import PoliceDecision
from incident_tracker.domain.capture.incidents import Completion, Incident, accept, accept_addendum
from incident_tracker.domain.capture.life_cycle import OPEN
from incident_tracker.domain.capture.moments import Moment
from incident_tracker.domain.capture.parties import AffectedPerson, PhysicalImpact
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.exchange.readings import LogEntry
from incident_tracker.usecases.capture.incidents import completed_and_stored
from incident_tracker.usecases.gate import Work

CORRECTED = ("occurred_at", "channel", "kind", "severity", "narrative")
"""What a correction of the log changes in an incident; the description gets an addendum."""

_ALIKE = 0.6  # share of the words that a description has in common with what it was corrected to


@dataclass(frozen=True, slots=True)
class Accepted:
    """An entry that can be stored: at which site, at which UTC moment, under which id, at which desk, told by whom.

    The id is made from site and row, so that the same row never becomes two incidents.
    """

    entry: LogEntry
    id: UUID
    site: Site
    at: datetime
    desk_id: UUID | None = None
    told_by_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RowCorrection:
    """A row that says something else than the incident that was made of it: in `fields` (of `CORRECTED`).

    `correctable` is false where the incident is closed, and stays as it is.
    """

    accepted: Accepted
    ref: str
    version: int
    fields: tuple[str, ...]
    correctable: bool


def incidents_of(work: Work, accepted: Accepted) -> Iterator[Incident]:
    """The incidents of one entry: one, or as many as it counts."""
    entry, site = accepted.entry, accepted.site
    draft = IncidentDraft(
        occurred_at=accepted.at,
        precision=entry.precision,
        site_id=site.id,
        desk_id=accepted.desk_id,
        channel=entry.channel,
        kind=entry.kind,
        severity=entry.severity,
        narrative=entry.narrative,
        mode=CaptureMode.IMPORT,
        told_by_id=accepted.told_by_id,
    )
    for number in range(entry.count):
        id = accepted.id if number == 0 else uuid5(accepted.id, str(number))
        whole = replace(draft, affected=affected) if (affected := _affected(id, entry)) else draft
        incident = accept(whole, id=id, ref="", now=work.now, logged_by=work.actor.user_id, time_zone=site.zone)
        if entry.outcome or entry.police is not None or entry.security is not None:
            details = replace(
                incident.details,
                security_called=entry.security,
                # A call is recorded with its reason, which an old log does not give; so it counts as how the incident
                # ended.
                police=PoliceDecision(called=False) if entry.police is False else None,
                deescalation=Deescalation(outcome=entry.outcome or ("police" if entry.police else None)),
            )
            incident = replace(incident, details=details)
        yield incident


def correction_of(accepted: Accepted, stored: Incident, addenda: Sequence[str]) -> RowCorrection | None:
    """What a row says differently from the incident that was made of it; None if it says the same.

    The words of a row are in the description, so a row whose words are there, or were added later, is unchanged:
    whatever else differs was changed here since.
    """
    entry = accepted.entry
    if entry.narrative in (stored.narrative, *addenda):
        return None
    said = {
        "occurred_at": (stored.occurred.at, stored.occurred.precision) != (accepted.at, entry.precision),
        "channel": stored.channel != entry.channel,
        "kind": stored.kind != entry.kind,
        "severity": stored.severity != entry.severity,
        "narrative": True,
    }
    fields = tuple(name for name in CORRECTED if said[name])
    return RowCorrection(accepted, stored.ref, stored.version, fields, correctable=stored.status in OPEN)


def is_another(accepted: Accepted, stored: Incident) -> bool:
    """Is a row with the same number another incident: of another day, in other words?"""
    if stored.occurred_day == accepted.entry.wall.date():
        return False
    words = accepted.entry.words
    lines = stored.narrative.split("\n")[: words.count("\n") + 1]
    now, before = (set(text.casefold().split()) for text in (words, " ".join(lines)))
    return len(now & before) < _ALIKE * min(len(now), len(before)) or not now or not before


def corrected(work: Work, correction: RowCorrection) -> None:
    """Change the incident to what its row says now; its earlier values are kept as with any change.

    Errors: ChangedMeanwhile, Refused, NotAllowed.
    """
    accepted, entry = correction.accepted, correction.accepted.entry
    before = work.unit.incidents.get(accepted.id)
    completion = Completion(
        details=before.details,
        occurred=Moment(accepted.at, entry.precision),
        channel=entry.channel,
        kind=entry.kind,
        severity=entry.severity,
    )
    after = completed_and_stored(work, accepted.id, completion, correction.version)
    if entry.narrative:
        addendum = accept_addendum(after, id=work.new_id(), at=work.now, by=work.actor.user_id, text=entry.narrative)
        work.unit.incidents.add_addendum(addendum)
        work.record("added", "addendum", addendum.id, after=addendum)


def _affected(incident_id: UUID, entry: LogEntry) -> tuple[AffectedPerson, ...]:
    """The people the row names by their job; harm is noted with the first of them."""
    jobs = entry.jobs or (("",) if entry.harm is not PhysicalImpact.NONE else ())
    return tuple(
        AffectedPerson(
            id=uuid5(incident_id, f"affected {place}"),
            job=job or None,
            physical=entry.harm if place == 0 else PhysicalImpact.NONE,
            told_by_others=True,
        )
        for place, job in enumerate(jobs)
    )
