"""Tables and repository for opening hours, closed days and shifts."""

from collections.abc import Collection, Iterable
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Time,
    Uuid,
    delete,
    insert,
    select,
)

from db.base import Repository, id_column, metadata, note_written
from incident_tracker.domain.clinic.calendars import Break, ClosedDay, NewWeek, OpeningHours, Shift, Span, Weekly
from incident_tracker.domain.clinic.sites import Site

opening_table = Table(
    "opening_hours",
    metadata,
    Column("site_id", Uuid, ForeignKey("site.id"), primary_key=True),
    Column("weekday", Integer, primary_key=True),
    Column("opens", Time, primary_key=True),
    Column("closes", Time, nullable=False),
)
opening_week_table = Table(
    "opening_week",
    metadata,
    Column("site_id", Uuid, ForeignKey("site.id"), primary_key=True),
    Column("first_day", Date, primary_key=True),
)
opening_week_span_table = Table(
    "opening_week_span",
    metadata,
    Column("site_id", Uuid, ForeignKey("site.id"), primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("weekday", Integer, primary_key=True),
    Column("opens", Time, primary_key=True),
    Column("closes", Time, nullable=False),
)
closed_day_table = Table(
    "closed_day",
    metadata,
    Column("site_id", Uuid, ForeignKey("site.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("name", String(120)),
)
shift_table = Table(
    "shift",
    metadata,
    id_column(),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    Column("weekday", Integer, nullable=False),
    Column("starts", Time, nullable=False),
    Column("ends", Time, nullable=False),
)
shift_break_table = Table(
    "shift_break",
    metadata,
    Column("shift_id", Uuid, ForeignKey("shift.id"), primary_key=True),
    Column("starts", Time, primary_key=True),
    Column("ends", Time, nullable=False),
    Column("paid", Boolean, nullable=False),
)


ASKED_AT_ONCE = 500  # people in one IN list


class SqlCalendars(Repository):
    """Opening hours of sites and shifts of people; each is replaced as a whole."""

    kind = "calendar"
    table = opening_table

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._read: dict[UUID, OpeningHours] = {}  # asked for by every limit: read once in a transaction

    def opening_hours(self, site: Site) -> OpeningHours:
        """When a site is open; never, if nothing was set."""
        present = self._read.get(site.id)
        if present is not None and present.zone == site.zone:
            return present
        rows = select(opening_table).where(opening_table.c.site_id == site.id).order_by(opening_table.c.opens)
        days = select(closed_day_table.c.day).where(closed_day_table.c.site_id == site.id)
        closed = frozenset(self._connection.execute(days).scalars())
        read = OpeningHours(site.zone, _week(self._connection.execute(rows)), closed, self._later(site.id))
        self._read[site.id] = read
        return read

    def set_opening_hours(self, site_id: UUID, hours: OpeningHours) -> None:
        """Replace the hours of the site, later weeks too, and its closed days; one that stays keeps its name."""
        names = {one.day: one for one in self.closed_days(site_id)}
        self.set_closed_days(site_id, tuple(names.get(day, ClosedDay(day)) for day in sorted(hours.closed_days)))
        for table in (opening_table, opening_week_span_table, opening_week_table):
            self._connection.execute(delete(table).where(table.c.site_id == site_id))
        self._fill(opening_table, [{"site_id": site_id} | row for row in _span_rows(hours.weekly)])
        for one in hours.later:
            key = {"site_id": site_id, "first_day": one.first}
            self._fill(opening_week_table, [key])
            self._fill(opening_week_span_table, [key | row for row in _span_rows(one.weekly)])
        self._read.pop(site_id, None)

    def closed_days(self, site_id: UUID) -> tuple[ClosedDay, ...]:
        """The closed days of the site with their names, by date."""
        query = select(closed_day_table).where(closed_day_table.c.site_id == site_id).order_by(closed_day_table.c.day)
        return tuple(ClosedDay(row.day, row.name or "") for row in self._connection.execute(query))

    def set_closed_days(self, site_id: UUID, days: tuple[ClosedDay, ...]) -> None:
        """Replace the closed days of the site."""
        self._read.pop(site_id, None)
        note_written(self._connection, opening_table, (site_id,))
        self._connection.execute(delete(closed_day_table).where(closed_day_table.c.site_id == site_id))
        self._fill(closed_day_table, [{"site_id": site_id, "day": one.day, "name": one.name or None} for one in days])

    def shifts(self, person_id: UUID) -> tuple[Shift, ...]:
        """The paid hours of a member of staff with their breaks, by weekday and start."""
        return self.shifts_of([person_id]).get(person_id, ())

    def shifts_of(self, person_ids: Collection[UUID]) -> dict[UUID, tuple[Shift, ...]]:
        """The same of each of these people, where any are on record."""
        found: dict[UUID, list[Shift]] = {}
        asked = list(dict.fromkeys(person_ids))
        for start in range(0, len(asked), ASKED_AT_ONCE):
            theirs = shift_table.c.person_id.in_(asked[start : start + ASKED_AT_ONCE])
            breaks: dict[UUID, list[Break]] = {}
            pauses = select(shift_break_table).join(shift_table).where(theirs).order_by(shift_break_table.c.starts)
            for row in self._connection.execute(pauses):
                breaks.setdefault(row.shift_id, []).append(Break(row.starts, row.ends, row.paid))
            query = select(shift_table).where(theirs).order_by(shift_table.c.weekday, shift_table.c.starts)
            for row in self._connection.execute(query):
                pause = tuple(breaks.get(row.id, ()))
                shift = Shift(row.id, row.person_id, row.weekday, row.starts, row.ends, pause)
                found.setdefault(row.person_id, []).append(shift)
        return {id: tuple(shifts) for id, shifts in found.items()}

    def set_shifts(self, person_id: UUID, shifts: tuple[Shift, ...]) -> None:
        """Replace the shifts of the person."""
        mine = select(shift_table.c.id).where(shift_table.c.person_id == person_id)
        present = self._connection.execute(mine).scalars().all()
        note_written(self._connection, shift_table, *((id,) for id in present), *((shift.id,) for shift in shifts))
        self._connection.execute(delete(shift_break_table).where(shift_break_table.c.shift_id.in_(mine)))
        self._connection.execute(delete(shift_table).where(shift_table.c.person_id == person_id))
        self._fill(shift_table, [_shift_row(shift, person_id) for shift in shifts])
        self._fill(
            shift_break_table,
            [
                {"shift_id": shift.id, "starts": pause.start, "ends": pause.end, "paid": pause.paid}
                for shift in shifts
                for pause in shift.breaks
            ],
        )

    def _later(self, site_id: UUID) -> tuple[NewWeek, ...]:
        week, span = opening_week_table, opening_week_span_table
        days = select(week.c.first_day).where(week.c.site_id == site_id).order_by(week.c.first_day)
        rows: dict[date, list[Row[Any]]] = {day: [] for day in self._connection.execute(days).scalars()}
        if rows:
            spans = select(span).where(span.c.site_id == site_id).order_by(span.c.opens)
            for row in self._connection.execute(spans):
                rows[row.first_day].append(row)
        return tuple(NewWeek(day, _week(own)) for day, own in rows.items())

    def _fill(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


def _week(rows: Iterable[Row[Any]]) -> Weekly:
    weekly: list[list[Span]] = [[] for _ in range(7)]
    for row in rows:
        weekly[row.weekday].append(Span(row.opens, row.closes))
    return tuple(tuple(spans) for spans in weekly)


def _span_rows(weekly: Weekly) -> list[dict[str, Any]]:
    return [
        {"weekday": weekday, "opens": span.start, "closes": span.end}
        for weekday, spans in enumerate(weekly)
        for span in spans
    ]


def _shift_row(shift: Shift, person_id: UUID) -> dict[str, UUID | int | time]:
    return {
        "id": shift.id,
        "person_id": person_id,
        "weekday": shift.weekday,
        "starts": shift.start,
        "ends": shift.end,
    }
