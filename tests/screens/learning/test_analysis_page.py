"""Working through a root cause analysis by keyboard: whys, causes, closing, and two people at once."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning import whys
from incident_tracker.domain.learning.actions import ActionDraft, Tier
from incident_tracker.domain.learning.analyses import Analysis, AnalysisStatus, TimelineEvent
from incident_tracker.domain.learning.factors import Evidence, Factor
from incident_tracker.domain.learning.statements import CausalStatement
from incident_tracker.domain.learning.whys import Why
from incident_tracker.domain.support.learning_items import LearningItem
from incident_tracker.usecases.learning.actions import assign_action
from incident_tracker.usecases.learning.analyses import list_analyses, save_analysis
from tests.screens.learning.analysis_at_desk import Opened, press, save, saved, type_text
from tests.screens.looking import button, clipped, keep_picture, texts
from tests.storage_fixtures import HARBOUR, MARIA, MONDAY_NINE, ROSA, Clinic
from tests.why_trees import grown
from ui.learning.action_dialogs import AssignQuestion
from ui.learning.analysis_page import AnalysisPage
from ui.learning.growing_field import GrowingField
from ui.page import PageDesk
from ui.widgets.message_bar import MessageBar


def test_the_tree_of_whys_grows_by_keyboard_alone(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis
) -> None:
    page.whys.go_here()
    type_text(qtbot, "The line stood out of the door")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Tab)  # in an answer just begun Tab asks why again
    type_text(qtbot, "Two of three desks were open")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    type_text(qtbot, "No cover is planned for sick days")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Qt.Key.Key_Backtab)
    type_text(qtbot, "Nobody said how long it takes")
    save(qtbot, page)
    tree = saved(clinic, analysis).whys
    assert [(depth, why.text) for depth, why in whys.walk(tree)] == [
        (0, "The line stood out of the door"),
        (1, "Two of three desks were open"),
        (2, "No cover is planned for sick days"),
        (0, "Nobody said how long it takes"),
    ]
    qtbot.waitUntil(lambda: len(page.whys.drawing.scene.points) == 5)  # the question and four answers


def test_passing_through_the_tree_changes_nothing(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis
) -> None:
    tree = grown(grown((), UUID(int=1), None, "one"), UUID(int=2), None, "two")
    page.whys.outline.put_back(tree)
    page.whys.outline.begin()
    for key in (Qt.Key.Key_Backtab, Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        press(qtbot, key)
    assert page.whys.outline.tree() == tree


def test_an_answer_taken_out_comes_back(
    qtbot: QtBot, page: AnalysisPage, messages: MessageBar, clinic: Clinic, analysis: Analysis
) -> None:
    tree = grown(grown((), UUID(int=1), None, "one"), UUID(int=2), UUID(int=1), "because of one")
    page.whys.outline.put_back(tree)
    page.whys.outline.begin()
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert page.whys.outline.tree() == ()
    messages.undo()
    save(qtbot, page)
    assert saved(clinic, analysis).whys == tree


def test_findings_stand_beside_the_part_they_are_about(qtbot: QtBot, page: AnalysisPage) -> None:
    page.statements.go_here()
    type_text(qtbot, "Rosa was careless and failed to call")
    said = texts(page.statements)
    assert "“careless” is a judgment." in said
    assert "“failed to”: not acting is a cause only if there was a duty to act." in said
    assert "“Rosa” is a name on the staff list. Say the role instead." in said
    assert "What did that lead to?" in said
    assert "Reads well" not in said
    line = next(iter(page.statements._lines.values()))
    line.parts["cause"].setPlainText("Two of three desks were closed from eight to ten")
    line.parts["effect"].setPlainText("people waited 40 minutes without a word")
    line.parts["event"].setPlainText("someone shouted at the desk")
    assert "is a judgment" not in texts(page.statements)
    assert "Reads well" in texts(page.statements)


def test_a_root_of_the_tree_begins_a_statement(qtbot: QtBot, page: AnalysisPage) -> None:
    tree = grown(grown((), UUID(int=1), None, "A long line"), UUID(int=2), UUID(int=1), "One desk was open")
    page.whys.outline.put_back(tree)
    button(page.statements, "Begin a statement from: One desk was open").click()
    statement = page.statements.written(page.written()).statements[0]
    assert (statement.cause, statement.effect, statement.event) == ("One desk was open", "A long line", "")


def test_closing_says_what_is_missing_at_its_place_and_then_closes(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis, messages: MessageBar
) -> None:
    assert texts(page.closing).count("Still open") == 4
    button(page.closing, "Close the analysis").click()
    qtbot.waitUntil(lambda: "Please name at least one factor within the clinic" in texts(page.factors))
    page.factors.take_over("STF1")
    assert "Please name" not in texts(page.factors)
    page.statements.go_here()
    for part, text in zip(
        ("cause", "effect", "event"), ("One desk of three is open", "waits grow", "someone shouts"), strict=True
    ):
        next(iter(page.statements._lines.values())).parts[part].setPlainText(text)
    page.views._views["equity_view"].setPlainText("People who need an interpreter wait longest.")
    button(page.closing, "Close the analysis").click()
    assert "Please save or discard first what you typed." in texts(page.closing)
    save(qtbot, page)
    assert "Please save or discard first" not in texts(page.closing)
    button(page.closing, "Close the analysis").click()
    qtbot.waitUntil(lambda: "All actions are of the weaker kind. Add a stronger one" in texts(page.closing))
    assert saved(clinic, analysis).status is AnalysisStatus.OPEN
    page.closing._reason.setPlainText("The lease forbids every change until May.")
    assert "Still open" not in texts(page.closing)
    save(qtbot, page)
    button(page.closing, "Close the analysis").click()
    qtbot.waitUntil(lambda: saved(clinic, analysis).status is AnalysisStatus.CLOSED)
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet)
    assert page.subject.question.isReadOnly()
    messages.undo()  # opens it again
    qtbot.waitUntil(lambda: not page.subject.question.isReadOnly())
    assert saved(clinic, analysis).factors == (Factor("STF1", Evidence.SAID),)


def test_the_time_line_knows_what_has_no_time(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis, messages: MessageBar
) -> None:
    page.timeline.go_here()
    first = next(iter(page.timeline._lines.values()))
    first.when.set_moment(MONDAY_NINE, False)
    first.what.setPlainText("The line reached the door")
    first.source.setText("camera")
    page.timeline._add_event()
    second = list(page.timeline._lines.values())[1]
    assert second.step().at == MONDAY_NINE  # begins where the one before was
    second.removal.click()
    page.timeline._add_event()
    last = list(page.timeline._lines.values())[1]
    last.when.set_moment(None, False)
    last.what.setPlainText("Someone asked twice how long it takes")
    save(qtbot, page)
    steps = saved(clinic, analysis).timeline
    assert [(step.at, step.text) for step in steps] == [
        (MONDAY_NINE, "The line reached the door"),
        (None, "Someone asked twice how long it takes"),
    ]
    assert "Time not known" in texts(page.timeline)


def test_an_empty_question_is_refused_at_the_question(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis
) -> None:
    page.subject.question.setPlainText("")
    save(qtbot, page)
    assert "Please fill this in." in texts(page.subject) or page.subject._problem.isVisible()
    assert saved(clinic, analysis).question == analysis.question


def test_a_new_analysis_of_several_alike(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, incident_ids: tuple[UUID, ...], opened: Opened
) -> None:
    page = AnalysisPage(desk)
    opened(page, ("new", incident_ids[:1]))
    page.save()
    qtbot.waitUntil(lambda: page.fresh._form.field("question").property("refused") is True)
    page.fresh.question.setPlainText("Why on Mondays?")
    picker = page.fresh.incidents
    other = next(
        picker.list.item(place)
        for place in range(picker.list.count())
        if picker.list.item(place).data(Qt.ItemDataRole.UserRole) == incident_ids[1]
    )
    picker.list.setCurrentItem(other)
    qtbot.keyClick(picker.list, Qt.Key.Key_Space)
    assert set(picker.chosen()) == set(incident_ids[:2])
    page.save()
    qtbot.waitUntil(lambda: page._id is not None and desk.runner.is_quiet)
    (row,) = list_analyses(clinic.as_role(Role.MANAGER))
    assert (row.question, row.incidents) == ("Why on Mondays?", 2)
    assert page.subject.question.text() == "Why on Mondays?"
    assert "To begin by" in page._frame.note.text()


def test_every_field_of_a_full_page_is_named_and_nothing_is_cut(
    qtbot: QtBot,
    desk: PageDesk,
    clinic: Clinic,
    analysis: Analysis,
    opened: Opened,
    speaks_names: Callable[[QWidget], None],
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    tree = grown(grown((), UUID(int=1), None, "A long line"), UUID(int=2), UUID(int=1), "One desk was open")
    statement = CausalStatement(UUID(int=3), "careless", "waits", "")
    save_analysis(
        manager,
        replace(analysis, whys=tree, factors=(Factor("STF1"), Factor("PAT1")), statements=(statement,)),
        analysis.version,
    )
    draft = ActionDraft("Float receptionist", MARIA.id, MONDAY_NINE.date(), Tier.WEAKER, "training", analysis.id)
    assign_action(manager, draft, HARBOUR.id)
    page = AnalysisPage(desk)
    opened(page, analysis.id)
    page.timeline.go_here()
    page.resize(1024, 3200)
    qtbot.waitUntil(lambda: page.height() == 3200)
    keep_picture(page, "analysis")
    speaks_names(page)
    assert clipped(page) == []


def test_looking_at_an_analysis_changes_nothing(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, analysis: Analysis, opened: Opened
) -> None:
    odd = "\u202e odd \u00a0 text \u2028 stays \x07 odd"
    event = TimelineEvent(UUID(int=5), MONDAY_NINE.replace(second=17), odd, odd)
    written = replace(
        analysis,
        timeline=(event,),
        whys=(Why(UUID(int=1), None, odd),),
        staff_view=odd,
        statements=(CausalStatement(UUID(int=2), odd, odd, odd),),
    )
    before = save_analysis(clinic.as_role(Role.MANAGER), written, analysis.version)
    page = AnalysisPage(desk)
    opened(page, analysis.id)
    assert page.written() == before
    save(qtbot, page)
    assert saved(clinic, analysis).version == before.version


def test_what_was_learned_in_a_debrief_becomes_a_factor_or_an_action(qtbot: QtBot, page: AnalysisPage) -> None:
    item = LearningItem(UUID(int=6), UUID(int=7), HARBOUR.id, "COM2", "Say how long the wait is", MONDAY_NINE, ROSA.id)
    page._add_learned((item,))
    qtbot.waitUntil(lambda: "Say how long the wait is" in texts(page.factors))
    button(page, "Take over as a factor: Say how long the wait is").click()
    assert page.written().factors == (Factor("COM2", Evidence.SAID),)
    button(page, "Make it an action: Say how long the wait is").click()
    qtbot.waitUntil(lambda: any(isinstance(w, AssignQuestion) for w in QApplication.topLevelWidgets()))
    question = next(w for w in QApplication.topLevelWidgets() if isinstance(w, AssignQuestion) and w.isVisible())
    form = question.action_form
    assert (form.text.text(), form.owner.code(), form.factor.code()) == (item.text, ROSA.id, "COM2")
    question.reject()


def test_the_bar_on_top_leads_to_each_section(qtbot: QtBot, page: AnalysisPage) -> None:
    button(page, "Closing, to come").click()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.closing.isAncestorOf(focused)
    assert not page.closing.visibleRegion().isEmpty()
    assert button(page, "Closing, you are here").isChecked()


def test_the_bar_says_what_is_done_and_where_one_is(qtbot: QtBot, page: AnalysisPage) -> None:
    assert button(page, "Question, you are here, and it is done").isChecked()
    assert not button(page, "Whys, to come").isChecked()
    button(page, "Whys, to come").click()
    button(page, "Another answer").click()
    type_text(qtbot, "The phones are not answered before nine")
    save(qtbot, page)
    assert button(page, "Question, done")
    assert button(page, "Whys, you are here, and it is done").isChecked()
    page._frame.area.verticalScrollBar().setValue(0)
    assert button(page, "Question, you are here, and it is done").isChecked()


def test_a_field_grows_with_its_words_at_every_width(qtbot: QtBot, desk: PageDesk) -> None:
    field = GrowingField(most_lines=4)
    qtbot.addWidget(field)
    field.show_text("One of three agents is on the phones before nine, and the rota starts an hour late. " * 2)
    field.show()
    heights = set()
    for width in range(200, 900, 7):
        field.resize(width, field.height())
        QApplication.processEvents()
        heights.add(field.height())
    assert len(heights) > 1
    field.setPlainText("word " * 400)
    assert field.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
    field.setPlainText("word")
    assert field.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_a_new_analysis_begun_before_the_other_has_come_stays_open(
    qtbot: QtBot, desk: PageDesk, analysis: Analysis, opened: Opened
) -> None:
    page = AnalysisPage(desk)
    qtbot.addWidget(page)
    left: list[bool] = []
    page.back_requested.connect(lambda: left.append(True))

    page.open(analysis.id)
    page.open(("new", ()))
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet)

    assert page.fresh.isVisibleTo(page)
    assert not left
