"""A whole record is completed without the mouse: one key for most answers, and no part loses the keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.deescalation import Resolved, TechniqueEffect
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.help_calls import HelpCall
from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.capture.parties import Need, PartyRole, PersonOfConcern, Repeat, Ripple
from incident_tracker.domain.capture.phone_calls import Direction, EndedBy, PhoneCall
from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.capture.statutory import Loggable
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.screens.looking import button, texts
from tests.screens.test_focus_after_commands import arrive, focused
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import ALEX, CHECK_IN, HARBOUR, ROSA, Clock
from ui.app import Screen
from ui.capture.incident_page import IncidentPage

KEYS = {"tab": Qt.Key.Key_Tab, "enter": Qt.Key.Key_Return, "space": Qt.Key.Key_Space}
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Keys:
    """Presses keys wherever the focus is, and counts them; letters of free text are typed and not counted."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.pressed = 0

    def __call__(self, keys: str) -> None:
        """Keys by name or letter, with a blank between them: "tab 3 alt+n"."""
        for key in keys.split():
            modifier, _plus, name = key.rpartition("+")
            code = KEYS.get(name) or Qt.Key(ord(name.upper()))
            held = {"alt": ALT, "ctrl": CTRL}.get(modifier, Qt.KeyboardModifier.NoModifier)
            QTest.keyClick(focused(self.window), code, held)
            self.pressed += 1
            QApplication.processEvents()

    def write(self, words: str) -> None:
        """Free text."""
        QTest.keyClicks(focused(self.window), words)
        QApplication.processEvents()


@pytest.fixture
def keys(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Keys:
    """The keyboard of the manager, in the real window."""
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("maria")
    return Keys(window)


def begin(keys: Keys, channel: str) -> Incident:
    """Rosa logs a threat; the manager looks at it."""
    clinic = keys.window.clinic
    draft = IncidentDraft(
        clinic.clock(),
        site_id=HARBOUR.id,
        desk_id=CHECK_IN.id,
        channel=channel,
        kind="threat",
        severity=Severity.THREAT,
    )
    incident = log_incident_with_support(clinic.as_role(Role.RECEPTION), draft).incident
    keys.window.workspace.go("incident", incident.id)
    arrive(keys.window)
    return incident


def saved(keys: Keys, incident: Incident) -> Details:
    """What is in the record after saving."""
    keys("ctrl+enter")
    arrive(keys.window)
    found = show_incident(keys.window.clinic.as_role(Role.MANAGER), incident.id).incident
    assert found.version == incident.version + 1
    return found.details


def test_the_record_that_once_took_175_keys_takes_30(keys: Keys) -> None:
    """Who was affected, trigger, warning sign, two techniques with their effect, outcome, how far it went, police no,
    two factors, and the answer of the statutory log.
    """
    incident = begin(keys, "in_person_desk")
    keys("alt+c")
    keys.write("He asked for his letter and would not stop shouting.")
    keys("alt+n 6")
    keys("alt+n 1 tab 2 5 enter tab 6 1 9 2 tab 1")
    keys("alt+n 1 3 alt+p 2")
    keys("alt+n alt+p 1")
    keys("alt+n 2 1")
    keys("alt+n 2")
    details = saved(keys, incident)
    assert keys.pressed <= 30
    assert [(one.person_id, one.distress) for one in details.affected] == [(ROSA.id, 6)]
    course = details.deescalation
    assert (len(course.triggers), [one.lead_minutes for one in course.signs]) == (1, [5])
    assert [one.effect for one in course.steps] == [TechniqueEffect.CALMER, TechniqueEffect.SAME]
    assert course.outcome == "at_desk"
    assert (details.ripple, details.police) == (Ripple(bystander_patients=2), None)
    assert len(details.factors) == 2
    assert details.statutory.loggable.answer is Loggable.NO


def test_a_long_record_of_a_call_is_completed_in_one_pass(keys: Keys) -> None:
    """A call of someone who called before: two people, what was tried, who came, the police, and the law."""
    incident = begin(keys, "phone_in")
    keys("alt+c")
    keys.write("He said he would come over.")
    keys("alt+m 8 tab 1 tab 1 1")
    keys("alt+n 6 2 space enter a l enter 2 3")
    keys("alt+n 2 1 tab 2 5 enter tab 6 1 5 3 tab 6 3 7")
    keys("alt+n 1 3")
    keys.write("K-4711")
    keys("tab 2")
    keys("alt+n")
    keys.write("phone")
    keys("tab 4 tab")
    keys.write("the charge nurse")
    keys("tab 1 3 enter 4 1 2 1")
    keys.write("supervisor")
    keys("tab 1")
    keys("alt+n 2 1")
    keys("alt+n 2")
    keys.write("A threat by phone, and no one was hurt.")
    details = saved(keys, incident)

    assert keys.pressed <= 60  # the call takes 7 of them, a second person 6, and the police 12
    assert details.phone == PhoneCall(Direction.INBOUND, 8, 1, EndedBy.CALLER, warning_given=True)
    assert [(one.person_id, one.role, one.distress, one.felt_threatened, one.need) for one in details.affected] == [
        (ROSA.id, PartyRole.TARGETED, 6, True, Need.BREAK),
        (ALEX.id, PartyRole.WITNESS, 3, None, None),
    ]
    course = details.deescalation
    assert (len(course.triggers), course.outcome, course.resolved) == (2, "call_ended", Resolved.NO)
    assert [one.effect for one in course.steps] == [TechniqueEffect.CALMER, TechniqueEffect.WORSE]
    assert details.duration_minutes == 7
    assert details.person_of_concern == PersonOfConcern("client", Repeat.YES, "K-4711")
    assert details.ripple == Ripple(bystander_patients=2)
    assert details.help_call == HelpCall("phone", 4, "the charge nurse")
    police = details.police
    assert details.security_called
    assert police is not None
    assert (police.called, police.criterion, len(police.alternatives_tried)) == (True, "credible_threat", 2)
    assert (police.immediate_danger, police.weapon, police.could_be_handled_clinically) == (True, False, True)
    assert (police.decided_by_role, police.second_person_consulted) == ("supervisor", True)
    assert len(details.factors) == 2
    assert details.statutory.loggable.reason == "A threat by phone, and no one was hurt."


def test_the_person_who_reports_it_can_be_taken_out_and_stays_out(keys: Keys) -> None:
    incident = begin(keys, "in_person_desk")
    keys("alt+c alt+n")
    page = keys.window.page
    assert isinstance(page, IncidentPage)
    assert "Reported it. Take out if it happened to someone else." in texts(page.form.people)
    button(page.form.people, "Take out Rosa Reception").click()
    keys("alt+n")
    page.form.steps.go(1)
    assert page.form.people.people() == ()
    assert saved(keys, incident).affected == ()


def test_enter_goes_past_what_is_optional_and_presses_the_button_it_is_on(keys: Keys) -> None:
    """Tab still comes to every field; a weapon that was named is not asked again about the police."""
    begin(keys, "in_person_desk")
    keys("alt+c alt+n alt+n alt+n")
    page = keys.window.page
    assert isinstance(page, IncidentPage)
    form = page.form
    form.around.weapon.choose(Weapon.SHOWN)
    keys("alt+n")
    assert focused(keys.window) is form.helped.how
    keys("enter 2 3")
    assert form.helped.tried.isAncestorOf(focused(keys.window))
    assert form.helped.weapon.answer() is True
    keys("tab")
    assert form.helped.possible.isAncestorOf(focused(keys.window))
    keys("enter")
    assert form.helped.criterion.isAncestorOf(focused(keys.window))
    form._next.setFocus()
    keys("enter")
    assert form.steps.current == 5


def test_ten_is_typed_as_two_figures_and_one_waits_for_them(keys: Keys) -> None:
    incident = begin(keys, "in_person_desk")
    keys("alt+c alt+n 1 0 2")
    (rosa,) = saved(keys, incident).affected
    assert (rosa.distress, rosa.need) == (10, Need.BREAK)
