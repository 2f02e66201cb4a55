"""A program of its own that sends what waits in a clinic's outbox and dies at a chosen moment."""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from db.store import open_store
from incident_tracker.domain.clinic.access import Role
from incident_tracker.exports.invitations import deliveries
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.support.outbox import note_delivery, take_letters
from tests.storage_fixtures import DEVICE, Clinic, Clock, Ids, open_keys


def send_until(path: Path, now: datetime, dies: str) -> None:
    """Take and send letters; die once they are `taken`, or once one is `acknowledged` and not noted, or `never`."""
    store = open_store(path, open_keys(), device=DEVICE, now=now, cost=FLOOR)
    ctx = Clinic(store, Clock(now), Ids(0x900000)).as_role(Role.RECEPTION)
    batch = take_letters(ctx)
    if dies == "taken":
        os.kill(os.getpid(), signal.SIGKILL)
    for letter, trouble in deliveries(batch, ctx.now):
        if dies == "acknowledged":
            os.kill(os.getpid(), signal.SIGKILL)
        note_delivery(ctx, letter, trouble)
    store.close()


if __name__ == "__main__":
    send_until(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3])
