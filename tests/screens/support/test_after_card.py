"""The one card of a day after a debrief: three more answers without a name, put off, skipped and brought back."""

import json
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.voices import VoiceSums
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.drafts import find_answer_draft
from tests.screens.looking import button, texts
from tests.screens.support.support_at_desk import Window, press, settle
from tests.storage_fixtures import Clinic
from tests.support_people import DAY, HOUR
from tests.usecases.support.test_daily_question import held
from ui.page import PageDesk
from ui.support.after_card import AfterCard
from ui.support.support_page import SupportPage


@pytest.fixture
def open_page(qtbot: QtBot) -> Callable[[PageDesk], SupportPage]:
    """Opens the page at a desk."""

    def open_page(desk: PageDesk) -> SupportPage:
        page = SupportPage(desk)
        Window(page)
        qtbot.addWidget(page)
        page.resize(1100, 900)
        page.show()
        page.open(None)
        settle(qtbot, page)
        return page

    return open_page


def test_three_more_answers_go_without_a_name_and_keep_no_draft(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[[PageDesk], SupportPage]
) -> None:
    debrief_id, _incident = held(clinic)
    rosa = clinic.as_role(Role.RECEPTION)
    page = open_page(desk_of(Role.RECEPTION))
    press(qtbot, page, "Send my answer")
    assert "Please choose one, or leave it for later." in texts(page)
    button(page, "Was the time kept free for you?: Yes").click()
    assert "Please choose one, or leave it for later." not in texts(page), "it goes with the choice"
    button(page, "Was it paid?: Yes").click()
    button(page, "Was anyone blamed?: Partly").click()
    press(qtbot, page, "Send my answer")
    assert "Please answer all three, or clear them." in texts(page)
    assert show_debrief(rosa, debrief_id).own_answer is None
    press(qtbot, page, "Clear these three")
    assert "Please answer all three" not in texts(page)
    for words in ("Did the talk help you?: Yes", "Was it safe to say what you think?: No", "Was anyone blamed?: Yes"):
        button(page, words).click()
    page.keep_draft()
    settle(qtbot, page)
    draft = find_answer_draft(rosa, debrief_id)
    assert draft is not None
    assert draft.later is not None
    assert json.loads(draft.later.text) == {"protected": "yes", "paid": "yes"}
    press(qtbot, page, "Send my answer")
    assert show_debrief(rosa, debrief_id).own_answer is not None
    with clinic.store.read() as unit:
        assert unit.debrief_voices.steps() == (VoiceSums(1, 1, 0, 0, 0, 1, 0),)
    assert "Did the talk help you?" not in texts(page), "they are asked once"


def test_the_card_of_today_is_put_off_or_skipped_and_brought_back(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[[PageDesk], SupportPage]
) -> None:
    held(clinic)
    clinic.clock.advance(-2 * HOUR)
    held(clinic)
    desk = desk_of(Role.RECEPTION)
    page = open_page(desk)
    assert len(page.findChildren(AfterCard)) == 1, "one in a day"
    press(qtbot, page, "Skip these questions")
    qtbot.waitUntil(lambda: "Short questions for you" not in texts(page))
    desk.messages.undo()  # type: ignore[attr-defined]
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "Short questions for you" in texts(page))
    press(qtbot, page, "Not today")
    qtbot.waitUntil(lambda: "Short questions for you" not in texts(page))
    clinic.clock.advance(DAY)
    page.refresh()
    settle(qtbot, page)
    assert "Short questions for you" in texts(page)
