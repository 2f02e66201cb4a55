"""The columns of the list of incidents: what their cells say, and the tones that help to see level and status."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate

from incident_tracker.domain.capture.life_cycle import OPEN, Status
from incident_tracker.domain.capture.listing import IncidentOrder, IncidentRow, SortBy
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.columns import RecordColumn, Surface, columns_on
from incident_tracker.domain.searching import folded
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.labels.capture.columns import column_text
from incident_tracker.labels.capture.incidents import status_text
from incident_tracker.labels.support.debriefs import debrief_status_text
from incident_tracker.usecases.support.listed import ListedSupport
from incident_tracker.wording import _, pgettext, translated
from ui.capture.incident_tones import brief_moment, level_tone, short_moments, status_tone
from ui.clinic_choices import ClinicChoices
from ui.page import PageDesk
from ui.screen_text import locale, time_text
from ui.widgets.record_model import ListColumn

_TONES: dict[type[Any], Callable[[Any], str]] = {Severity: level_tone, Status: status_tone}
_SORTS = {
    "ref": SortBy.REFERENCE,
    "occurred_at": SortBy.WHEN,
    "severity": SortBy.LEVEL,
    "status": SortBy.STATUS,
    "desk_id": SortBy.DESK,
    "kind": SortBy.KIND,
    "channel": SortBy.CHANNEL,
}
_MOST_KNOWN = 12_000
_DAYS_OF_A_WEEK = 7
_STRETCHES = {"kind": 20, "desk_id": 12}
"""The columns that give way, and the letters down to which they do."""
_WEIGHTS = {"occurred_at": 9, "kind": 8, "severity": 8, "ref": 8, "status": 7, "desk_id": 6, "channel": 1}
"""Which columns stay the longest where there is little room."""


class IncidentCells:
    """Give it `words` as soon as they are known; with `several_sites` a place is shown with its site.

    `now` is the clock, `zone` that in which moments are told. `with_support`: whom it happened to and how far their
    debrief has come are columns, too.
    """

    def __init__(self, now: Callable[[], datetime], zone: ZoneInfo, *, with_support: bool = False) -> None:
        self.clinic = ClinicChoices()
        self.with_support = with_support
        self._support: dict[UUID, ListedSupport] = {}
        self._completable: frozenset[UUID] = frozenset()
        self.several_sites = False
        self._now, self._zone = now, zone

    def columns(self) -> list[ListColumn]:
        """The columns, in the order in which the record states them; then those of support."""
        stated = [
            ListColumn(
                column.name,
                translated(column.heading),
                self._where if column.refers_to == "desk" else partial(self._text, column),
                column.width,
                stretch=column.name in _STRETCHES,
                sort=_SORTS[column.name],
                falls=column.name in ("occurred_at", "severity"),
                tone=partial(_tone, column) if column.kind in _TONES else None,
                least=_STRETCHES.get(column.name, 0),
                short=self._short(column),
                weight=_WEIGHTS.get(column.name, 5),
                spare=column.name == "channel",
                samples=[status_text(one) for one in Status] if column.kind is Status else (),
            )
            for column in columns_on(IncidentRow, Surface.LIST)
        ]
        channel = stated.pop()
        return [*stated, *(self._of_support() if self.with_support else ()), channel]

    def _of_support(self) -> list[ListColumn]:
        debrief = pgettext("a column", "Debrief")
        return [
            ListColumn(
                "person", _("Happened to"), self._persons, 16, sort="person", short=self._first_person, weight=4
            ),
            ListColumn(
                "debrief",
                debrief,
                self._debrief,
                16,
                sort="debrief",
                tone=self._debrief_tone,
                short=self._brief_debrief,
                weight=5,
            ),
        ]

    def learn(self, support: Mapping[UUID, ListedSupport]) -> None:
        """What is known of support after rows that are about to be shown; of long unseen ones it is let go."""
        if len(self._support) > _MOST_KNOWN:
            self._support.clear()
        self._support.update(support)

    def know_completable(self, shown: Collection[UUID], completable: frozenset[UUID]) -> None:
        """Of the incidents that are shown, which this person may complete although they do not lead the site."""
        self._completable = (self._completable - frozenset(shown)) | completable

    def may_complete(self, row: IncidentRow, desk: PageDesk) -> bool:
        """May this person complete it now?"""
        led = desk.may_at(Permission.EDIT_SUBMITTED, row.site_id)
        return row.status in OPEN and (led or row.id in self._completable)

    def support_after(self, row: IncidentRow) -> ListedSupport | None:
        """What is known of support after this incident."""
        return self._support.get(row.id)

    def by_support(
        self, rows: Sequence[IncidentRow], support: Mapping[UUID, ListedSupport], sort: str, descending: bool
    ) -> list[IncidentRow]:
        """The rows sorted by whom it happened to or by their debrief; those without one come last."""
        rank = self._rank_of_person if sort == "person" else _rank_of_debrief
        with_one = [row for row in rows if row.id in support and rank(support[row.id]) is not None]
        ids = {row.id for row in with_one}
        others = [row for row in rows if row.id not in ids]
        return [*sorted(with_one, key=lambda row: rank(support[row.id]) or (), reverse=descending), *others]

    def _rank_of_person(self, one: ListedSupport) -> tuple[str, ...] | None:
        return tuple(folded(self.clinic.person(person)) for person in one.persons) or None

    def _persons(self, row: IncidentRow) -> str:
        known = self._support.get(row.id)
        return ", ".join(self.clinic.person(person) for person in known.persons) if known is not None else ""

    def _first_person(self, row: IncidentRow) -> str:
        known = self._support.get(row.id)
        if known is None or not known.persons:
            return ""
        first, *rest = self.clinic.person(known.persons[0]).split()
        short = f"{first} {rest[-1][0]}." if rest else first
        return f"{short} +{len(known.persons) - 1}" if len(known.persons) > 1 else short

    def _debrief(self, row: IncidentRow) -> str:
        known = self._support.get(row.id)
        return debrief_in_short(known, self._now(), self._zone) if known is not None else ""

    def _brief_debrief(self, row: IncidentRow) -> str:
        known = self._support.get(row.id)
        return debrief_in_short(known, self._now(), self._zone, brief=True) if known is not None else ""

    def _debrief_tone(self, row: IncidentRow) -> str:
        known = self._support.get(row.id)
        if known is None or known.debrief is not DebriefStatus.TO_PLAN or known.at is None:
            return ""
        return "care" if known.at < self._now() else "notice"

    def order(self, sort: str, descending: bool) -> IncidentOrder:
        """What the words of a column and its arrow ask of the list."""
        by = SortBy(sort) if sort and not is_of_support(sort) else SortBy.WHEN
        match by:
            case SortBy.DESK:
                desks = sorted(
                    self.clinic.desks, key=lambda desk: (desk.name.casefold(), self.clinic.site(desk.site_id))
                )
                return IncidentOrder(by, descending, (*(desk.id for desk in desks), None))
            case SortBy.KIND | SortBy.CHANNEL:
                terms = self.clinic.by_vocabulary.get(by.value, {})
                codes = sorted(terms, key=lambda code: self.clinic.label(by.value, code).casefold())
                return IncidentOrder(by, descending, tuple(codes))
            case SortBy.WHEN | SortBy.REFERENCE | SortBy.LEVEL | SortBy.STATUS:
                return IncidentOrder(by, descending)

    def in_order(self, rows: Sequence[IncidentRow], sort: str, descending: bool) -> list[IncidentRow]:
        """A few rows that came newest first, sorted as `order` sorts the whole list."""
        if is_of_support(sort):
            return self.by_support(rows, self._support, sort, descending)
        order = self.order(sort, descending)
        places = {value: place for place, value in enumerate(order.ranks)}

        def key(row: IncidentRow) -> Any:
            match order.by:
                case SortBy.WHEN:
                    return row.occurred_at
                case SortBy.REFERENCE:
                    return row.ref
                case SortBy.LEVEL:
                    return row.severity
                case SortBy.STATUS:
                    return list(Status).index(row.status)
                case SortBy.DESK:
                    return places.get(row.desk_id, len(places))
                case SortBy.KIND:
                    return places.get(row.kind, len(places))
                case SortBy.CHANNEL:
                    return places.get(row.channel, len(places))

        return sorted(rows, key=key, reverse=descending)

    def _short(self, column: RecordColumn) -> Callable[[IncidentRow], str] | None:
        match column.name:
            case "severity":
                return _level
            case "ref":
                return _short_ref
            case "occurred_at":
                return self._brief
            case "desk_id":
                return self._desk
            case "status":  # what is in sight, where there is no room for the longest of all
                return partial(self._text, column)
            case _:
                return None

    def _desk(self, row: IncidentRow) -> str:
        return self.clinic.desk(row.desk_id) or _("Not at a desk")

    def _brief(self, row: IncidentRow) -> str:
        return brief_moment(row.occurred, self._now(), self._zone)

    def _text(self, column: RecordColumn, row: IncidentRow) -> str:
        return column_text(column, row, self.clinic, short_moments(self._now(), self._zone))

    def _where(self, row: IncidentRow) -> str:
        if self.several_sites:
            site, desk = self.clinic.site(row.site_id), self.clinic.desk(row.desk_id)
            return f"{desk}, {site}" if desk else site  # the desk first: what is cut is the site
        return self.clinic.desk(row.desk_id) or _("Not at a desk")


def is_of_support(sort: str) -> bool:
    """A list sorted by this is sorted by what support knows, which no index of incidents does."""
    return sort in ("person", "debrief")


def debrief_in_short(known: ListedSupport, now: datetime, zone: ZoneInfo, brief: bool = False) -> str:
    """How far a debrief has come, in two or three words, or as few as can be."""
    if known.debrief is None:
        return "–"
    if known.at is not None and known.debrief is DebriefStatus.TO_PLAN:
        day = _short_day(known.at, now, zone)
        return (pgettext("in a narrow column", "by {day}") if brief else _("plan by {day}")).format(day=day)
    if known.at is not None and known.debrief is DebriefStatus.PLANNED:
        return _("{day}, {time}").format(day=_short_day(known.at, now, zone), time=time_text(known.at, zone))
    return debrief_status_text(known.debrief)


def _short_day(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    near = abs((local.date() - now.astimezone(zone).date()).days) < _DAYS_OF_A_WEEK
    return locale().toString(QDate(local.year, local.month, local.day), "ddd" if near else _("d MMM"))


def _rank_of_debrief(one: ListedSupport) -> tuple[int, float] | None:
    """What is still to be planned first, then what is planned, the soonest first."""
    if one.debrief is None:
        return None
    return list(DebriefStatus).index(one.debrief), one.at.timestamp() if one.at is not None else 0.0


def _short_ref(row: IncidentRow) -> str:
    """Without the year, which the list says itself."""
    desk, *_year, code = row.ref.split("-")
    return f"{desk}-{code}"


def _level(row: IncidentRow) -> str:
    return str(int(row.severity))


def _tone(column: RecordColumn, row: IncidentRow) -> str:
    return _TONES[column.kind](column.of(row))
