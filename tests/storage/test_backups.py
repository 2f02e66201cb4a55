"""Which automatic backups are kept, and that several programs can save at once."""

import contextlib
import os
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from db.backup import AUTOMATIC, SAFETY, automatic_backups, free_place, kept, safety_copies, slots_of, thin, unpack
from db.store import SqlStore
from incident_tracker.domain.errors import KeysDamaged, StoreDamaged
from incident_tracker.security.key_file import parse_ring
from tests.storage_fixtures import KEY

NOW = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def test_a_year_of_daily_backups_thins_out_to_days_weeks_and_months() -> None:
    daily = [NOW - timedelta(days=days) for days in range(365)]
    keep = kept(daily, NOW)
    assert keep == kept(sorted(keep), NOW)  # thinning twice takes nothing more
    assert {NOW - timedelta(days=days) for days in range(12)} <= keep
    assert len({moment.strftime("%G-%V") for moment in keep}) >= 10
    assert len({moment.strftime("%Y-%m") for moment in keep}) == 9
    assert len(keep) <= 12 + 10 + 9


@given(st.lists(st.integers(0, 400 * 24), max_size=60, unique=True))
def test_the_newest_and_all_of_two_days_are_always_kept(ages: list[int]) -> None:
    moments = [NOW - timedelta(hours=age) for age in ages]
    keep = kept(moments, NOW)
    assert keep <= set(moments)
    assert {moment for moment in moments if NOW - moment <= timedelta(days=2)} <= keep
    assert not moments or max(moments) in keep


def test_thinning_touches_only_automatic_backups(tmp_path: Path) -> None:
    for days in range(60):
        free_place(tmp_path, NOW - timedelta(days=days), AUTOMATIC).touch()
    for name in ("clinic-by-hand.itbackup", "notes.txt"):
        (tmp_path / name).touch()
    removed = thin(tmp_path, NOW)
    assert len(removed) > 30
    assert (tmp_path / "clinic-by-hand.itbackup").exists()
    assert thin(tmp_path, NOW) == ()


def test_copies_made_before_a_restore_are_thinned_by_the_same_rule_and_not_against_the_others(tmp_path: Path) -> None:
    moments = [NOW - timedelta(days=days) for days in range(60)]
    for moment in moments:
        for begins in (AUTOMATIC, SAFETY):
            free_place(tmp_path, moment, begins).touch()
    thin(tmp_path, NOW)
    assert set(automatic_backups(tmp_path)) == set(safety_copies(tmp_path)) == kept(moments, NOW)
    assert len(safety_copies(tmp_path)) < 30


def test_what_a_killed_program_left_goes_with_the_next_backup(tmp_path: Path) -> None:
    """What another program is writing right now stays, and so does what a person named."""
    left, fresh, own = (
        tmp_path / f"{name}.itbackup{more}"
        for name, more in (
            ("clinic-20260101-120000", ".copy.tmp"),
            ("clinic-20260102-120000", ".tmp"),
            ("before the move", ".tmp"),
        )
    )
    for path in (left, fresh, own):
        path.touch()
    for path in (left, own):
        os.utime(path, (0, 0))
    os.utime(fresh, (NOW.timestamp(), NOW.timestamp()))
    thin(tmp_path, NOW)
    assert sorted(tmp_path.iterdir()) == sorted([fresh, own])


def test_automatic_backups_of_one_second_do_not_overwrite_each_other(store: SqlStore) -> None:
    first, second = store.back_up(None, NOW), store.back_up(None, NOW)
    assert first.path != second.path
    assert first.path.exists()


def test_every_damaged_byte_of_a_backup_outside_its_contents_is_called_damage(store: SqlStore, tmp_path: Path) -> None:
    good = store.back_up(tmp_path / "good.itbackup", NOW).path.read_bytes()
    with zipfile.ZipFile(BytesIO(good)) as archive:
        heads = [info.header_offset for info in archive.infolist()]
        directory = archive.start_dir
    places = [head + number for head in heads for number in range(45)] + list(range(directory, len(good)))
    damaged = tmp_path / "damaged.itbackup"
    for number, place in enumerate(places):
        for flip in (0x01, 0x08, 0x55, 0xFF):
            damaged.write_bytes(good[:place] + bytes([good[place] ^ flip]) + good[place + 1 :])
            with contextlib.suppress(StoreDamaged, KeysDamaged):
                parse_ring(slots_of(damaged))
        if number % 25 == 0:
            with contextlib.suppress(StoreDamaged, KeysDamaged):
                unpack(damaged, tmp_path / f"unpacked-{number}", KEY)


def test_a_backup_beside_an_open_write_does_not_hang_and_holds_what_was_committed(store: SqlStore) -> None:
    with store.write() as unit:
        unit.audit.append(at=NOW, actor_id=None, act="seen", kind="site", object_id=None, after=None)
        made = store.back_up(None, NOW)
        unit.commit()
    with store.read() as unit:
        assert unit.audit.newest().sequence == made.sequence + 1
