"""Frozen databases: one of every released shape, each a small invented clinic with rows in every table.

`python -m tests.migrations.frozen_shapes` freezes the shape of today in a folder of its own under `frozen/`, named
after the revision of its schema and the format of its key file: the encrypted database, its key file, the head of its
audit trail, what its records read like, and `shape.json` with the pass phrases, which are invented like all else.
"""

import gzip
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from db.engine import connect_file
from db.migrate import known_revisions
from db.store import SqlStore, open_store
from incident_tracker import __version__
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.demo.filling import DemoSize
from incident_tracker.demo.making import invent
from incident_tracker.demo.seeded import SeededIds, SetClock
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.parties import PersonOfConcern
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import ClosedDay, Span
from incident_tracker.domain.clinic.extras import MailServer
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.learning.analyses import TimelineEvent
from incident_tracker.domain.support.outreach import Consent, OutreachKind, OutreachOutcome
from incident_tracker.domain.support.outsiders import OutsiderDraft
from incident_tracker.domain.support.own_time import TimeDraft, TimeKind
from incident_tracker.domain.support.private_line import Consequence, LineDraft
from incident_tracker.domain.support.protected_time import Paid, Protected
from incident_tracker.domain.support.voices import Voice, Voices
from incident_tracker.domain.support.wellbeing import NoteDraft
from incident_tracker.ports.context import Actor, Context
from incident_tracker.security.cabinet import FileCabinet
from incident_tracker.security.key_file import FORMAT
from incident_tracker.security.key_ring import unlock
from incident_tracker.security.key_slots import read_ring, settle
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.capture.incidents import add_addendum, show_incident
from incident_tracker.usecases.capture.review import close_incident
from incident_tracker.usecases.clinic.absences import add_absence
from incident_tracker.usecases.clinic.accounts import add_user, disable_user
from incident_tracker.usecases.clinic.extras import set_mail_server
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.learning.analyses import list_analyses, save_analysis, show_analysis
from incident_tracker.usecases.oversight.closing import close_months
from incident_tracker.usecases.oversight.year_figures import keep_year
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.duplicates import mark_duplicate, reopen_incident
from incident_tracker.usecases.support.invitations import agree_to_invitations, switch_invitations
from incident_tracker.usecases.support.opening import close_on, set_opening_hours
from incident_tracker.usecases.support.outreach import OutreachDraft, record_consent, record_outreach
from incident_tracker.usecases.support.outsiders import add_outsider
from incident_tracker.usecases.support.owed import show_support
from incident_tracker.usecases.support.own_time import write_time
from incident_tracker.usecases.support.private_line import answer_on_line
from incident_tracker.usecases.support.protected_time import answer_afterwards
from incident_tracker.usecases.support.reminders import list_reminders, put_away, put_off, tell_reminders
from incident_tracker.usecases.support.striking_out import void_incident
from incident_tracker.usecases.support.wellbeing import choose_supporter, write_note
from tests.migrations.records import Plain, records_of

FOLDER = Path(__file__).parent / "frozen"
DATABASE, RECORDS, SHAPE = "clinic.db", "records.json.gz", "shape.json"
FILES = (DATABASE, "clinic.keys", "clinic.head")
MOMENT = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
REASON = "Two accounts were asked for by the clinic's manager"
DEVICE = "frozen-computer"
DAY = timedelta(days=1)
NOTE = NoteDraft("A long week.", 4)
"""What the administrator wrote for herself and the manager."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a frozen database is: the version that made it, schema revision, format of the key file, who may open it."""

    program: str
    schema: str
    keys: int
    passphrases: dict[str, str]
    recovery_key: str


def frozen() -> list[Path]:
    """The folders of all frozen shapes, oldest first."""
    return sorted(path.parent for path in FOLDER.glob(f"*/{SHAPE}"))


def shape_of(folder: Path) -> Shape:
    """What `shape.json` says."""
    return Shape(**json.loads((folder / SHAPE).read_text(encoding="utf-8")))


def records_frozen(folder: Path) -> Plain:
    """What the program of that time read in its database."""
    found: Plain = json.loads(gzip.decompress((folder / RECORDS).read_bytes()))
    return found


def open_frozen(folder: Path, work: Path) -> SqlStore:
    """A frozen database, opened with the administrator's pass phrase in the folder `work`: this migrates it."""
    for name in FILES:
        shutil.copy(folder / name, work / name)
    path, passphrase = work / DATABASE, shape_of(folder).passphrases["admin"]
    cabinet = FileCabinet(path)
    opened = unlock(read_ring(cabinet), "admin", passphrase)
    bring_up_to_date = partial(settle, cabinet, opened, passphrase)
    return open_store(path, opened.keys, device=DEVICE, now=MOMENT + DAY, cost=FLOOR, when_certain=bring_up_to_date)


def freeze(folder: Path) -> None:
    """Freeze today's shape in `folder`, which is made."""
    with tempfile.TemporaryDirectory() as scratch:
        clock = SetClock(MOMENT)
        door = ClinicDoor(Settings(Path(scratch)), clock, FLOOR)
        invented = invent(door, DemoSize(incidents=8, months=2, sites=2, seed=1))
        passphrases = {account.user.name: account.passphrase for account in invented.clinic.accounts}
        clock.at = MOMENT
        path = Path(scratch) / DATABASE
        keys = unlock(read_ring(FileCabinet(path)), "admin", passphrases["admin"]).keys
        key = bytes(keys.data)
        store = open_store(path, keys, device=DEVICE, now=MOMENT, cost=FLOOR)
        try:
            passphrases |= _fill(store, clock)
            recovery_key = store.key_slots.new_recovery_key()
            records = records_of(store)
        finally:
            store.close()
        connection = connect_file(path, key, read_ring(FileCabinet(path)).store)
        connection.execute("VACUUM")
        connection.close()
        shape = Shape(__version__, known_revisions()[-1], FORMAT, passphrases, recovery_key)
        folder.mkdir(parents=True)
        for name in FILES:
            shutil.copy(Path(scratch) / name, folder / name)
    fields = {name: getattr(shape, name) for name in Shape.__slots__}
    (folder / SHAPE).write_text(json.dumps(fields, indent=1) + "\n", encoding="utf-8")
    (folder / RECORDS).write_bytes(gzip.compress(json.dumps(records, indent=1).encode(), mtime=0))


def _fill(store: SqlStore, clock: SetClock) -> dict[str, str]:
    """What the invented clinic lacks; the pass phrases of the accounts that this makes."""
    with store.read() as unit:
        everyone = unit.users.all()
    users = {user.role: user for user in everyone}
    manager, administrator = (_acting(users[role], store, clock) for role in (Role.MANAGER, Role.ADMINISTRATOR))
    _change_statuses(manager)
    for analysis in list_analyses(manager):
        present = show_analysis(manager, analysis.id).analysis
        events = tuple(
            TimelineEvent(manager.new_id(), at, "The line reached the door", "camera") for at in (MOMENT - DAY, None)
        )
        save_analysis(manager, replace(present, timeline=events), present.version)
    for site_id in manager.actor.sites:
        days = [ClosedDay(date(2026, 12, 25), "Christmas Day"), ClosedDay(date(2027, 1, 1))]
        close_on(administrator, [site_id], days)
        shorter = ((Span(time(8), time(16)),),) * 5 + ((), ())
        set_opening_hours(administrator, site_id, shorter, first=date(2027, 1, 4))
    assert manager.actor.person_id is not None
    days = AbsenceDraft(manager.actor.person_id, date(2026, 12, 21), date(2026, 12, 23))
    add_absence(manager, days)
    add_absence(
        manager, replace(days, first=date(2026, 12, 24), last=date(2026, 12, 24), hours=Span(time(13), time(17)))
    )
    _speak_with_others(manager)
    set_mail_server(administrator, MailServer("mail.example.org", sender="calendar@example.org"), reason=REASON)
    switch_invitations(administrator, on=True, reason=REASON)
    earlier = replace(administrator, now=lambda: MOMENT - 60 * DAY)  # when times were still to come
    for person in list_people(administrator):
        if person.active:
            agree_to_invitations(earlier, "someone@example.org", person.id)
    for user in everyone:
        if user.role in (Role.SUPERVISOR, Role.MANAGER):
            _answer_reminders(_acting(user, store, clock))
    added = dict(_attendees(store, clock, administrator))
    write_note(administrator, NOTE)
    answer_on_line(administrator, LineDraft(Consequence.UNSURE, "The shifts were changed."))
    choose_supporter(administrator, users[Role.MANAGER].id)
    _logged(manager, MOMENT - 360 * DAY)
    keep_year(manager, f"{MOMENT:%Y-%m}")
    close_months(manager, ["2026-09"])
    add_outsider(manager, next(iter(manager.actor.sites)), OutsiderDraft("Dana, Hill Road", "555 0100"))
    write_time(manager, TimeDraft(MOMENT.date(), TimeKind.COMMITTEE, 45, Paid.YES, voluntary=True))
    gone = add_user(administrator, "former", Role.RECEPTION, reason=REASON)
    disable_user(administrator, gone.user.id, reason=REASON)
    return added


def _speak_with_others(manager: Context) -> None:
    """Someone saw an incident and was spoken with; the patient too, when the staff affected had agreed."""
    incident_id = _logged(manager)
    for person in show_support(manager, incident_id).case.persons:
        record_consent(manager, incident_id, OutreachKind.REPAIR, person, Consent.YES)
    record_outreach(manager, incident_id, OutreachKind.BYSTANDERS, OutreachDraft(OutreachOutcome.DONE, 3))
    agreed = OutreachDraft(OutreachOutcome.DONE, agreement="He calls before he comes")
    record_outreach(manager, incident_id, OutreachKind.REPAIR, agreed)


def _change_statuses(manager: Context) -> None:
    """Of three incidents one is closed and opened again, one is struck out, one turns out to be logged twice."""
    reopened, void, duplicate = (_logged(manager) for _ in range(3))
    close_incident(manager, reopened, _version(manager, reopened))
    reopen_incident(manager, reopened, _version(manager, reopened), "The person came back with new facts")
    void_incident(manager, void, _version(manager, void), "It happened at another clinic, not at ours")
    mark_duplicate(manager, duplicate, _version(manager, duplicate), reopened, "Two people logged the same visit")
    add_addendum(manager, reopened, "The caller rang again and said that they were sorry.")
    _note_code(manager, _logged(manager))


def _note_code(manager: Context, incident_id: UUID) -> None:
    incident = show_incident(manager, incident_id).incident
    details = replace(incident.details, person_of_concern=PersonOfConcern("client", local_code="P-17"))
    complete_incident(manager, incident_id, Completion(details), incident.version)


def _logged(ctx: Context, at: datetime = MOMENT - timedelta(hours=2)) -> UUID:
    """What someone at the desk told: who writes it down had no part in it, and answers for the support."""
    told_by = next(one.id for one in list_people(ctx) if one.site_id == min(ctx.actor.sites) and one.desk_id)
    draft = IncidentDraft(
        mode=CaptureMode.PROXY,
        told_by_id=told_by,
        occurred_at=at,
        site_id=min(ctx.actor.sites),
        channel="phone_in",
        kind="verbal_abuse",
        severity=Severity(2),
        narrative="The caller shouted because of the wait.",
    )
    return log_incident_with_support(ctx, draft).incident.id


def _version(ctx: Context, incident_id: UUID) -> int:
    return show_incident(ctx, incident_id).incident.version


def _answer_reminders(ctx: Context) -> None:
    """Put one reminder off, and another one away where that may be done."""
    tell_reminders(ctx)
    waiting = list_reminders(ctx, MOMENT + DAY)
    for reminder in waiting[:1]:
        put_off(ctx, reminder, MOMENT + timedelta(hours=3))
    for reminder in [one for one in waiting[1:] if one.may_dismiss][:1]:
        put_away(ctx, reminder)


def _attendees(store: SqlStore, clock: SetClock, administrator: Context) -> Iterator[tuple[str, str]]:
    """Two people who attended a debrief say whether their time was kept; each gets an account for it."""
    with store.read() as unit:
        sites = [site.id for site in unit.sites.all()]
        debriefs = [one for id in sites for one in unit.debriefs.between(id, MOMENT - 99 * DAY, MOMENT)]
        attended = {one.person_id: one for one in unit.participants.of([each.id for each in debriefs]) if one.attended}
    for number, participant in enumerate(list(attended.values())[:2]):
        admitted = add_user(
            administrator, f"attendee{number}", Role.RECEPTION, reason=REASON, person_id=participant.person_id
        )
        yield admitted.user.name, admitted.passphrase
        attendee = _acting(admitted.user, store, clock)
        said = Voices(Voice.YES, Voice.PARTLY, Voice.NO)
        answer_afterwards(attendee, participant.debrief_id, Protected.YES, Paid.YES, said)


def _acting(user: User, store: SqlStore, clock: SetClock) -> Context:
    actor = Actor(user.id, user.name, user.role, user.sites, user.person_id)
    return Context(actor, store, clock, SeededIds(hash(user.id.int)), confirmed_at=clock())


if __name__ == "__main__":
    target = FOLDER / f"{known_revisions()[-1]}-keys{FORMAT}"
    if target.exists():
        sys.exit(f"{target} is there already; a frozen shape is never changed")
    freeze(target)
