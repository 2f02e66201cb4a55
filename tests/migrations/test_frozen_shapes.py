"""A database of every released shape opens, is brought up to date, is whole, and reads as it did then."""

from pathlib import Path

import pytest

from db.migrate import row_counts
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.security.cabinet import FileCabinet
from incident_tracker.security.key_ring import unlock, unlock_with_recovery
from incident_tracker.security.key_slots import read_ring
from tests.migrations.frozen_shapes import DATABASE, MOMENT, freeze, frozen, open_frozen, records_frozen, shape_of
from tests.migrations.records import losses, records_of

ONLY_ON_A_SERVER = {"key_document"}
every_shape = pytest.mark.parametrize("folder", frozen(), ids=lambda folder: folder.name)


@every_shape
def test_its_records_read_as_they_did_and_it_is_whole(folder: Path, tmp_path: Path) -> None:
    store = open_frozen(folder, tmp_path)
    try:
        assert list(losses(records_frozen(folder), records_of(store))) == []
        assert not store.anchor.held
        with store.read() as unit:
            assert store.check(unit, repair=False) == ()
    finally:
        store.close()


@every_shape
def test_everybody_still_comes_in_with_the_pass_phrase_of_then(folder: Path, tmp_path: Path) -> None:
    open_frozen(folder, tmp_path).close()
    shape, ring = shape_of(folder), read_ring(FileCabinet(tmp_path / DATABASE))
    opened = [unlock(ring, name, passphrase).keys for name, passphrase in shape.passphrases.items()]
    opened.append(unlock_with_recovery(ring, shape.recovery_key).keys)
    assert len({(bytes(keys.data), bytes(keys.identity)) for keys in opened}) == 1
    assert len(shape.passphrases) >= 6


@every_shape
def test_it_has_rows_in_every_table_that_it_knew(folder: Path) -> None:
    """An empty table would let a migration that empties it pass."""
    assert all(records_frozen(folder).values())


def test_today_s_shape_can_be_frozen_and_nothing_is_empty_in_it(tmp_path: Path) -> None:
    freeze(tmp_path / "shape")
    (tmp_path / "work").mkdir()
    store = open_frozen(tmp_path / "shape", tmp_path / "work")
    try:
        with store.engine.connect() as connection:
            empty = {table for table, count in row_counts(connection).items() if not count}
        assert empty == ONLY_ON_A_SERVER
        assert list(losses(records_frozen(tmp_path / "shape"), records_of(store))) == []
        with store.read() as unit:
            assert unit.audit.page(AuditFilter(last=MOMENT), 0, 1)
    finally:
        store.close()


@pytest.mark.parametrize(
    ("present", "lost"),
    [
        ({"site": [{"name": "Hill Road", "color": "teal"}]}, []),
        ({"site": [{"name": "Hill"}]}, [".site[0].name was 'Hill Road', is 'Hill'"]),
        ({"site": [{}]}, [".site[0].name is gone"]),
        ({"site": []}, [".site: 1 were frozen, 0 are there"]),
    ],
    ids=["more is no loss", "changed", "field gone", "row gone"],
)
def test_the_comparison_sees_what_was_lost(present: object, lost: list[str]) -> None:
    assert list(losses({"site": [{"name": "Hill Road"}]}, present)) == lost
