"""The revision of the schema of a database that is only looked at."""

from pathlib import Path

from db.engine import open_file, open_server, without_values
from db.migrate import check_revision, present_revision
from incident_tracker.security.cabinet import FileCabinet
from incident_tracker.security.key_slots import read_ring
from incident_tracker.security.keys import DataKeys


def schema_of(place: Path | str, keys: DataKeys) -> str:
    """The revision of the database in a file or at a server's URL; the keys are forgotten, and nothing is changed.

    Errors: StoreMissing, StoreDamaged, StoreTooNew, StoreBusy.
    """
    engine = (
        open_server(place)
        if isinstance(place, str)
        else open_file(place, keys.data, read_ring(FileCabinet(place)).store)
    )
    try:
        check_revision(engine)
        with without_values(), engine.connect() as connection:
            return present_revision(connection)
    finally:
        engine.dispose()
        keys.wipe()
