"""What someone chose for themselves and has not sent is there again after a lock, for them alone."""

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.support.participants import Response, TalkForm
from incident_tracker.domain.support.protected_time import Paid, Protected
from incident_tracker.usecases.oversight.audit_trail import list_audit
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.drafts import find_answer_draft, keep_answer_draft
from incident_tracker.usecases.support.holding import finish_debrief
from incident_tracker.usecases.support.participants import ask_participants
from tests.screens.looking import button, texts
from tests.screens.support.support_at_desk import Window, press, running, said, settle
from tests.storage_fixtures import ROSA, Clinic
from tests.support_people import HOUR, logged
from ui.page import Page, PageDesk
from ui.support.after_card import AfterCard
from ui.support.debrief_page import DebriefPage
from ui.support.own_part import Invitation
from ui.support.support_page import SupportPage

Open = Callable[..., Page]


@pytest.fixture
def open_any(qtbot: QtBot) -> Open:
    """Opens a page of this class at a desk."""

    def open_any(kind: type[Page], desk: PageDesk, argument: object = None) -> Page:
        page = kind(desk)
        Window(page)
        qtbot.addWidget(page)
        page.resize(1100, 900)
        page.show()
        page.open(argument)
        settle(qtbot, page)
        return page

    return open_any


def an_invitation(clinic: Clinic) -> UUID:
    """Rosa is asked to a debrief."""
    _answer, debrief = logged(clinic)
    ask_participants(clinic.as_role(Role.MANAGER), debrief.id, [ROSA.id])
    return debrief.id


def locked(qtbot: QtBot, page: Page) -> None:
    """What the window asks for before it locks."""
    page.keep_draft()
    settle(qtbot, page)
    page.close()


@pytest.mark.parametrize("kind", [SupportPage, DebriefPage])
def test_an_answer_that_is_not_sent_is_there_after_a_lock(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_any: Open, kind: type[Page]
) -> None:
    debrief_id = an_invitation(clinic)
    page = open_any(kind, desk_of(Role.RECEPTION), debrief_id)
    button(page, "Your answer: Yes, I would like to").click()
    card = page.findChildren(Invitation)[0]
    card.companion.insert("my sister")
    card.together.choose(TalkForm.ALONE)
    card.like_me.click()
    locked(qtbot, page)

    again = open_any(kind, desk_of(Role.RECEPTION), debrief_id)
    card = again.findChildren(Invitation)[0]
    assert (card.answer.code(), card.together.code()) == (Response.YES, TalkForm.ALONE)
    assert (card.companion.text(), card.like_me.isChecked(), card.earlier.isChecked()) == ("my sister", True, False)
    assert "Here is what you typed" in texts(again)
    assert show_debrief(clinic.as_role(Role.MANAGER), debrief_id).participants[0].response is Response.ASKED

    press(qtbot, again, "Keep my answer")
    asked = show_debrief(clinic.as_role(Role.MANAGER), debrief_id).participants[0]
    assert (asked.response, asked.companion, asked.wants_person_like_me) == (Response.YES, "my sister", True)
    assert "Here is what you typed" not in texts(again)
    rosa = clinic.as_role(Role.RECEPTION)
    with rosa.store.read() as unit:
        assert unit.drafts.of_owner(rosa.actor.user_id) == ()


def test_it_is_for_that_person_alone(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_any: Open
) -> None:
    debrief_id = an_invitation(clinic)
    page = open_any(SupportPage, desk_of(Role.RECEPTION))
    button(page, "Your answer: Yes, I would like to").click()
    page.findChildren(Invitation)[0].companion.insert("my sister")
    qtbot.waitUntil(lambda: find_answer_draft(clinic.as_role(Role.RECEPTION), debrief_id) is not None)  # after a pause
    assert find_answer_draft(clinic.as_role(Role.MANAGER), debrief_id) is None
    with pytest.raises(NotFound):  # who was not asked has no answer to keep
        keep_answer_draft(clinic.as_role(Role.MANAGER), debrief_id, "typed")
    assert "my sister" not in str(list_audit(clinic.as_role(Role.PRIVACY), AuditFilter()))
    settle(qtbot, page)


def test_what_is_discarded_can_be_taken_back(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_any: Open
) -> None:
    debrief_id = an_invitation(clinic)
    desk = desk_of(Role.RECEPTION)
    page = open_any(SupportPage, desk)
    card = page.findChildren(Invitation)[0]
    assert not card.kept.discard.isVisible()
    button(page, "Your answer: Yes, I would like to").click()
    card.companion.insert("my sister")
    press(qtbot, page, "Discard what I typed")
    assert (card.answer.code(), card.companion.text()) == (None, "")
    assert not card.kept.discard.isVisible()
    assert find_answer_draft(clinic.as_role(Role.RECEPTION), debrief_id) is None
    assert said(desk) == "Discarded. Your answer is unchanged."
    desk.messages.undo()  # type: ignore[attr-defined]
    settle(qtbot, page)
    qtbot.waitUntil(lambda: card.companion.text() == "my sister")
    assert card.answer.code() is Response.YES


def test_the_two_private_questions_keep_what_was_chosen(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_any: Open
) -> None:
    debrief_id, _began = running(clinic)
    manager = clinic.as_role(Role.MANAGER)
    clinic.clock.advance(HOUR)
    finish_debrief(manager, debrief_id, show_debrief(manager, debrief_id).debrief.version, [ROSA.id])
    page = open_any(SupportPage, desk_of(Role.RECEPTION))
    button(page, "Was the time kept free for you?: Partly").click()
    locked(qtbot, page)
    again = open_any(DebriefPage, desk_of(Role.RECEPTION), debrief_id)
    card = again.findChildren(AfterCard)[0]
    assert (card.protected.code(), card.paid.code()) == (Protected.PARTLY, None)
    button(again, "Was it paid?: Yes").click()
    press(qtbot, again, "Send my answer")
    mine = show_debrief(clinic.as_role(Role.RECEPTION), debrief_id).own_answer
    assert mine is not None
    assert (mine.protected, mine.paid) == (Protected.PARTLY, Paid.YES)
    assert find_answer_draft(clinic.as_role(Role.RECEPTION), debrief_id) is None
