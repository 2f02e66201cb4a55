"""The plan of actions: whose, until when, done, taken up again, and whether it helped."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.release import told_day
from incident_tracker.domain.learning.actions import Action, ActionDraft, ActionEffect, ActionStatus, Measure, Tier
from incident_tracker.usecases.learning.actions import assign_action, end_action, list_plan
from tests.screens.looking import button, keep_picture, texts
from tests.storage_fixtures import HARBOUR, MARIA, MONDAY_NINE, ROSA, Clinic
from ui.learning.action_dialogs import AssignQuestion, EffectQuestion, EndQuestion
from ui.learning.actions_page import ActionsPage
from ui.page import PageDesk
from ui.widgets.column_memory import ColumnMemory
from ui.widgets.message_bar import MessageBar

TODAY = MONDAY_NINE.date()
Opened = Callable[[ActionsPage, object], QWidget]


def dialog(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    def shown() -> list[QDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def menu(qtbot: QtBot, page: ActionsPage) -> dict[str, QAction]:
    """What the menu of the current row offers, opened by Shift+F10."""
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    offered = {one.text().replace("&", ""): one for one in opened.actions()}
    opened.close()
    return offered


@pytest.fixture
def action(clinic: Clinic) -> Action:
    """Rosa's action, due in two weeks, with a measure."""
    measure = Measure("shouting on Mondays", "Mondays", 10.0, TODAY + timedelta(days=60))
    draft = ActionDraft(
        "Float receptionist on Mondays",
        ROSA.id,
        TODAY + timedelta(days=14),
        Tier.INTERMEDIATE,
        "staffing_workload",
        measure=measure,
    )
    return assign_action(clinic.as_role(Role.MANAGER), draft, HARBOUR.id)


@pytest.fixture
def plan(clinic: Clinic) -> Callable[[], list[Action]]:
    """Gives the plan as it is stored."""
    return lambda: list(list_plan(clinic.as_role(Role.MANAGER)))


def test_an_action_is_done_taken_up_again_and_dropped_with_a_reason(
    qtbot: QtBot, desk: PageDesk, action: Action, opened: Opened, plan: Callable[[], list[Action]], messages: MessageBar
) -> None:
    page = ActionsPage(desk)
    opened(page, None)
    qtbot.waitUntil(lambda: "Float receptionist on Mondays" in texts(page))
    button(page, f"Done: {action.text}").click()
    question = dialog(qtbot, EndQuestion)
    question.accept()
    qtbot.waitUntil(lambda: plan()[0].status is ActionStatus.DONE)
    qtbot.waitUntil(lambda: messages.can_undo)
    messages.undo()
    qtbot.waitUntil(lambda: plan()[0].open and desk.runner.is_quiet)
    menu(qtbot, page)["Drop"].trigger()
    question = dialog(qtbot, EndQuestion)
    question.accept()  # without a reason it stays open and says so
    qtbot.waitUntil(lambda: question.verb.isEnabled() and desk.runner.is_quiet)  # type: ignore[attr-defined]
    assert question.isVisible()
    question._outcome.setPlainText("The budget went to the quiet room.")  # type: ignore[attr-defined]
    question.accept()
    qtbot.waitUntil(lambda: plan()[0].status is ActionStatus.DROPPED)


def test_the_kind_is_asked_once_there_is_one_to_choose(
    qtbot: QtBot, desk: PageDesk, opened: Opened, plan: Callable[[], list[Action]]
) -> None:
    """Before its strength is known no kind fits: a question with nothing below it looks broken."""
    page = ActionsPage(desk)
    opened(page, None)
    button(page, "Add an action").click()
    question = dialog(qtbot, AssignQuestion)
    assert isinstance(question, AssignQuestion)
    form = question.action_form
    assert "Kind of action" not in texts(question)
    question.accept()
    assert "Please choose how strong it is." in texts(question)
    assert "Please choose the kind that fits best." not in texts(question)
    button(form.tier, "Strength: Stronger").click()
    assert "Kind of action" in texts(question)
    question.accept()
    assert "Please choose the kind that fits best." in texts(question)
    assert plan() == []


def test_a_new_action_is_asked_field_by_field(
    qtbot: QtBot,
    desk: PageDesk,
    opened: Opened,
    plan: Callable[[], list[Action]],
    speaks_names: Callable[[QWidget], None],
) -> None:
    page = ActionsPage(desk)
    opened(page, None)
    assert "Nothing is planned yet" in texts(page)
    button(page, "Add an action").click()
    question = dialog(qtbot, AssignQuestion)
    assert isinstance(question, AssignQuestion)
    form = question.action_form
    question.accept()
    assert "Please choose one person to do it." in texts(question)
    form.text.setPlainText("The same late rule at all desks")
    form.owner.choose(MARIA.id)
    qtbot.keyClick(QApplication.focusWidget() or form, Qt.Key.Key_Tab)
    form.tier.choose(Tier.STRONGER)
    form._offer_categories()
    assert "standardise" in [choice.code for choice in form.category._choices]
    assert "training" not in [choice.code for choice in form.category._choices]
    form.category.choose("standardise")
    form.measured.setChecked(True)
    speaks_names(question)
    keep_picture(question, "action_form")
    question.accept()
    assert "Please say what is counted, and out of what." in texts(question)
    form.counted.setText("shouting")
    form.among.setText("days")
    form.threshold.setText("5")
    question.accept()
    qtbot.waitUntil(lambda: len(plan()) == 1)
    (made,) = plan()
    assert (made.text, made.owner_id, made.tier) == ("The same late rule at all desks", MARIA.id, Tier.STRONGER)
    assert made.measure is not None
    assert (made.measure.numerator, made.measure.threshold) == ("shouting", 5.0)
    qtbot.waitUntil(lambda: page.table.total == 1 and desk.runner.is_quiet)


def test_whether_it_helped_is_noted_on_the_plan(
    qtbot: QtBot, desk: PageDesk, action: Action, opened: Opened, plan: Callable[[], list[Action]]
) -> None:
    page = ActionsPage(desk)
    opened(page, action.id)
    qtbot.waitUntil(lambda: "Float receptionist on Mondays" in texts(page))
    button(page, f"Did it help?: {action.text}").click()
    question = dialog(qtbot, EffectQuestion)
    question.accept()
    assert "Please choose what fits best." in texts(question)
    question._chips.choose(ActionEffect.BETTER)  # type: ignore[attr-defined]
    question.accept()
    qtbot.waitUntil(lambda: (m := plan()[0].measure) is not None and m.effect is ActionEffect.BETTER)
    qtbot.waitUntil(lambda: "It got better" in texts(page))


def test_waiting_is_said_without_blame(
    qtbot: QtBot, desk: PageDesk, action: Action, opened: Opened, clinic: Clinic
) -> None:
    clinic.clock.advance(timedelta(days=16))
    page = ActionsPage(desk)
    opened(page, None)
    qtbot.waitUntil(lambda: "waiting since" in texts(page))
    assert "overdue" not in texts(page).lower()


def test_the_receptionist_sees_and_ends_what_is_her_own(
    qtbot: QtBot,
    clinic: Clinic,
    action: Action,
    desk_of: Callable[[Role], PageDesk],
    opened: Opened,
    plan: Callable[[], list[Action]],
) -> None:
    other = ActionDraft("Second exit", MARIA.id, TODAY + timedelta(days=9), Tier.STRONGER, "physical_change")
    assign_action(clinic.as_role(Role.MANAGER), other, HARBOUR.id)
    page = ActionsPage(desk_of(Role.RECEPTION))
    opened(page, None)
    assert page.table.total == 1
    assert "Change" not in [b.text() for b in page.findChildren(QWidget) if hasattr(b, "text") and b.isVisible()]
    qtbot.waitUntil(lambda: "Float receptionist on Mondays" in texts(page))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == f"Done: {action.text}"
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    dialog(qtbot, EndQuestion).accept()
    qtbot.waitUntil(lambda: next(a for a in plan() if a.id == action.id).status is ActionStatus.DONE)
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet)
    qtbot.waitUntil(lambda: "Nothing open here" in texts(page))
    button(page, "Show all actions").click()
    qtbot.waitUntil(lambda: page.table.total == 1)


def test_mine_and_everybodys(
    qtbot: QtBot,
    desk: PageDesk,
    clinic: Clinic,
    action: Action,
    opened: Opened,
    speaks_names: Callable[[QWidget], None],
) -> None:
    mine = ActionDraft("Second exit", MARIA.id, TODAY + timedelta(days=9), Tier.STRONGER, "physical_change")
    assign_action(clinic.as_role(Role.MANAGER), mine, HARBOUR.id)
    page = ActionsPage(desk)
    opened(page, None)
    assert page.table.total == 2
    speaks_names(page)
    page.filter.choose("whose", "mine")
    qtbot.waitUntil(lambda: page.table.total == 1)
    qtbot.waitUntil(lambda: "Second exit" in texts(page))


def test_the_committee_sees_the_plan_of_all_sites(
    action: Action, desk_of: Callable[[Role], PageDesk], opened: Opened
) -> None:
    page = ActionsPage(desk_of(Role.COMMITTEE))
    opened(page, None)
    assert page.table.total == 1
    shown = page.table.current()
    assert (shown.text, shown.due_on) == (action.text, told_day(action.due_on))
    (owner,) = (column for column in page.table.all_columns if column.key == "owner")
    assert owner.text(shown) == "Receptionist"


def test_views_say_what_waits_and_when_to_ask_whether_it_helped(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, action: Action, opened: Opened, plan: Callable[[], list[Action]]
) -> None:
    late = ActionDraft("Second exit", MARIA.id, TODAY + timedelta(days=2), Tier.STRONGER, "physical_change")
    assign_action(clinic.as_role(Role.MANAGER), late, HARBOUR.id)
    clinic.clock.advance(timedelta(days=3))
    page = ActionsPage(desk)
    opened(page, None)
    assert button(page, "Time to ask if it helped 0").isVisible()
    button(page, "Past the agreed day 1").click()
    qtbot.waitUntil(lambda: page.table.total == 1 and page.table.current().text == "Second exit")
    end_action(clinic.as_role(Role.MANAGER), action.id, ActionStatus.DONE, "Since May", action.version)
    clinic.clock.advance(timedelta(days=60))
    page.refresh()
    qtbot.waitUntil(lambda: desk.runner.is_quiet and button(page, "Time to ask if it helped 1").isVisible())
    button(page, "Time to ask if it helped 1").click()
    qtbot.waitUntil(lambda: page.table.total == 1 and page.table.current().id == action.id)


def test_the_preview_is_there_at_first_and_stays_hidden_once_someone_hid_it(
    qtbot: QtBot, desk: PageDesk, action: Action, opened: Opened, tmp_path: Path
) -> None:
    ColumnMemory.remember_in(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    page = ActionsPage(desk)
    opened(page, None)
    assert page.master.pane.isVisible()
    assert page.table.isVisible()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.master.pane.isVisible()
    again = ActionsPage(desk)
    opened(again, None)
    qtbot.waitUntil(lambda: again.table.total == 1)
    assert not again.master.pane.isVisible()


def test_several_rows_are_printed_but_only_one_is_changed(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, action: Action, opened: Opened
) -> None:
    other = ActionDraft("Second exit", MARIA.id, TODAY + timedelta(days=9), Tier.STRONGER, "physical_change")
    assign_action(clinic.as_role(Role.MANAGER), other, HARBOUR.id)
    page = ActionsPage(desk)
    opened(page, None)
    assert {"Done", "Change", "Drop", "Preview", "Print the list"} <= menu(qtbot, page).keys()
    page.table.selectAll()
    several = menu(qtbot, page).keys()
    assert "Print 2 rows" in several
    assert not {"Done", "Change", "Drop", "Preview"} & several
