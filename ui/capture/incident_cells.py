"""The columns of the list of incidents: what their cells say, and the tones that help to see level and status."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentOrder, IncidentRow, SortBy
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.columns import RecordColumn, Surface, columns_on
from incident_tracker.labels.capture.columns import column_text
from incident_tracker.labels.capture.incidents import status_text
from incident_tracker.wording import _, translated
from ui.capture.incident_tones import brief_moment, level_tone, short_moments, status_tone
from ui.clinic_choices import ClinicChoices
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
_STRETCHES = {"kind": 12, "desk_id": 12}
"""The columns that give way, and the letters down to which they do."""
_WEIGHTS = {"occurred_at": 9, "kind": 8, "severity": 8, "desk_id": 7, "status": 6, "ref": 5, "channel": 1}
"""Which columns stay the longest where there is little room."""


class IncidentCells:
    """Give it `words` as soon as they are known; with `several_sites` a place is shown with its site.

    `now` is the clock, `zone` that in which moments are told. Under a de-identified grant no row has a desk, so only
    the site is told.
    """

    def __init__(self, now: Callable[[], datetime], zone: ZoneInfo, *, deidentified: bool) -> None:
        self.clinic = ClinicChoices()
        self.several_sites = False
        self._now, self._zone = now, zone
        self._deidentified = deidentified

    def columns(self) -> list[ListColumn]:
        """The columns, in the order in which the record states them."""
        return [
            ListColumn(
                column.name,
                translated(column.heading),
                self._where if column.refers_to == "desk" else partial(self._text, column),
                column.width,
                stretch=column.name in _STRETCHES,
                sort="" if self._deidentified and column.name == "desk_id" else _SORTS[column.name],
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

    def order(self, sort: str, descending: bool) -> IncidentOrder:
        """What the words of a column and its arrow ask of the list."""
        by = SortBy(sort)
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
            case "desk_id" if not self._deidentified:
                return self._desk
            case _:
                return None

    def _desk(self, row: IncidentRow) -> str:
        return self.clinic.desk(row.desk_id) or _("Not at a desk")

    def _brief(self, row: IncidentRow) -> str:
        return brief_moment(row.occurred, self._now(), self._zone)

    def _text(self, column: RecordColumn, row: IncidentRow) -> str:
        return column_text(column, row, self.clinic, short_moments(self._now(), self._zone))

    def _where(self, row: IncidentRow) -> str:
        if self._deidentified:
            return self.clinic.site(row.site_id)
        if self.several_sites:
            site, desk = self.clinic.site(row.site_id), self.clinic.desk(row.desk_id)
            return f"{desk}, {site}" if desk else site  # the desk first: what is cut is the site
        return self.clinic.desk(row.desk_id) or _("Not at a desk")


def _short_ref(row: IncidentRow) -> str:
    """Without the year, which the list says itself."""
    desk, *_year, code = row.ref.split("-")
    return f"{desk}-{code}"


def _level(row: IncidentRow) -> str:
    return str(int(row.severity))


def _tone(column: RecordColumn, row: IncidentRow) -> str:
    return _TONES[column.kind](column.of(row))
