"""Our own files of incidents read in again: into another clinic as they were, into the same clinic not at all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid5

from incident_tracker.domain.capture.incidents import CLOCK_TOLERANCE, Addendum, Incident
from incident_tracker.domain.capture.moments import local_day, month_of
from incident_tracker.domain.capture.terms_used import check_terms
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import Refused
from incident_tracker.exchange.own_incidents import KnownNames, NotOurs, told_incident
from incident_tracker.exchange.own_rows import OwnRow, OwnRows
from incident_tracker.exchange.readings import Duplicate, Note, Obstacle, ReadingNotice, Refusal
from incident_tracker.usecases.gate import Work

_MISSING = {
    "desk": ReadingNotice.DESKS_UNKNOWN,
    "person": ReadingNotice.REPORTERS_UNKNOWN,
    "user_account": ReadingNotice.REPORTERS_UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class OwnIncident:
    """An incident of our own file with the texts that were added to it; `row` is its line."""

    row: int
    incident: Incident
    addenda: tuple[str, ...]


class OwnChecker:
    """Compares the rows of our own file with the clinic: what is in it by its number, what its lists do not have."""

    def __init__(self, work: Work, sites: Sequence[Site]) -> None:
        self._work = work
        self._sites = {site.name: site for site in sites}
        desks = work.unit.sites.desks()
        self._desks = {site.id: {one.name: one.id for one in desks if one.site_id == site.id} for site in sites}
        self._people = {person.name: person.id for person in work.unit.people.all()}
        self._users = {user.name: user.id for user in work.unit.users.all()}
        self._terms = {(term.vocabulary, term.code) for term in work.unit.terms.all()}
        self._told = Counter[ReadingNotice]()
        self.refused: list[Refusal] = []
        self.duplicates: list[Duplicate] = []

    def check(self, rows: OwnRows) -> tuple[OwnIncident, ...]:
        """The incidents that are not here yet; the others are in `refused` or `duplicates`."""
        refs = [str(row.values.get("ref") or "") for row in rows.rows]
        taken = set(self._work.unit.incidents.taken_refs(filter(None, refs)))
        fresh = []
        for row, ref in zip(rows.rows, refs, strict=True):
            if ref in taken:
                self.duplicates.append(Duplicate(row.row, ref))
            elif (own := self._own(row, ref)) is not None:
                fresh.append(own)
                taken.add(ref)
        return tuple(fresh)

    @property
    def notes(self) -> list[Note]:
        """What a person should know about how the rows were understood."""
        return [Note(notice, {"n": n}) for notice, n in self._told.items()]

    def _own(self, row: OwnRow, ref: str) -> OwnIncident | None:
        name = str(row.values.get("site") or "")
        site = self._sites.get(name)
        if site is None:
            return self._refuse(row, "site", name, Obstacle.UNKNOWN_SITE)
        ids = {
            "site": {name: site.id},
            "desk": self._desks[site.id],
            "person": self._people,
            "user_account": self._users,
        }
        known = KnownNames(ids, self._work.new_id, self._missing)
        head = {
            "id": uuid5(site.id, f"own\x1f{ref}"),
            "logged_by": self._work.actor.user_id,
            "occurred_day": self._work.now.date(),
            "desk_id": None,
        }
        try:
            incident, addenda = told_incident(row, known, head)
            if incident.occurred.at > self._work.now + CLOCK_TOLERANCE:
                return self._refuse(row, "occurred_at", incident.occurred.at.isoformat(), Obstacle.IN_THE_FUTURE)
            incident = replace(incident, occurred_day=local_day(incident.occurred.at, site.zone))
            check_terms(incident, lambda vocabulary, code: (vocabulary, code) in self._terms)
        except NotOurs as found:
            return self._refuse(row, found.column, str(found.value)[:200], Obstacle.NOT_OURS)
        except Refused as refused:
            return self._refuse(row, refused.field or "", "", Obstacle.UNKNOWN_TERM)
        return OwnIncident(row.row, incident, addenda)

    def _missing(self, kind: str, _name: str) -> None:
        if kind in _MISSING:
            self._told[_MISSING[kind]] += 1

    def _refuse(self, row: OwnRow, column: str, value: str, reason: Obstacle) -> OwnIncident | None:
        self.refused.append(Refusal(row.row, column, value, reason))
        return None


def months_of(own: Sequence[OwnIncident]) -> Counter[str]:
    """How many of them are in each month at their site."""
    return Counter(month_of(one.incident.occurred_day) for one in own)


def add_addenda(work: Work, own: Sequence[OwnIncident]) -> None:
    """What was added to the descriptions of incidents that are stored now."""
    for one in own:
        for text in one.addenda:
            addendum = Addendum(work.new_id(), one.incident.id, work.now, work.actor.user_id, text)
            work.unit.incidents.add_addendum(addendum)
