"""Who is still owed what, one's own answers, checks, and one's calendar: on the real page over a real store."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.offers import Answer, OfferKind
from incident_tracker.domain.support.participants import Response, TalkForm
from incident_tracker.domain.support.protected_time import Paid, Protected
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import choose_facilitator, show_debrief
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.offers import my_offers, record_offers
from incident_tracker.usecases.support.owed import show_support
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot, record_cover_there
from tests.screens.looking import button, clipped, texts
from tests.screens.support.support_at_desk import Window, press, settle
from tests.storage_fixtures import ALEX, HARBOUR, ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, a_threat, accepted, logged, tomorrow_at_ten
from ui.page import PageDesk
from ui.support import support_page
from ui.support.owed_line import OwedLine
from ui.support.own_part import Invitation
from ui.support.support_page import SupportPage


@pytest.fixture
def open_page(qtbot: QtBot) -> Callable[..., SupportPage]:
    """Opens the page at a desk."""

    def open_page(desk: PageDesk, argument: object = None) -> SupportPage:
        page = SupportPage(desk)
        Window(page)
        qtbot.addWidget(page)
        page.resize(1100, 900)
        page.show()
        page.open(argument)
        settle(qtbot, page)
        return page

    return open_page


def first(page: SupportPage, words: str) -> QPushButton:
    """The first of several buttons with these words."""
    return next(one for one in page.findChildren(QPushButton) if one.text() == words)


def dialog_of(page: QWidget) -> QDialog:
    """The question that is being asked."""
    return next(one for one in page.findChildren(QDialog) if one.isVisible())


def test_a_calm_clinic_says_so(qtbot: QtBot, desk: PageDesk, open_page: Callable[..., SupportPage]) -> None:
    page = open_page(desk)
    assert "Everyone has been considered" in texts(page)


def test_what_is_too_long_for_the_page_is_counted_and_read_on(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., SupportPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(support_page, "MOST_OWED", 6)
    logged(clinic)
    logged(clinic)
    assert "that are due first" not in texts(open_page(desk))
    logged(clinic)
    page = open_page(desk)
    assert "These are the 6 that are due first, of 9." in texts(page)
    assert len(page.findChildren(OwedLine)) == 6
    assert clipped(page) == []
    press(qtbot, page, "Show 3 more")
    assert "that are due first" not in texts(page)
    assert len(page.findChildren(OwedLine)) == 9


def test_each_debrief_stands_where_its_next_step_is(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., SupportPage]
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _first, debrief = logged(clinic)
    page = open_page(desk)
    assert "Debriefs to plan" in texts(page)
    assert "Debrief for Rosa Reception" in texts(page)
    ask_participants(manager, debrief.id, [ROSA.id])
    page.refresh()
    settle(qtbot, page)
    assert "waiting for an answer" in texts(page)
    debrief = accepted(clinic, show_debrief(manager, debrief.id).debrief)
    page.refresh()
    settle(qtbot, page)
    assert "1 of 1 would like to" in texts(page)
    with qtbot.waitSignal(page.open_requested) as asked:
        first(page, "Find a time").click()
    assert asked.args == ["week", debrief.id]
    planned = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    page.refresh()
    settle(qtbot, page)
    assert "Planned" in texts(page)
    assert "Sam Supervisor leads · Quiet room · cover not confirmed yet · tomorrow, 10:00 AM" in texts(page)
    clinic.clock.advance(DAY + HOUR)
    page.refresh()
    settle(qtbot, page)
    assert "Today" in texts(page)
    record_cover_there(manager, planned.id, ROSA.id)
    begun = start_debrief(manager, planned.id, planned.version)
    clinic.clock.advance(HOUR)
    finish_debrief(manager, begun.id, begun.version, [ROSA.id])
    page.refresh()
    settle(qtbot, page)
    assert "Was the time protected, and was it paid?" in texts(page)
    with qtbot.waitSignal(page.open_requested) as asked:
        button(page, "Answer two questions: Debrief for Rosa Reception, held today, 11:00 AM").click()
    assert asked.args == ["debrief", debrief.id]


def test_late_is_said_without_reproach(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., SupportPage]
) -> None:
    logged(clinic)
    clinic.clock.advance(timedelta(days=4))
    page = open_page(desk)
    assert "waiting since" in texts(page)
    assert "overdue" not in texts(page).lower()


def test_leadership_is_told_with_one_press_and_one_yes(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., SupportPage]
) -> None:
    answer, _debrief = logged(clinic, Severity(6))
    page = open_page(desk, answer.incident.id)
    assert "Leadership to tell" in texts(page)
    first(page, "It was told").click()
    button(dialog_of(page), "Keep it").click()
    settle(qtbot, page)
    assert "Leadership to tell" not in texts(page)


def test_a_check_keeps_what_came_of_it_and_no_answers(
    qtbot: QtBot,
    desk: PageDesk,
    clinic: Clinic,
    open_page: Callable[..., SupportPage],
    speaks_names: Callable[[QWidget], None],
) -> None:
    answer, _debrief = logged(clinic)
    page = open_page(desk)
    first(page, "Speak with them").click()
    settle(qtbot, page)
    question = dialog_of(page)
    speaks_names(question)
    assert "How are you today?" in texts(question)
    button(question, "Keep this").click()
    assert "Please choose one; every answer is fine." in texts(question)
    question.outcome.choose(FollowUpOutcome.ACCEPTED)  # type: ignore[attr-defined]
    button(question, "Keep this").click()
    settle(qtbot, page)
    checks = show_support(clinic.as_role(Role.MANAGER), answer.incident.id).follow_ups
    assert FollowUpOutcome.ACCEPTED in [one.outcome for one in checks]
    clinic.clock.advance(timedelta(days=6))
    page.refresh()
    settle(qtbot, page)
    first(page, "Speak with them").click()
    settle(qtbot, page)
    assert "How are sleep and work going?" in texts(dialog_of(page))


def test_an_invitation_is_answered_and_changed_without_a_reason(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[..., SupportPage]
) -> None:
    _answer, debrief = logged(clinic)
    manager = clinic.as_role(Role.MANAGER)
    ask_participants(manager, debrief.id, [ROSA.id])
    page = open_page(desk_of(Role.RECEPTION))
    assert "An invitation for you" in texts(page)
    button(page, "Your answer: Yes, I would like to").click()
    card = page.findChildren(Invitation)[0]
    card.companion.insert("my sister")
    card.together.choose(TalkForm.ALONE)
    page.refresh()  # someone else changed something meanwhile
    settle(qtbot, page)
    assert card.companion.text() == "my sister"
    press(qtbot, page, "Keep my answer")
    asked = show_debrief(manager, debrief.id).participants[0]
    assert (asked.response, asked.companion, asked.talk_form) == (Response.YES, "my sister", TalkForm.ALONE)
    button(page, "Your answer: No, thank you").click()
    press(qtbot, page, "Keep my answer")
    assert show_debrief(manager, debrief.id).participants[0].response is Response.NO
    assert "why" not in texts(page).lower()


def test_help_is_accepted_or_declined_with_one_press(
    qtbot: QtBot,
    desk_of: Callable[[Role], PageDesk],
    clinic: Clinic,
    open_page: Callable[..., SupportPage],
    speaks_names: Callable[[QWidget], None],
) -> None:
    answer, _debrief = logged(clinic)
    record_offers(clinic.as_role(Role.MANAGER), answer.incident.id, ROSA.id, [OfferKind.BREAK])
    page = open_page(desk_of(Role.RECEPTION))
    speaks_names(page)
    press(qtbot, page, "A break: Yes, please")
    assert my_offers(clinic.as_role(Role.RECEPTION))[0].answer is Answer.ACCEPTED
    press(qtbot, page, "A break: No, thank you")
    assert my_offers(clinic.as_role(Role.RECEPTION))[0].answer is Answer.DECLINED


def test_the_two_questions_afterwards_are_private(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[..., SupportPage]
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    planned = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    clinic.clock.advance(DAY + HOUR)
    record_cover_there(manager, planned.id, ROSA.id)
    begun = start_debrief(manager, planned.id, planned.version)
    clinic.clock.advance(HOUR)
    finish_debrief(manager, begun.id, begun.version, [ROSA.id])
    page = open_page(desk_of(Role.RECEPTION))
    button(page, "Was the time kept free for you?: Partly").click()
    button(page, "Was it paid?: Yes").click()
    press(qtbot, page, "Send my answer")
    mine = show_debrief(clinic.as_role(Role.RECEPTION), debrief.id).own_answer
    assert mine is not None
    assert (mine.protected, mine.paid) == (Protected.PARTLY, Paid.YES)
    assert show_debrief(manager, debrief.id).own_answer is None


def test_the_person_who_covers_a_desk_says_yes(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[..., SupportPage]
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _answer, debrief = logged(clinic, Severity.THREAT, ALEX.id)
    choose_facilitator(manager, debrief.id, debrief.version, SAM.id)
    ask_participants(manager, debrief.id, [ALEX.id])
    record_debrief_answer(manager, debrief.id, ALEX.id, Response.YES)
    debrief = show_debrief(manager, debrief.id).debrief
    book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic, covers={ALEX.id: ROSA.id}))
    page = open_page(desk_of(Role.RECEPTION))
    assert "You would cover for Alex Reception: Tue 3 Mar 2026, 10:00 AM, 60 minutes." in texts(page)
    press(qtbot, page, "I will be there")
    assert show_debrief(manager, debrief.id).covers[0].confirmed_at == clinic.clock()


def test_the_calendar_is_written_whole_and_says_only_protected_time(
    qtbot: QtBot,
    desk_of: Callable[[Role], PageDesk],
    clinic: Clinic,
    open_page: Callable[..., SupportPage],
    tmp_path: Path,
) -> None:
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(clinic))
    page = open_page(desk_of(Role.RECEPTION))
    press(qtbot, page, "My calendar")
    dialog = page.findChildren(QFileDialog)[0]
    dialog.close()
    page.calendar.save_to(str(tmp_path / "mine.ics"))
    settle(qtbot, page)
    written = (tmp_path / "mine.ics").read_bytes()
    assert written.count(b"SUMMARY:Protected time") == 1
    assert b"Sam" not in written
    page.calendar.save_to(str(tmp_path / "nowhere" / "mine.ics"))
    settle(qtbot, page)
    assert "could not be written" in page.desk.messages.text  # type: ignore[attr-defined]
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".tmp"] == []


def test_what_is_owed_is_searched_and_saved_as_it_is_shown(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., SupportPage], tmp_path: Path
) -> None:
    """Ctrl+F narrows the lines, and Ctrl+E saves them, as on every list."""
    logged(clinic)
    leadership, _debrief = logged(clinic, Severity(6))
    page = open_page(desk)
    before = len(page.findChildren(OwedLine))
    assert page.offers("search")
    page.search()
    qtbot.keyClicks(QApplication.focusWidget(), "lEADÉRSHIP")
    qtbot.waitUntil(lambda: len([one for one in page.findChildren(OwedLine) if one.isVisible()]) == 1)
    assert "Leadership to tell" in texts(page)
    assert "Debriefs to plan" not in texts(page)
    page.export()
    page.findChildren(QFileDialog)[0].close()
    page.file.save_to(str(tmp_path / "owed.csv"))
    settle(qtbot, page)
    qtbot.waitUntil((tmp_path / "owed.csv").exists)
    heading, *rows = (tmp_path / "owed.csv").read_text("utf-8-sig").splitlines()
    assert heading == "Group,What is owed,About,When"
    assert len(rows) == 1
    assert rows[0].startswith("Leadership to tell,")
    assert leadership.incident.ref in rows[0]

    page.filter.search_for("nothing like this")
    qtbot.waitUntil(lambda: "Nothing matches this filter" in texts(page))
    press(qtbot, page, "Clear the filter")
    qtbot.waitUntil(lambda: len([one for one in page.findChildren(OwedLine) if one.isVisible()]) == before)


def test_words_are_looked_for_in_what_is_not_read_yet_too(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., SupportPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(support_page, "MOST_OWED", 2)
    for _turn in range(3):
        logged(clinic)
    page = open_page(desk)
    assert "These are the 2 that are due first, of 9." in texts(page)
    page.filter.search_for("debrief")
    qtbot.waitUntil(lambda: "that are due first" not in texts(page))
    assert len([one for one in page.findChildren(OwedLine) if one.isVisible()]) == 3


def test_the_committee_reads_of_no_support_but_its_own(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[..., SupportPage]
) -> None:
    logged(clinic)
    page = open_page(desk_of(Role.COMMITTEE))
    assert "Nothing is open for you" in texts(page)
    assert page.findChildren(OwedLine) == []


def test_a_monthly_round_is_planned_from_here(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., SupportPage]
) -> None:
    log_incident_with_support(clinic.as_role(Role.RECEPTION), a_threat(clinic, Severity(1)))
    page = open_page(desk)
    button(page, "Plan a monthly round …").click()
    question = dialog_of(page)
    assert question.site.currentText() == HARBOUR.name  # type: ignore[attr-defined]
    with qtbot.waitSignal(page.open_requested) as asked:
        button(question, "Plan it").click()
    assert asked.args is not None
    assert asked.args[0] == "debrief"


@pytest.mark.parametrize("look", ["dark", "contrast"])
def test_every_line_speaks_and_no_word_is_cut_at_double_size(
    qtbot: QtBot,
    desk: PageDesk,
    clinic: Clinic,
    open_page: Callable[..., SupportPage],
    speaks_names: Callable[[QWidget], None],
    look: str,
) -> None:
    logged(clinic)
    logged(clinic, Severity.THREAT, SAM.id)
    desk.theme.choose(look, 200)
    page = open_page(desk)
    speaks_names(page)
    assert clipped(page) == []


def test_two_debriefs_for_the_same_person_are_told_apart(
    desk: PageDesk, clinic: Clinic, open_page: Callable[..., SupportPage]
) -> None:
    first, _debrief = logged(clinic)
    clinic.clock.advance(HOUR)
    second, _debrief = logged(clinic)
    rows = [line.line for line in open_page(desk).findChildren(OwedLine)]
    to_plan = [row for row in rows if row.verb == "Plan it"]
    assert [row.what for row in to_plan] == ["Debrief for Rosa Reception"] * 2
    assert [row.about for row in to_plan] == [
        f"{first.incident.ref} · happened today, 9:00 AM",
        f"{second.incident.ref} · happened today, 10:00 AM",
    ]
    assert len({(row.what, row.about, row.when) for row in rows}) == len(rows)
