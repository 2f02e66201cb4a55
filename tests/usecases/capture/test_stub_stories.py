"""Notes of time and desk after signing in: who sees them, takes them up, throws them away and takes that back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.stubs import Stub
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.errors import NotAllowed, NotFound, Problem, Reason, Refused
from incident_tracker.security.key_slots import read_ring
from incident_tracker.security.stub_box import KEY_COPY, StubBox, addressee_beside, addressee_of, kept_addressee
from incident_tracker.usecases.capture.drafts import list_drafts, restore_draft
from incident_tracker.usecases.capture.stubs import claim_stub, discard_stub, set_aside_unreadable_stubs
from incident_tracker.usecases.oversight.today import Matter, TodayItem, list_today
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.storage_fixtures import CHECK_IN, HARBOUR, HILL, HILL_DESK, MONDAY_NINE, Clinic, RunningTime, keep

pytestmark = pytest.mark.postgres
ZONE = "America/Los_Angeles"


class Key:
    """The key on this computer, a minute before each next press."""

    def __init__(self, clinic: Clinic, running: RunningTime) -> None:
        self._clinic = clinic
        self._running = running
        self._box = StubBox(clinic.store.folder, running)

    def press(self, desk_id: UUID | None = CHECK_IN.id, minutes_ago: int = 10) -> None:
        self._running.seconds += 60
        ring = read_ring(self._clinic.store._cabinet)
        at = self._clinic.clock() - timedelta(minutes=minutes_ago)
        assert self._box.keep(Stub(at, desk_id), addressee_of(ring))


@pytest.fixture
def key(clinic: Clinic, running: RunningTime) -> Key:
    return Key(clinic, running)


def seen(clinic: Clinic, role: Role) -> list[TodayItem]:
    items = list_today(clinic.as_role(role), ZONE)
    return [item for item in items if item.matter in (Matter.STUB, Matter.STUB_UNREADABLE)]


def acts(clinic: Clinic) -> list[tuple[str, str]]:
    with clinic.store.read() as unit:
        return [(entry.act, entry.kind) for entry in unit.audit.page(AuditFilter(), 0, 50)][::-1]


def test_a_note_becomes_an_incident_of_the_person_who_takes_it_up(clinic: Clinic, key: Key) -> None:
    key.press()
    rosa = clinic.as_role(Role.RECEPTION)
    (item,) = seen(clinic, Role.RECEPTION)
    assert (item.since, item.desk, item.site_id) == (MONDAY_NINE - timedelta(minutes=10), "Check-in", HARBOUR.id)
    assert item.subject_id is not None
    draft = claim_stub(rosa, item.subject_id)
    assert draft.draft == IncidentDraft(occurred_at=item.since, site_id=HARBOUR.id, desk_id=CHECK_IN.id)
    assert seen(clinic, Role.RECEPTION) == []
    assert list_drafts(rosa) == (draft,)
    assert acts(clinic)[-2:] == [("created", "stub"), ("created", "draft")]
    whole = replace(draft.draft, channel="in_person_desk", kind="threat", severity=3)
    logged = log_incident_with_support(rosa, whole, None, draft.id)
    assert logged.incident.occurred_at == item.since
    assert list_drafts(rosa) == ()


def test_a_computer_of_a_server_knows_the_clinics_key_once_someone_was_in(clinic: Clinic, store_kind: str) -> None:
    if store_kind == "server":
        assert kept_addressee(clinic.store.folder) == addressee_of(read_ring(clinic.store._cabinet))
    else:
        assert addressee_beside(clinic.store._cabinet) == addressee_of(read_ring(clinic.store._cabinet))
        assert not (clinic.store.folder / KEY_COPY).exists()


def test_a_note_that_was_thrown_away_can_be_taken_back(clinic: Clinic, key: Key) -> None:
    key.press()
    rosa = clinic.as_role(Role.RECEPTION)
    (item,) = seen(clinic, Role.RECEPTION)
    assert item.subject_id is not None
    thrown = discard_stub(rosa, item.subject_id)
    assert seen(clinic, Role.RECEPTION) == []
    assert list_drafts(rosa) == ()
    assert acts(clinic)[-2:] == [("created", "stub"), ("discarded", "draft")]
    assert restore_draft(rosa, thrown.id).draft.occurred_at == item.since


def test_two_people_at_the_same_note(clinic: Clinic, key: Key) -> None:
    """Both saw it on their Today; the second is told, and the first one's draft is theirs."""
    key.press()
    (item,) = seen(clinic, Role.RECEPTION)
    assert item.subject_id is not None
    assert seen(clinic, Role.SUPERVISOR) == [item]
    taken = claim_stub(clinic.as_role(Role.RECEPTION), item.subject_id)
    for late in (claim_stub, discard_stub):
        with pytest.raises(NotFound):
            late(clinic.as_role(Role.SUPERVISOR), item.subject_id)
    assert list_drafts(clinic.as_role(Role.RECEPTION)) == (taken,)
    assert list_drafts(clinic.as_role(Role.SUPERVISOR)) == ()


def test_of_two_people_at_the_same_moment_one_has_it(clinic: Clinic, key: Key) -> None:
    key.press()
    (item,) = seen(clinic, Role.RECEPTION)
    assert item.subject_id is not None
    people = [clinic.as_role(role) for role in (Role.RECEPTION, Role.SUPERVISOR, Role.MANAGER)]
    with ThreadPoolExecutor(len(people)) as threads:
        tasks = [threads.submit(claim_stub, ctx, item.subject_id) for ctx in people]
        outcomes = [task.exception() for task in tasks]
    assert outcomes.count(None) == 1
    assert all(isinstance(one, Problem) for one in outcomes if one is not None)
    assert sum(len(list_drafts(ctx)) for ctx in people) == 1


def test_a_file_that_outlived_its_draft_is_taken_up_by_nobody(clinic: Clinic, key: Key) -> None:
    """The power went between the commit and the taking away, or someone put the file back."""
    key.press()
    (item,) = seen(clinic, Role.RECEPTION)
    assert item.subject_id is not None
    folder: Path = clinic.store.folder / "stubs"
    (file,) = folder.glob("*.stub")
    content = file.read_bytes()
    taken = claim_stub(clinic.as_role(Role.RECEPTION), item.subject_id)
    for late in (claim_stub, discard_stub):
        file.write_bytes(content)
        with pytest.raises(Refused) as refused:
            late(clinic.as_role(Role.SUPERVISOR), item.subject_id)
        assert refused.value.reason is Reason.ALREADY_DONE
        assert not file.exists(), "it goes with the first look at it"
    file.write_bytes(content)
    assert seen(clinic, Role.SUPERVISOR) == seen(clinic, Role.RECEPTION) == []
    assert not file.exists()
    assert list_drafts(clinic.as_role(Role.RECEPTION)) == (taken,)
    assert list_drafts(clinic.as_role(Role.SUPERVISOR)) == ()


def test_a_file_that_outlived_its_incident_makes_no_second_one(clinic: Clinic, key: Key) -> None:
    """The draft was finished long ago; it is still known, so that the note is not taken up again."""
    rosa = clinic.as_role(Role.RECEPTION)
    key.press()
    (item,) = seen(clinic, Role.RECEPTION)
    assert item.subject_id is not None
    (file,) = (clinic.store.folder / "stubs").glob("*.stub")
    content = file.read_bytes()
    taken = claim_stub(rosa, item.subject_id)
    assert isinstance(taken.draft, IncidentDraft)
    whole = replace(taken.draft, channel="in_person_desk", kind="verbal_abuse", severity=Severity.ABUSE_IN_WORDS)
    log_incident_with_support(rosa, whole, draft_id=taken.id)
    file.write_bytes(content)
    with pytest.raises(Refused):
        claim_stub(rosa, item.subject_id)
    assert list_drafts(rosa) == ()
    assert not file.exists()


def test_a_note_stays_where_its_draft_could_not_be_kept(clinic: Clinic, key: Key) -> None:
    key.press()
    with clinic.store.write() as unit:
        (waiting,) = unit.stubs.waiting()
        unit.stubs.take(waiting.id)  # and no commit
    assert len(seen(clinic, Role.RECEPTION)) == 1


def test_who_may_not_log_or_works_elsewhere_sees_no_note(clinic: Clinic, key: Key) -> None:
    key.press(HILL_DESK.id, minutes_ago=30)
    key.press(CHECK_IN.id, minutes_ago=20)
    key.press(None, minutes_ago=10)
    desks = {role: [item.desk for item in seen(clinic, role)] for role in Role}
    assert desks == {
        Role.RECEPTION: ["Check-in", ""],
        Role.SUPERVISOR: ["Check-in", ""],
        Role.MANAGER: ["Check-in", ""],
        Role.COMMITTEE: ["Check-in", "Check-in", ""],
        Role.ADMINISTRATOR: [],
        Role.PRIVACY: [],
    }
    with clinic.store.read() as unit:
        at_hill = next(one for one in unit.stubs.waiting() if one.stub.desk_id == HILL_DESK.id)
    with pytest.raises(NotAllowed):
        claim_stub(clinic.as_role(Role.RECEPTION), at_hill.id)
    assert acts(clinic)[-1] == ("denied", "create_incident")
    hanna = User(UUID(int=0x98), "hanna", Role.RECEPTION, None, frozenset({HILL.id}))
    with clinic.store.write() as unit:
        unit.users.add(hanna)
        keep(unit)
    assert claim_stub(clinic.as_user(hanna), at_hill.id).draft.site_id == HILL.id


def test_a_clock_that_was_set_back_leaves_the_time_to_the_person(clinic: Clinic, key: Key) -> None:
    key.press(minutes_ago=-60)
    (item,) = seen(clinic, Role.RECEPTION)
    assert (item.since, item.desk) == (None, "Check-in")
    assert item.subject_id is not None
    assert claim_stub(clinic.as_role(Role.RECEPTION), item.subject_id).draft.occurred_at is None


def test_what_is_no_note_is_told_once_and_set_aside_with_an_entry(clinic: Clinic, key: Key) -> None:
    key.press()
    for number in (1, 2):
        (clinic.store.folder / "stubs" / f"{UUID(int=number).hex}.stub").write_bytes(b"not ours")
    told = seen(clinic, Role.RECEPTION)
    assert [(item.matter, item.count) for item in told] == [(Matter.STUB, 1), (Matter.STUB_UNREADABLE, 2)]
    assert set_aside_unreadable_stubs(clinic.as_role(Role.RECEPTION)) == 2
    assert [item.matter for item in seen(clinic, Role.RECEPTION)] == [Matter.STUB]
    assert acts(clinic)[-1] == ("put_away", "stub")
