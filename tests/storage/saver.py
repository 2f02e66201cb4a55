"""A process of its own that logs incidents until it is killed, telling each one after its commit."""

import os
from datetime import timedelta
from itertools import count
from pathlib import Path

from db.store import open_store
from incident_tracker.bootstrap import ClinicDoor, new_id
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.security.cabinet import FileCabinet
from incident_tracker.security.key_slots import OpenKeySlots
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.striking_out import undo_log
from tests.bare_incidents import log_incident
from tests.migrations.frozen_shapes import FOLDER, MOMENT, shape_of
from tests.storage_fixtures import CHECK_IN, DEVICE, HARBOUR, MONDAY_NINE, Clinic, Clock, open_keys

FIRST_SHAPE = "0005-keys1"
NARRATIVE = "Xylophonist Quimby shouted that marmalade elephants had taken the appointment"


def draft(narrative: str = NARRATIVE) -> IncidentDraft:
    """An incident that happened an hour ago at the check-in desk."""
    return IncidentDraft(
        occurred_at=MONDAY_NINE - timedelta(hours=1),
        site_id=HARBOUR.id,
        desk_id=CHECK_IN.id,
        place="check_in_window",
        channel="in_person_desk",
        kind="verbal_abuse",
        severity=Severity(2),
        narrative=narrative,
    )


def save_until_killed(path: Path, told: int) -> None:
    """Log incidents; the id of each goes as one line to the file descriptor `told`."""
    store = open_store(path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    ctx = Clinic(store, Clock(), new_id).as_role(Role.RECEPTION)  # type: ignore[arg-type]
    while True:
        stored = log_incident(ctx, draft(), request_id=new_id())
        os.write(told, f"{stored.incident.id}\n".encode())


def undo_until_killed(path: Path, told: int) -> None:
    """Log incidents and undo each; the id of each goes as one line to the file descriptor `told` when it is logged."""
    store = open_store(path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    ctx = Clinic(store, Clock(), new_id).as_role(Role.RECEPTION)  # type: ignore[arg-type]
    while True:
        stored = log_incident_with_support(ctx, draft())
        os.write(told, f"{stored.incident.id}\n".encode())
        undo_log(ctx, stored.incident.id, draft())


def change_keys_until_killed(path: Path, told: int) -> None:
    """Change the pass phrase of ada again and again; the number of each goes as one line to `told` when it holds."""
    slots = OpenKeySlots(FileCabinet(path), open_keys(), FLOOR)
    for number in count(1):
        slots.give("ada", phrase(number))
        os.write(told, f"{number}\n".encode())


def phrase(number: int) -> str:
    """The pass phrase after this many changes."""
    return f"a phrase that was changed {number} times"


def come_in_until_killed(folder: Path, told: int) -> None:
    """Sign in as the administrator of a frozen clinic, which brings its keys and its shape up to date."""
    os.write(told, b"at work\n")
    door = ClinicDoor(Settings(folder), lambda: MOMENT, FLOOR)
    door.close(door.open("admin", shape_of(FOLDER / FIRST_SHAPE).passphrases["admin"]))
    os.write(told, b"done\n")
