"""Times by e-mail on a real mail server: who said yes gets them, no one else does, and nothing is lost or told."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest
from icalendar import Calendar, Event

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.extras import MailSecurity, MailServer, MailTrouble
from incident_tracker.domain.errors import NotAllowed, Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.invitations import LEASE, LetterState, WhyDropped
from incident_tracker.domain.support.protected_time import MoveReason
from incident_tracker.exports.invitations import deliveries
from incident_tracker.usecases.clinic.extras import set_mail_server
from incident_tracker.usecases.support.booking import give_up_time
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.invitations import (
    agree_to_invitations,
    invitations_of,
    switch_invitations,
    withdraw_from_invitations,
)
from incident_tracker.usecases.support.outbox import (
    hurry_letters,
    letters_are_due,
    note_delivery,
    outbox_state,
    send_waiting,
    take_letters,
)
from incident_tracker.usecases.support.protected_time import move_slot
from tests.mail_host import NO_ONE, SENDER, MailHost, certificate, mail_host
from tests.storage_fixtures import ALEX, MONDAY_NINE, ROSA, SAM, Clinic
from tests.support_people import HOUR, tomorrow_at_ten
from tests.usecases.support.test_obstacles import booked

WHY = "the clinic wants the times in its calendars"
ROSAS, ALEXS = "rosa@home.example", "alex@home.example"
TELLING = ("incident", "debrief", "threat", "rosa reception", "alex", "sam", "maria", "harbo", "quiet", "shout")


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailHost]:
    """A mail server whose certificate this computer trusts."""
    shown, kept = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    with mail_host(shown, kept) as host:
        yield host


@pytest.fixture
def inviting(clinic: Clinic, host: MailHost) -> Clinic:
    """The clinic sends invitations, and Rosa wants hers."""
    ada = clinic.as_role(Role.ADMINISTRATOR)
    set_mail_server(ada, host.server(), reason=WHY)
    switch_invitations(ada, True, reason=WHY)
    agree_to_invitations(clinic.as_role(Role.RECEPTION), ROSAS)
    return clinic


def states(clinic: Clinic, person_id: UUID = ROSA.id) -> list[tuple[LetterState, object]]:
    """How the letters of a person are, oldest first."""
    with clinic.store.read() as unit:
        found = unit.invitations.of_person(person_id)
    return [(one.state, one.dropped or one.trouble) for one in found]


def event(letter: EmailMessage) -> tuple[str, Event]:
    """The method of a letter and the one event in it."""
    (part,) = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_content())
    assert part["Content-Type"].params["method"] == calendar["METHOD"]
    (found,) = calendar.walk("VEVENT")
    assert isinstance(found, Event)
    return str(calendar["METHOD"]), found


def moved(clinic: Clinic, debrief: Debrief) -> Debrief:
    """An hour later."""
    manager = clinic.as_role(Role.MANAGER)
    debrief = show_debrief(manager, debrief.id).debrief
    start = clinic.clock() + timedelta(days=1, hours=2)
    request = tomorrow_at_ten(clinic, starts_at=start, ends_at=start + HOUR)
    return move_slot(manager, debrief.id, debrief.version, request, MoveReason.MANAGEMENT)


def test_who_said_yes_gets_the_time_as_it_is_booked_moved_and_canceled(inviting: Clinic, host: MailHost) -> None:
    _answer, debrief = booked(inviting)
    reception = inviting.as_role(Role.RECEPTION)
    assert letters_are_due(reception)
    assert send_waiting(reception).sent == 1
    debrief = moved(inviting, debrief)
    send_waiting(reception)
    give_up_time(inviting.as_role(Role.MANAGER), debrief.id, debrief.version, MoveReason.MANAGEMENT)
    send_waiting(reception)

    assert [envelope.rcpt_tos for envelope in host.envelopes] == [[ROSAS]] * 3, "Alex and Sam said nothing"
    methods, events = zip(*map(event, host.taken), strict=True)
    assert methods == ("REQUEST", "REQUEST", "CANCEL")
    assert {str(one["UID"]) for one in events} == {str(debrief.id)}
    sequences = [int(one["SEQUENCE"]) for one in events]
    assert sequences == sorted(set(sequences)), "each replaces the one before"
    assert len({letter["Message-ID"] for letter in host.taken}) == 3
    for letter, one in zip(host.taken, events, strict=True):
        assert (str(one["ORGANIZER"]), str(one["ATTENDEE"])) == (f"mailto:{SENDER}", f"mailto:{ROSAS}")
        plain = "".join(str(part.get_content()) for part in letter.walk() if not part.is_multipart())
        whole = (letter.as_string() + plain).casefold()
        assert [word for word in TELLING if word in whole] == []
        assert letter["Subject"] == one["SUMMARY"] == "Protected time"
    assert events[1]["DTSTART"].dt - events[0]["DTSTART"].dt == HOUR
    assert not letters_are_due(reception)
    assert states(inviting) == [(LetterState.SENT, None)] * 3


def test_only_the_newest_goes_where_several_wait_and_none_where_nothing_was_told(
    inviting: Clinic, host: MailHost
) -> None:
    _answer, debrief = booked(inviting)
    debrief = moved(inviting, debrief)
    assert states(inviting) == [(LetterState.DROPPED, WhyDropped.REPLACED), (LetterState.WAITING, None)]
    give_up_time(inviting.as_role(Role.MANAGER), debrief.id, debrief.version, MoveReason.MANAGEMENT)
    assert send_waiting(inviting.as_role(Role.RECEPTION)).sent == 0
    assert states(inviting) == [(LetterState.DROPPED, WhyDropped.REPLACED)] * 2
    assert not host.taken


def test_saying_yes_later_sends_what_is_to_come_and_taking_it_back_forgets_the_address(
    inviting: Clinic, host: MailHost
) -> None:
    booked(inviting)
    ada = inviting.as_role(Role.ADMINISTRATOR)
    agree_to_invitations(ada, ALEXS, ALEX.id)
    assert states(inviting, ALEX.id) == [(LetterState.WAITING, None)]
    consent = invitations_of(ada, ALEX.id).consent
    assert consent is not None
    assert (consent.address, consent.agreed_at, consent.noted_by) == (ALEXS, inviting.clock(), ada.actor.user_id)
    assert withdraw_from_invitations(ada, ALEX.id) == 1
    assert states(inviting, ALEX.id) == [(LetterState.DROPPED, WhyDropped.WITHDRAWN)]
    with inviting.store.read() as unit:
        assert [one.address for one in unit.invitations.of_person(ALEX.id)] == [""]
        consent = unit.invitation_consents.find(ALEX.id)
        assert consent is not None
        assert (consent.address, consent.withdrawn_at) == ("", inviting.clock())
    assert withdraw_from_invitations(ada, ALEX.id) == 0
    assert not invitations_of(ada, ROSA.id).letters, "an administrator is not told when someone has protected time"
    assert len(invitations_of(inviting.as_role(Role.RECEPTION)).letters) == 1

    agree_to_invitations(inviting.as_role(Role.RECEPTION), "rosa@work.example")
    assert states(inviting) == [(LetterState.DROPPED, WhyDropped.WITHDRAWN), (LetterState.WAITING, None)]
    send_waiting(ada)
    assert [envelope.rcpt_tos for envelope in host.envelopes] == [["rosa@work.example"]]
    for who in (Role.MANAGER, Role.RECEPTION):  # no one says yes for someone else but whom they told
        with pytest.raises(NotAllowed):
            agree_to_invitations(inviting.as_role(who), ALEXS, SAM.id)


def test_switched_off_nothing_is_written_and_what_waits_is_dropped_and_on_again_it_is_made_good(
    inviting: Clinic, host: MailHost
) -> None:
    ada = inviting.as_role(Role.ADMINISTRATOR)
    booked(inviting)
    assert switch_invitations(ada, False, reason=WHY).dropped == 1
    assert states(inviting) == [(LetterState.DROPPED, WhyDropped.SWITCHED_OFF)]
    with pytest.raises(Refused) as told:
        agree_to_invitations(ada, ALEXS, ALEX.id)
    assert told.value.reason is Reason.NOT_SWITCHED_ON
    assert send_waiting(ada).sent == 0
    assert switch_invitations(ada, True, reason=WHY).written == 1
    assert switch_invitations(ada, True, reason=WHY).written == 0, "it is written already"
    assert send_waiting(ada).sent == 1
    assert len(host.taken) == 1


def test_a_letter_that_is_late_or_for_someone_who_left_is_dropped_before_it_goes(
    inviting: Clinic, host: MailHost
) -> None:
    booked(inviting)
    inviting.clock.advance(timedelta(days=2))
    assert not take_letters(inviting.as_role(Role.RECEPTION)).letters
    assert states(inviting) == [(LetterState.DROPPED, WhyDropped.OVER)]
    assert not host.taken


def test_what_the_server_refuses_for_good_fails_and_anything_else_waits_longer_each_time(
    inviting: Clinic, host: MailHost
) -> None:
    ada = inviting.as_role(Role.ADMINISTRATOR)
    agree_to_invitations(ada, NO_ONE, ALEX.id)
    booked(inviting)
    set_mail_server(ada, host.server(password="another pond"), reason=WHY)
    pauses = []
    for _ in range(4):
        assert {trouble for _id, trouble in send_waiting(ada).troubles} == {MailTrouble.SIGN_IN}
        with inviting.store.read() as unit:
            (next_at,) = {one.next_at for one in unit.invitations.waiting()}
        pauses.append((next_at - inviting.clock()) // timedelta(minutes=1))
        assert not letters_are_due(ada)
        inviting.clock.moment = next_at
    assert pauses == [1, 2, 4, 8]
    send_waiting(ada)
    ada = inviting.as_role(Role.ADMINISTRATOR)  # who types the pass phrase again
    set_mail_server(ada, host.server(), reason=WHY)
    assert send_waiting(ada).sent == 0, "the pause is not over"
    assert hurry_letters(ada) == 2
    assert send_waiting(ada).sent == 1
    state = outbox_state(ada)
    assert (state.is_on, state.agreed, state.waiting, state.sent, state.failed) == (True, 2, 0, 1, 1)
    assert (state.trouble, state.refused) == (None, ((ALEX.id, MailTrouble.ADDRESS),))


def test_a_server_that_breaks_off_in_mid_queue_gets_the_rest_later_and_no_letter_is_lost(
    inviting: Clinic, host: MailHost
) -> None:
    ada = inviting.as_role(Role.ADMINISTRATOR)
    agree_to_invitations(ada, ALEXS, ALEX.id)
    agree_to_invitations(ada, "sam@home.example", SAM.id)
    _answer, debrief = booked(inviting)
    replies = iter([None, "421 4.3.2 Going down"])
    host.when_taken = lambda: next(replies, "421 4.3.2 Going down")
    first = send_waiting(ada)
    assert (first.sent, len(first.troubles)) == (1, 2)
    host.when_taken = lambda: None
    inviting.clock.advance(timedelta(minutes=1))
    assert send_waiting(ada).sent == 2
    assert outbox_state(ada).waiting == 0
    by_person: dict[str, set[str]] = {}
    for letter in host.taken:
        by_person.setdefault(letter["To"], set()).add(letter["Message-ID"])
        assert str(event(letter)[1]["UID"]) == str(debrief.id)
    assert len(by_person) == 3
    assert {len(ids) for ids in by_person.values()} == {1}, "what came twice came as the same letter"


def test_two_programs_at_once_never_send_the_same_letter(inviting: Clinic, host: MailHost) -> None:
    booked(inviting)
    one, other = inviting.as_role(Role.RECEPTION), inviting.as_role(Role.MANAGER)
    first = take_letters(one)
    assert [letter.tries for letter in first.letters] == [1]
    assert not letters_are_due(other)
    assert not take_letters(other).letters
    inviting.clock.advance(LEASE - timedelta(minutes=1))
    assert list(deliveries(first, one.now)) == [], "it would not be through before the other may begin"
    inviting.clock.advance(timedelta(minutes=1))
    second = take_letters(other)
    for letter, trouble in deliveries(second, other.now):
        assert trouble is None
        note_delivery(other, letter, trouble)
    note_delivery(one, first.letters[0], MailTrouble.NO_ANSWER)  # told too late to count
    assert states(inviting) == [(LetterState.SENT, None)]
    assert len(host.taken) == 1


@pytest.mark.parametrize("dies", ["taken", "in the server's hands", "acknowledged"])
def test_a_program_killed_at_any_moment_leaves_the_same_letter_to_the_next(
    inviting: Clinic, host: MailHost, store_path: Path, dies: str
) -> None:
    booked(inviting)
    command = [sys.executable, "-P", "-m", "tests.usecases.support.letter_sender"]
    words = [str(store_path), MONDAY_NINE.isoformat(), dies]
    with subprocess.Popen([*command, *words], env=os.environ, cwd=Path(__file__).parents[3]) as sender:
        if dies == "in the server's hands":
            host.when_taken = lambda: sender.kill()  # before it is told that the server has it
        sender.wait(60)
    assert sender.returncode != 0
    host.when_taken = lambda: None
    assert states(inviting) == [(LetterState.WAITING, None)]
    reception = inviting.as_role(Role.RECEPTION)
    assert send_waiting(reception).sent == 0, "the one that was killed may still be at it"
    inviting.clock.advance(LEASE)
    assert send_waiting(reception).sent == 1
    assert states(inviting) == [(LetterState.SENT, None)]
    assert len(host.taken) == (1 if dies == "taken" else 2)
    assert len({letter.as_bytes() for letter in host.taken}) == 1, "with the same Message-ID, UID and SEQUENCE"


@pytest.mark.postgres
def test_addresses_are_encrypted_again_and_invitations_need_a_server(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    with pytest.raises(Refused) as told:
        switch_invitations(ada, True, reason=WHY)
    assert told.value.field == "host"
    set_mail_server(ada, MailServer("mail.bayhealth.invalid", 465, MailSecurity.TLS, SENDER), reason=WHY)
    switch_invitations(ada, True, reason=WHY)
    agree_to_invitations(clinic.as_role(Role.RECEPTION), ROSAS)
    booked(clinic)
    with clinic.store.read() as unit:
        stored = unit._connection.exec_driver_sql(
            "SELECT c.address, i.address, i.sender FROM invitation_consent c JOIN invitation i USING (person_id)"
        ).one()
    assert all(text.startswith("1:") for text in stored)
    (letter,) = take_letters(ada).letters
    note_delivery(ada, letter, None)
    assert states(clinic) == [(LetterState.SENT, None)]
