"""What is put into the clinic's repositories comes out equal, on the file and on the server."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest
from sqlalchemy import Column, MetaData, Table, select

from db.store import SqlStore
from db.types import UtcDateTime
from incident_tracker.domain.clinic.absences import Absence
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import NewWeek, OpeningHours, Span
from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.domain.clinic.sites import PhoneLine
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.domain.errors import ChangedMeanwhile, NotFound
from tests.storage_fixtures import HARBOUR, ROSA, SAM, USERS, Clinic, keep

pytestmark = pytest.mark.postgres


def test_sites_and_lines_come_back_and_a_stale_save_is_told(store: SqlStore) -> None:
    with store.write() as unit:
        line = PhoneLine(UUID(int=9), HARBOUR.id, "Main line")
        unit.sites.add_line(line)
        saved = unit.sites.save(replace(HARBOUR, name="Harbour Street North"))
        assert saved.version == 2
        keep(unit)
    with store.read() as unit:
        assert unit.sites.get(HARBOUR.id) == saved
        assert unit.sites.lines(HARBOUR.id) == (line,)
    with store.write() as unit, pytest.raises(ChangedMeanwhile) as told:
        unit.sites.save(replace(HARBOUR, name="Another"))
    assert (told.value.expected, told.value.present) == (1, 2)


def test_what_is_not_there_is_said(store: SqlStore) -> None:
    with store.read() as unit:
        for get in (unit.sites.get, unit.people.get, unit.users.get):
            with pytest.raises(NotFound):
                get(UUID(int=1))
        with pytest.raises(NotFound):
            unit.terms.get("nothing", "none")
        assert unit.users.find("nobody") is None


def test_days_away_come_back_by_day_and_are_gone_once_taken_out(store: SqlStore) -> None:
    week = Absence(UUID(int=0x301), ROSA.id, date(2026, 3, 9), date(2026, 3, 13))
    part = Absence(UUID(int=0x302), ROSA.id, date(2026, 3, 4), date(2026, 3, 4), Span(time(13), time(17)))
    with store.write() as unit:
        unit.absences.add(week)
        unit.absences.add(part)
        keep(unit)
    with store.write() as unit:
        assert unit.absences.between(date(2026, 3, 1), date(2026, 3, 9)) == (part, week)
        assert unit.absences.between(date(2026, 3, 5), date(2026, 3, 8)) == ()
        assert unit.absences.between(date.min, date.max, [SAM.id]) == ()
        longer = unit.absences.save(replace(week, last=date(2026, 3, 16)))
        for stale in (unit.absences.save, unit.absences.remove):
            with pytest.raises(ChangedMeanwhile):
                stale(week)
        unit.absences.remove(longer)
        keep(unit)
    with store.read() as unit:
        assert unit.absences.between(date.min, date.max) == (part,)
        with pytest.raises(NotFound):
            unit.absences.get(week.id)


def test_people_with_shifts_and_opening_hours(store: SqlStore) -> None:
    hours = OpeningHours(
        HARBOUR.zone,
        ((Span(time(8), time(12)), Span(time(13), time(17, 30))),) + ((),) * 6,
        frozenset({date(2026, 12, 25)}),
        (NewWeek(date(2027, 1, 4), ((Span(time(22), time(6)),),) * 7), NewWeek(date(2027, 2, 1), ((),) * 7)),
    )
    with store.write() as unit:
        unit.calendars.set_opening_hours(HARBOUR.id, hours)
        moved = unit.people.save(replace(ROSA, may_facilitate=True))
        keep(unit)
    with store.read() as unit:
        assert unit.calendars.opening_hours(HARBOUR) == hours
        assert unit.people.get(ROSA.id) == moved
        assert [person.name for person in unit.people.all()][-2:] == ["Rosa Reception", "Sam Supervisor"]
        shifts = unit.calendars.shifts(ROSA.id)
        assert [shift.weekday for shift in shifts] == [0, 1, 2, 3, 4]
        assert shifts[0].breaks[0].start == time(12)


def test_users_are_found_whatever_the_case(store: SqlStore) -> None:
    with store.write() as unit:
        user = unit.users.find(" ROSA ")
        assert user == USERS[Role.RECEPTION]
        assert user is not None
        changed = unit.users.save(replace(user, sites=frozenset(), active=False))
        keep(unit)
    with store.read() as unit:
        assert unit.users.get(changed.id) == changed


def test_terms_and_settings(store: SqlStore) -> None:
    term = Term(
        "shade", "teal", "Teal", "Verde azulado", "A color", "Un color", "own", {"other": "T1"}, 3, date(2026, 1, 1)
    )
    with store.write() as unit:
        unit.terms.add(term)
        retired = unit.terms.save(replace(term, valid_to=date(2026, 6, 30)))
        with pytest.raises(ChangedMeanwhile):
            unit.terms.save(term)
        kept = unit.settings.save(replace(unit.settings.get(), idle_minutes=10))
        keep(unit)
    with store.read() as unit:
        assert unit.terms.all("shade") == (retired,)
        assert unit.settings.get() == kept == ClinicSettings(kept.id, "Harbour Clinic", "en", 10, 2)


def test_a_request_is_remembered_with_its_save_and_forgotten_with_its_rollback(store: SqlStore, clinic: Clinic) -> None:
    request, made = clinic.new_id(), clinic.new_id()
    with store.write() as unit:
        unit.requests.remember(request, "site", made)
    with store.write() as unit:
        assert unit.requests.object_of(request, "site") is None
        unit.requests.remember(request, "site", made)
        keep(unit)
    with store.read() as unit:
        assert unit.requests.object_of(request, "site") == made
        assert unit.requests.object_of(request, "incident") is None


def test_a_moment_without_zone_is_refused_and_others_keep_their_instant(store: SqlStore) -> None:
    moments = Table("moments", MetaData(), Column("at", UtcDateTime))
    with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        moments.create(connection)
        for hour in range(24):
            moment = datetime(2026, 11, 1, hour, 30, tzinfo=UTC)
            connection.execute(moments.insert(), {"at": moment})
        stored = connection.execute(select(moments.c.at)).scalars().all()
        assert sorted(stored) == [datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in range(24)]
        with pytest.raises(Exception, match="without a time zone"):
            connection.execute(moments.insert(), {"at": datetime(2026, 11, 1, 1, 30)})  # noqa: DTZ001
