"""Importing an old log: first a check that stores nothing, then all of it in one transaction."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from uuid import UUID, uuid5

from incident_tracker.domain.capture.incidents import CLOCK_TOLERANCE, Incident
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.moments import local_day, month_of
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import FileRefused, Reason, Refused
from incident_tracker.exchange.date_order import ProvenOrder
from incident_tracker.exchange.dates import DateOrder
from incident_tracker.exchange.log_codes import VOCABULARIES
from incident_tracker.exchange.logs import read_log
from incident_tracker.exchange.mapping import Mapping as ColumnMapping
from incident_tracker.exchange.own_rows import OwnRows, own_rows
from incident_tracker.exchange.readings import (
    Certainty,
    Duplicate,
    LogEntry,
    LogReading,
    Note,
    Obstacle,
    ReadingNotice,
    Refusal,
)
from incident_tracker.exchange.wall_clock import ClockChange, instant
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.bulk import add_all
from incident_tracker.usecases.capture.imported import (
    Accepted,
    RowCorrection,
    corrected,
    correction_of,
    incidents_of,
    is_another,
)
from incident_tracker.usecases.capture.own_import import OwnChecker, OwnIncident, add_addenda, months_of
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.wording import language

_A_DAY = timedelta(days=1)
MOST_INCIDENTS = 2_000_000
LONGEST_EXAMPLE = 80  # characters
_LOOK_AT = (Certainty.DOUBTED, Certainty.UNKNOWN, Certainty.SURE, Certainty.MISSING)


@dataclass(frozen=True, slots=True)
class KindUse:
    """What one word of the log for the kind of incident became: kind, its label, level, and in how many accepted rows.

    A word that became several levels, because other columns raised some, is listed once for each. `example` is the
    beginning of one description.
    """

    words: str
    kind: str
    label: str
    level: Severity
    rows: int
    certainty: Certainty
    example: str = ""


@dataclass(frozen=True, slots=True)
class CheckedLog:
    """What would be stored, and what would not be and why.

    `months` counts incidents by month at the site. `reading.rows_read` is the number of rows of data. `kinds` shows
    what the words for the kind became: first what needs a look, then the most serious. `corrections` are rows that say
    something else than the incidents that were made of them. `own` are the incidents of our own file, as they were.
    """

    reading: LogReading
    accepted: tuple[Accepted, ...]
    refused: tuple[Refusal, ...]
    duplicates: tuple[Duplicate, ...]
    notes: tuple[Note, ...]
    months: Mapping[str, int]
    kinds: tuple[KindUse, ...] = ()
    corrections: tuple[RowCorrection, ...] = ()
    own: tuple[OwnIncident, ...] = ()

    @property
    def rows_accepted(self) -> int:
        """How many rows can be stored."""
        return len(self.accepted) + len(self.own)

    @property
    def incidents(self) -> int:
        """How many incidents would be stored: more than entries where rows are counts."""
        return sum(self.months.values())


@needs(Permission.IMPORT_INCIDENTS)
def check_log(
    work: Work, content: bytes, mapping: ColumnMapping | None = None, *, site_id: UUID | None = None, reason: str = ""
) -> CheckedLog:
    """What is in a log and how much of it can be stored; nothing is stored.

    `site_id` is the site of rows that name none; without it, the only site in reach or the one where the actor works.
    Errors: FileRefused, Refused at `site` or `reason`, NotAllowed.
    """
    work.require_reason(reason)
    if not (mapping and mapping.columns) and (ours := own_rows(content)) is not None:
        return _check_own(work, ours)
    sites, default, chosen = _sites(work, site_id)
    terms = _terms(work)
    _check_codes(mapping, terms)
    reading = read_log(content, mapping, terms=terms, site_names=[site.name for site in sites])
    checker = _Checker(work, sites, default)
    accepted = checker.check(reading.entries)
    if chosen:
        checker.notes.append(Note(ReadingNotice.SITE_CHOSEN, {"site": default.name}))
    months = Counter[str]()
    for one in accepted:
        months[month_of(local_day(one.at, one.site.zone))] += one.entry.count
    if months.total() > MOST_INCIDENTS:
        raise FileRefused("too_large")
    if any(one.entry.count != 1 for one in accepted):
        checker.notes.append(Note(ReadingNotice.COUNTS, {"rows": len(accepted), "n": months.total()}))
    return CheckedLog(
        reading=reading,
        accepted=tuple(accepted),
        refused=tuple(sorted((*reading.refused, *checker.refused), key=lambda refusal: refusal.row)),
        duplicates=tuple(sorted((*reading.duplicates, *checker.duplicates), key=lambda one: one.row)),
        notes=(*reading.notes, *checker.notes),
        months=dict(sorted(months.items())),
        kinds=_kind_uses(work, accepted, reading.certainties),
        corrections=tuple(checker.corrections),
    )


def _check_own(work: Work, rows: OwnRows) -> CheckedLog:
    """What is in a file that this program wrote."""
    checker = OwnChecker(work, _in_reach(work))
    own = checker.check(rows)
    proven = ProvenOrder(DateOrder.YMD, "written by this program")
    reading = LogReading(
        encoding=None,
        delimiter=None,
        header_rows=(1,),
        date_order=proven,
        rows_read=len(rows.rows),
        lines=rows.line_count,
        entries=(),
        refused=(),
        duplicates=(),
        notes=(),
        mapping=ColumnMapping(),
    )
    return CheckedLog(
        reading=reading,
        accepted=(),
        refused=tuple(checker.refused),
        duplicates=tuple(checker.duplicates),
        notes=(Note(ReadingNotice.OUR_OWN_FILE), *checker.notes),
        months=dict(sorted(months_of(own).items())),
        own=own,
    )


def _kind_uses(work: Work, accepted: Sequence[Accepted], certainties: Mapping[str, Certainty]) -> tuple[KindUse, ...]:
    labels = {term.code: term.labeled(language()) for term in work.unit.terms.all() if term.vocabulary == "kind"}
    rows = Counter((one.entry.kind_words, one.entry.kind, one.entry.severity) for one in accepted)
    examples: dict[tuple[str, str, Severity], str] = {}
    for one in accepted:
        if one.entry.words:
            examples.setdefault((one.entry.kind_words, one.entry.kind, one.entry.severity), one.entry.words)
    uses = [
        KindUse(
            words,
            kind,
            labels.get(kind, kind),
            level,
            n,
            certainties.get(words, Certainty.MISSING),
            " ".join(examples.get((words, kind, level), "").split())[:LONGEST_EXAMPLE],
        )
        for (words, kind, level), n in rows.items()
    ]
    return tuple(sorted(uses, key=lambda use: (_LOOK_AT.index(use.certainty), -use.level, -use.rows, use.words)))


@needs(Permission.IMPORT_INCIDENTS, writes=True, changes={Area.INCIDENTS})
def store_log(
    work: Work,
    checked: CheckedLog,
    *,
    progress: Callable[[int], None] | None = None,
    canceled: Callable[[], bool] | None = None,
    correct: bool = False,
    reason: str = "",
) -> int:
    """Store what `check_log` accepted, all or nothing; gives how many incidents are new.

    With `correct`, incidents whose rows were corrected in the log are changed too. What was stored since the check is
    left out. Errors: NotAllowed, Refused, Canceled, ChangedMeanwhile.
    """
    work.require_reason(reason)
    present = {incident.id for incident in work.unit.incidents.many([one.id for one in checked.accepted])}
    fresh = (one for one in checked.accepted if one.id not in present)
    incidents = (incident for one in fresh for incident in incidents_of(work, one))
    new = [one for one in checked.own if not work.unit.incidents.taken_refs([one.incident.ref])]
    whole = chain(incidents, (one.incident for one in new))
    stored = add_all(work, whole, progress=progress, canceled=canceled)
    add_addenda(work, new)
    for correction in checked.corrections if correct else ():
        if correction.correctable:
            corrected(work, correction)
    return stored


class _Checker:
    """Compares entries with the clinic: its sites, desks and people, its clock, what is stored already."""

    def __init__(self, work: Work, sites: Sequence[Site], default: Site) -> None:
        self._work, self._default = work, default
        self._sites = {site.name.casefold(): site for site in sites}
        self._desks = {(desk.site_id, desk.name.casefold()): desk.id for desk in work.unit.sites.desks()}
        self._people = {person.name.casefold(): person.id for person in work.unit.people.all()}
        self._zones = {site.id: site.time_zone for site in sites}
        self.refused: list[Refusal] = []
        self.duplicates: list[Duplicate] = []
        self.corrections: list[RowCorrection] = []
        self.notes: list[Note] = []

    def check(self, entries: Sequence[LogEntry]) -> list[Accepted]:
        """The entries that can be stored; the others are in `refused`, `duplicates` or `corrections`."""
        told = Counter[ReadingNotice]()
        placed = [one for entry in entries if (one := self._placed(entry, told)) is not None]
        fresh = self._without_known_words(self._without_known_keys(placed))
        self.notes += [Note(notice, {"n": n}) for notice, n in told.items()]
        return fresh

    def _without_known_keys(self, placed: Sequence[Accepted]) -> list[Accepted]:
        """What was not stored under one of its keys; a row that says something else than its incident is corrected."""
        incidents = self._work.unit.incidents
        ids = {uuid5(one.site.id, key) for one in placed for key in (one.entry.key, *one.entry.further_keys)}
        present = {incident.id: incident for incident in incidents.many(sorted(ids))}
        fresh = []
        for one in placed:
            keyed = [replace(one, id=uuid5(one.site.id, key)) for key in (one.entry.key, *one.entry.further_keys)]
            free = next((each for each in keyed if each.id not in present), None)
            found = next(
                (each for each in keyed if each.id in present and not is_another(each, present[each.id])), None
            )
            if found is None:
                fresh.append(free or one)
                continue
            stored = present[found.id]
            addenda = [addendum.text for addendum in incidents.addenda(stored.id)] if stored.version > 1 else []
            correction = correction_of(found, stored, addenda) if one.entry.count == 1 else None
            if correction is None:
                self.duplicates.append(Duplicate(one.entry.row, stored.ref, one.entry.sheet))
            else:
                self.corrections.append(correction)
        return fresh

    def _without_known_words(self, placed: Sequence[Accepted]) -> list[Accepted]:
        """What is not in the clinic already under another key: at the same site and moment, in the same words."""
        if not placed:
            return []
        days = [one.entry.wall.date() for one in placed]
        known: dict[tuple[UUID, datetime], list[Incident]] = {}
        for incident in self._work.unit.incidents.stream(
            IncidentFilter(min(days) - _A_DAY, max(days) + _A_DAY, frozenset(one.site.id for one in placed))
        ):
            known.setdefault((incident.site_id, incident.occurred.at), []).append(incident)
        fresh = []
        for one in placed:
            there = known.get((one.site.id, one.at), [])
            same = next((incident for incident in there if _in_the_same_words(one, incident)), None)
            if same is None or one.entry.count != 1:
                fresh.append(one)
                continue
            there.remove(same)
            self.duplicates.append(Duplicate(one.entry.row, same.ref, one.entry.sheet))
        return fresh

    def _placed(self, entry: LogEntry, told: Counter[ReadingNotice]) -> Accepted | None:
        site = self._sites.get(entry.site.casefold()) if entry.site else self._default
        if site is None:
            self._refuse(entry, "site", entry.site, Obstacle.UNKNOWN_SITE)
            return None
        if entry.offset is not None:
            at, change = (entry.wall - entry.offset).replace(tzinfo=UTC), None
        else:
            at, change = instant(entry.wall, self._zones[site.id])
        if at > self._work.now + CLOCK_TOLERANCE:
            self._refuse(entry, "occurred_at", entry.wall.isoformat(" ", "minutes"), Obstacle.IN_THE_FUTURE)
            return None
        match change:
            case ClockChange.SKIPPED:
                told[ReadingNotice.CLOCK_SKIPPED] += 1
            case ClockChange.TWICE:
                told[ReadingNotice.CLOCK_TWICE] += 1
            case None:
                pass
        desk = self._desks.get((site.id, entry.desk.casefold()))
        person = self._people.get(entry.reporter.casefold())
        told += Counter({ReadingNotice.DESKS_UNKNOWN: int(bool(entry.desk) and desk is None)})
        told += Counter({ReadingNotice.REPORTERS_UNKNOWN: int(bool(entry.reporter) and person is None)})
        return Accepted(entry, uuid5(site.id, entry.key), site, at, desk, person)

    def _refuse(self, entry: LogEntry, column: str, value: str, reason: Obstacle) -> None:
        self.refused.append(Refusal(entry.row, column, value, reason, entry.sheet))


def _sites(work: Work, site_id: UUID | None) -> tuple[tuple[Site, ...], Site, bool]:
    """The sites in reach, the one for rows that name none, and whether it had to be chosen."""
    sites = _in_reach(work)
    if site_id is not None:
        work.require(site_id=site_id)
        return sites, work.unit.sites.get(site_id), False
    if len(sites) == 1:
        return sites, sites[0], False
    if work.actor.person_id is not None:
        own = work.unit.people.get(work.actor.person_id).site_id
        for site in sites:
            if site.id == own:
                return sites, site, True
    raise Refused(Reason.MISSING, "site")


def _in_reach(work: Work) -> tuple[Site, ...]:
    """The sites in use that the actor may import to."""
    reachable = work.visible_sites()
    return tuple(
        site
        for site in work.unit.sites.all()
        if site.in_use(work.now.astimezone(site.time_zone).date()) and (reachable is None or site.id in reachable)
    )


def _terms(work: Work) -> dict[str, dict[str, str]]:
    """For each vocabulary its codes and labels in lower case, and the codes they mean."""
    terms: dict[str, dict[str, str]] = {}
    for term in work.unit.terms.all():
        words = terms.setdefault(term.vocabulary, {})
        for word in (term.label_es, term.label, term.code):
            if word:
                words[word.casefold()] = term.code
    return terms


def _check_codes(mapping: ColumnMapping | None, terms: Mapping[str, Mapping[str, str]]) -> None:
    """The codes that a mapping names must be in the clinic's lists. Errors: FileRefused("mapping")."""
    for field, words in (mapping.values if mapping else {}).items():
        vocabulary = VOCABULARIES.get(field)
        codes = set(terms.get(vocabulary, {}).values()) if vocabulary else None
        for code in words.values():
            if codes is not None and code not in codes:
                raise FileRefused("mapping", detail=f"[values.{field}] {code!r}")


def _in_the_same_words(accepted: Accepted, incident: Incident) -> bool:
    said, words = incident.narrative, accepted.entry.words
    if not accepted.entry.narrative:
        return not said and incident.kind == accepted.entry.kind
    return said == accepted.entry.narrative or (bool(words) and (said == words or said.startswith(words + "\n")))
