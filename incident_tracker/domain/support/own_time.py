"""The ledger of minutes: what people write down themselves, what the program knows, and which sums lead to no one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.participants import Participant
from incident_tracker.domain.support.protected_time import AfterCheck, Cover, Paid

MOST_MINUTES = 600
"""Of one entry: no one's day is longer."""

CLOSED_FROM = (1, 10)
"""Month and day of the next year from which a year is closed."""

FEWEST_PEOPLE = 3
"""Of fewer people no sum is told."""


class TimeKind(StrEnum):
    """What the time was for. The first three the program knows by itself, from debriefs that were held."""

    DEBRIEF = "debrief"
    LEADING = "leading"
    COVER = "cover"
    REPORTING = "reporting"
    COMMITTEE = "committee"
    TRAINING = "training"


WrittenKind = Literal[TimeKind.REPORTING, TimeKind.COMMITTEE, TimeKind.TRAINING]
WRITTEN: tuple[WrittenKind, ...] = (TimeKind.REPORTING, TimeKind.COMMITTEE, TimeKind.TRAINING)
"""What people write down: the others come by themselves, so that no minute is counted twice."""


@dataclass(frozen=True, slots=True)
class TimeDraft:
    """What a person writes about a day (at the site); `voluntary`: no one told them to."""

    day: date
    kind: TimeKind
    minutes: int
    paid: Paid
    voluntary: bool


@dataclass(frozen=True, slots=True)
class TimeEntry:
    """Minutes that a member of staff wrote down. `taken_back_at` (UTC) is when they took them back."""

    id: UUID
    person_id: UUID
    site_id: UUID
    day: date
    kind: TimeKind
    minutes: int
    paid: Paid
    voluntary: bool
    taken_back_at: datetime | None = None
    version: int = 1

    @property
    def counts(self) -> bool:
        """It was not taken back."""
        return self.taken_back_at is None


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Minutes of one person on one day. `entry` is where the person wrote them down, None where the program knows them.

    `minutes` is None where no one knows how long it was, such as for someone who left early.
    """

    person_id: UUID
    site_id: UUID
    day: date
    kind: TimeKind
    minutes: int | None
    paid: Paid
    voluntary: bool
    entry: TimeEntry | None = None


def accept_time(draft: TimeDraft, *, id: UUID, person_id: UUID, site_id: UUID, today: date) -> TimeEntry:
    """The entry as it is kept. Errors: Refused at `kind`, `minutes` or `day`."""
    if draft.kind not in WRITTEN:
        raise Refused(Reason.NOT_OURS_TO_CHANGE, "kind")
    if not 1 <= draft.minutes <= MOST_MINUTES:
        raise Refused(Reason.OUT_OF_RANGE, "minutes", least=1, most=MOST_MINUTES)
    if draft.day > today:
        raise Refused(Reason.IN_THE_FUTURE, "day")
    if draft.day < first_open_day(today):
        raise Refused(Reason.IN_THE_PAST, "day")
    return TimeEntry(id, person_id, site_id, draft.day, draft.kind, draft.minutes, draft.paid, draft.voluntary)


def first_open_day(today: date) -> date:
    """The first day whose minutes can still be written, corrected or taken back: a year is closed on January 10 of the
    next, when its sums are told, so that no later sum differs from an earlier one by the minutes of one person.
    """
    return date(today.year if today >= date(today.year, *CLOSED_FROM) else today.year - 1, 1, 1)


def taken_back(entry: TimeEntry, now: datetime, today: date) -> TimeEntry:
    """The entry that is no longer counted. Errors: Refused when it was taken back before, or its year is closed."""
    if not entry.counts:
        raise Refused(Reason.ALREADY_DONE, "taken_back_at")
    if entry.day < first_open_day(today):
        raise Refused(Reason.IN_THE_PAST, "day")
    return replace(entry, taken_back_at=now)


def spent(entry: TimeEntry) -> TimeSpent:
    """The minutes of an entry."""
    return TimeSpent(
        entry.person_id, entry.site_id, entry.day, entry.kind, entry.minutes, entry.paid, entry.voluntary, entry
    )


@dataclass(frozen=True, slots=True)
class HeldTime:
    """The records of debriefs from which the program knows who spent how long; all of one site, in its `zone`."""

    debriefs: tuple[Debrief, ...]
    participants: tuple[Participant, ...]
    covers: tuple[Cover, ...]
    checks: tuple[AfterCheck, ...]
    zone: ZoneInfo


def known_times(held: HeldTime) -> Iterator[TimeSpent]:
    """What the program knows: who came, who led, and who covered a desk, for as long as the debrief went on.

    Whether those who came were paid is what the manager says; of the others no one says it. A cover of which the
    manager says that no one came is left out.
    """
    checks = {one.debrief_id: one for one in held.checks}
    for debrief in held.debriefs:
        if debrief.started_at is None or debrief.ended_at is None:
            continue
        day = debrief.started_at.astimezone(held.zone).date()
        minutes = max(1, round((debrief.ended_at - debrief.started_at).total_seconds() / 60))
        check = checks.get(debrief.id)
        for one in held.participants:
            if one.debrief_id == debrief.id and one.attended:
                known = None if one.left_early else minutes
                paid = check.paid if check else Paid.UNKNOWN
                yield TimeSpent(one.person_id, debrief.site_id, day, TimeKind.DEBRIEF, known, paid, voluntary=True)
        if debrief.facilitator_id is not None:
            who = debrief.facilitator_id
            yield TimeSpent(who, debrief.site_id, day, TimeKind.LEADING, minutes, Paid.UNKNOWN, voluntary=False)
        for who in _covering(debrief, held.covers, check):
            yield TimeSpent(who, debrief.site_id, day, TimeKind.COVER, minutes, Paid.UNKNOWN, voluntary=False)


def _covering(debrief: Debrief, covers: Iterable[Cover], check: AfterCheck | None) -> Iterator[UUID]:
    """Each person who covered desks, once: someone at two desks is there for the same minutes."""
    if check is not None and not check.cover_came:
        return
    mine = (one for one in covers if one.debrief_id == debrief.id and one.confirmed_at is not None)
    yield from dict.fromkeys(one.cover_id for one in mine if one.cover_id is not None)


def told_minutes(cells: Iterable[Iterable[TimeSpent]]) -> int | None:
    """The sum of minutes over `cells`, the smallest parts of which sums are told (a site in a month); None where it is
    not told.

    A sum of fewer than three people is not told; nor is one that would leave, beside the parts of it that are told,
    the minutes of one or two people.
    """
    parts = [[one for one in cell if one.minutes] for cell in cells]
    if _are_few(_people(parts)):
        return None
    if _are_few(_people([part for part in parts if _are_few(_people([part]))])):
        return None
    return sum(one.minutes or 0 for part in parts for one in part)


def told_rows(rows: Mapping[str, Collection[Collection[TimeSpent]]]) -> dict[str, int | None]:
    """The sum of each row, which is given by its smallest parts; None where it is hidden.

    Hidden are the rows of which no sum is told, and, so that these cannot be worked out from the sum of all, those of
    the fewest people until three stand behind what is hidden.
    """
    sums = {name: told_minutes(row) for name, row in rows.items()}
    people = {name: _people([one for one in cell if one.minutes] for cell in row) for name, row in rows.items()}
    hidden = {name for name, minutes in sums.items() if minutes is None}
    while hidden and _are_few(frozenset().union(*(people[name] for name in hidden))):
        others = [name for name in rows if name not in hidden and people[name]]
        if not others:
            break
        hidden.add(min(others, key=lambda name: (len(people[name]), name)))
    return {name: None if name in hidden else minutes for name, minutes in sums.items()}


def _people(parts: Iterable[Iterable[TimeSpent]]) -> frozenset[UUID]:
    return frozenset(one.person_id for part in parts for one in part)


def _are_few(people: Collection[UUID]) -> bool:
    return 0 < len(people) < FEWEST_PEOPLE
