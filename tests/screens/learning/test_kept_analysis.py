"""Leaving an analysis keeps what was typed as the person's own draft; the analysis changes only when they save."""

import os
import signal
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.store import open_store
from incident_tracker.bootstrap import new_id
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.errors import NotAllowed
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.learning.factors import Factor
from incident_tracker.domain.learning.statements import CausalStatement
from incident_tracker.domain.learning.versions import UnsavedAnalysis
from incident_tracker.ports.context import Context
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.capture.drafts import list_drafts
from incident_tracker.usecases.learning.analyses import close_analysis, save_analysis
from incident_tracker.usecases.learning.drafts import find_analysis_draft, keep_analysis
from incident_tracker.usecases.oversight.today import Matter, TodayItem, list_today
from tests.screens.learning.analysis_at_desk import Opened, kept, press, save, saved, type_text
from tests.screens.looking import button, texts
from tests.storage_fixtures import DEVICE, HARBOUR, MONDAY_NINE, Clinic, Clock, keep, open_keys
from ui.learning.analysis_page import AnalysisPage
from ui.oversight.today_line import TodayLine
from ui.oversight.today_page import TodayPage
from ui.page import PageDesk
from ui.widgets.message_bar import MessageBar

WHY = "The line stood out of the door"
VIEW = "We were two instead of three."
NINA = User(UUID(int=0x99), "nina", Role.MANAGER, None, frozenset({HARBOUR.id}))


@pytest.fixture
def nina(clinic: Clinic) -> Context:
    """A second manager of the same site."""
    with clinic.store.write() as unit:
        unit.users.add(NINA)
        keep(unit)
    return clinic.as_user(NINA)


def on_today(clinic: Clinic) -> list[TodayItem]:
    items = list_today(clinic.as_role(Role.MANAGER), "America/Los_Angeles")
    return [one for one in items if one.matter is Matter.ANALYSIS_DRAFT]


def type_why(qtbot: QtBot, page: AnalysisPage) -> None:
    page.whys.go_here()
    type_text(qtbot, WHY)


def whys(analysis: Analysis) -> list[str]:
    return [why.text for why in analysis.whys]


def test_going_away_keeps_a_draft_and_coming_back_shows_it_until_it_is_saved(
    qtbot: QtBot,
    page: AnalysisPage,
    desk: PageDesk,
    clinic: Clinic,
    analysis: Analysis,
    opened: Opened,
    messages: MessageBar,
) -> None:
    maria = clinic.as_role(Role.MANAGER)
    assert "Everything is saved." in texts(page.writing.foot)
    type_why(qtbot, page)
    kept(qtbot, page)
    assert saved(clinic, analysis) == analysis
    assert "kept as your draft" in texts(page.writing.foot)
    assert f"What you typed in {analysis.ref} is kept as your draft." in messages.text
    (item,) = on_today(clinic)
    assert (item.analysis_id, item.ref) == (analysis.id, analysis.ref)
    assert list_drafts(maria) == ()

    again = AnalysisPage(desk)
    opened(again, analysis.id)
    foot = again.writing.foot
    assert whys(again.written()) == [WHY]
    assert "You have changes that are not saved, from" in texts(foot)
    assert foot.discard.isVisible()
    again.whys.go_here()
    again.save()
    qtbot.waitUntil(lambda: saved(clinic, analysis).version == analysis.version + 1)
    qtbot.waitUntil(lambda: "Saved " in texts(foot) and not foot.discard.isVisible())
    assert whys(saved(clinic, analysis)) == [WHY]
    assert (find_analysis_draft(maria, analysis.id), on_today(clinic)) == (None, [])


def test_a_pause_keeps_it_and_typing_it_back_leaves_no_draft(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis, messages: MessageBar
) -> None:
    maria, question, foot = clinic.as_role(Role.MANAGER), page.subject.question, page.writing.foot
    question.setFocus()
    question.moveCursor(question.textCursor().MoveOperation.End)
    type_text(qtbot, "!")
    qtbot.waitUntil(lambda: find_analysis_draft(maria, analysis.id) is not None)
    press(qtbot, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: find_analysis_draft(maria, analysis.id) is None)
    qtbot.waitUntil(lambda: "Everything is saved." in texts(foot) and not foot.discard.isVisible())
    save(qtbot, page)
    assert messages.text == "Everything is saved."
    assert saved(clinic, analysis) == analysis


@pytest.mark.parametrize("was_kept", [True, False], ids=["kept", "not kept yet"])
def test_what_was_discarded_comes_back_within_ten_seconds(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis, messages: MessageBar, was_kept: bool
) -> None:
    foot = page.writing.foot
    type_why(qtbot, page)
    if was_kept:
        kept(qtbot, page)
    button(foot, "Discard what I typed").click()
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet)
    assert page.written() == analysis
    assert page.focusWidget() is foot.save
    assert messages.text == "Discarded. The analysis is as it was saved."
    assert find_analysis_draft(clinic.as_role(Role.MANAGER), analysis.id) is None
    with qtbot.waitSignal(page.open_requested) as asked:
        messages.undo()
    assert asked.args == ["analysis", analysis.id]
    page.open(analysis.id)
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet)
    assert whys(page.written()) == [WHY]
    assert foot.discard.isVisible()
    assert saved(clinic, analysis) == analysis


def test_a_draft_meets_what_others_saved_since_and_a_choice_is_asked_only_where_both_wrote(
    qtbot: QtBot,
    page: AnalysisPage,
    desk: PageDesk,
    clinic: Clinic,
    analysis: Analysis,
    opened: Opened,
    nina: Context,
) -> None:
    type_why(qtbot, page)
    page.views._views["staff_view"].setPlainText("mine")
    kept(qtbot, page)
    theirs = replace(analysis, factors=(Factor("STF1"),), staff_view="theirs")
    save_analysis(nina, theirs, analysis.version)
    again = AnalysisPage(desk)
    opened(again, analysis.id)
    qtbot.waitUntil(again.clash.isVisible)
    save(qtbot, again)  # not before it is chosen
    assert saved(clinic, analysis).staff_view == "theirs"
    button(again.clash, "Keep mine: The people who work here").click()
    qtbot.waitUntil(lambda: not again.clash.isVisible())
    assert saved(clinic, analysis).staff_view == "theirs"  # nothing is written without Save
    save(qtbot, again)
    both = saved(clinic, analysis)
    assert (both.staff_view, both.factors, whys(both)) == ("mine", (Factor("STF1"),), [WHY])
    assert find_analysis_draft(clinic.as_role(Role.MANAGER), analysis.id) is None


def test_the_draft_of_one_manager_is_not_brought_to_another(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis, nina: Context
) -> None:
    maria = clinic.as_role(Role.MANAGER)
    type_why(qtbot, page)
    kept(qtbot, page)
    assert find_analysis_draft(nina, analysis.id) is None
    hers = keep_analysis(nina, UnsavedAnalysis(analysis, replace(analysis, staff_view=VIEW)))
    assert hers == find_analysis_draft(nina, analysis.id)
    save_analysis(nina, replace(analysis, staff_view=VIEW), analysis.version)
    assert find_analysis_draft(nina, analysis.id) is None
    draft = find_analysis_draft(maria, analysis.id)
    assert draft is not None
    assert whys(draft.typed.written) == [WHY]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_who_may_not_write_an_analysis_keeps_no_draft_of_it(clinic: Clinic, analysis: Analysis, role: Role) -> None:
    with pytest.raises(NotAllowed):
        keep_analysis(clinic.as_role(role), UnsavedAnalysis(analysis, replace(analysis, staff_view=VIEW)))
    with pytest.raises(NotAllowed):
        find_analysis_draft(clinic.as_role(role), analysis.id)


def test_one_that_someone_closed_meanwhile_keeps_the_draft_until_it_is_open_again(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis, nina: Context
) -> None:
    foot = page.writing.foot
    whole = replace(
        analysis,
        factors=(Factor("STF1"),),
        statements=(CausalStatement(UUID(int=3), "One desk of three is open", "waits grow", "someone shouts"),),
        equity_view="People who need an interpreter wait longest.",
    )
    type_why(qtbot, page)
    ready = save_analysis(nina, whole, analysis.version)
    close_analysis(nina, analysis.id, ready.version, "The lease forbids every change until May.")
    page.save()
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet and "It was closed." in texts(foot))
    assert page.subject.question.isReadOnly()
    assert not foot.save.isVisible()
    button(page.closing, "Open it again").click()
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet and foot.save.isVisible())
    save(qtbot, page)
    both = saved(clinic, analysis)
    assert (whys(both), both.factors) == ([WHY], (Factor("STF1"),))


def test_the_line_on_today_opens_the_analysis_and_delete_discards_the_draft(
    qtbot: QtBot, page: AnalysisPage, desk: PageDesk, clinic: Clinic, analysis: Analysis
) -> None:
    type_why(qtbot, page)
    kept(qtbot, page)
    today = TodayPage(desk)
    qtbot.addWidget(today)
    today.show()
    today.refresh()
    qtbot.waitUntil(lambda: desk.runner.is_quiet and bool(today.findChildren(TodayLine)))
    line = next(
        one
        for one in today.findChildren(TodayLine)
        if analysis.ref in f"{one.accessibleName()} {one.accessibleDescription()}"
    )
    with qtbot.waitSignal(today.open_requested) as asked:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == ["analysis", analysis.id]
    QTest.keyClick(line, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: desk.runner.is_quiet and on_today(clinic) == [])
    assert saved(clinic, analysis) == analysis


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writer is forked off")
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_a_kill_loses_nothing_that_was_kept(clinic: Clinic, analysis: Analysis, store_path: Path) -> None:
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
            ctx = Clinic(store, Clock(), new_id).as_role(Role.MANAGER)  # type: ignore[arg-type]  # real ids
            keep_analysis(ctx, UnsavedAnalysis(analysis, replace(analysis, staff_view=VIEW)))
            os.write(tell, b"kept")
            signal.pause()
        finally:
            os._exit(1)
    os.close(tell)
    with os.fdopen(told, "rb") as words:
        assert words.read(4) == b"kept"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    draft = find_analysis_draft(clinic.as_role(Role.MANAGER), analysis.id)
    assert draft is not None
    assert (draft.typed.base, draft.typed.written.staff_view) == (analysis, VIEW)
    assert saved(clinic, analysis) == analysis


def test_half_a_time_of_a_step_waits_in_the_draft_and_is_not_left_out_in_silence(
    qtbot: QtBot, page: AnalysisPage, desk: PageDesk, clinic: Clinic, analysis: Analysis, opened: Opened
) -> None:
    page.timeline.go_here()
    type_text(qtbot, "half pa")
    next(iter(page.timeline._lines.values())).what.setFocus()
    type_text(qtbot, "The line stood out of the door")
    page.save()
    qtbot.waitUntil(lambda: page.timeline._problem.isVisible() and desk.runner.is_quiet)
    assert saved(clinic, analysis) == analysis

    again = AnalysisPage(desk)
    opened(again, analysis.id)
    (line,) = again.timeline._lines.values()
    assert (line.when.shown(), line.what.text()) == ("half pa", "The line stood out of the door")
    line.when.set_moment(clinic.clock())
    again.save()
    qtbot.waitUntil(lambda: saved(clinic, analysis).version == analysis.version + 1)
    assert [step.at for step in saved(clinic, analysis).timeline] == [clinic.clock()]
