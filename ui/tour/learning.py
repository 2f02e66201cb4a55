"""A root cause analysis: the question, the whys, the factor, the causal statement, the action."""

from PySide6.QtCore import Qt

from ui.learning.analysis_page import AnalysisPage
from ui.tour.walker import Walker

QUESTION = "Why does being turned away for lateness end in threats at check-in?"
WHYS = (
    "The person who is ten minutes late loses the visit, and hears it at the counter",
    "The desk cannot see or book another visit for the same day",
    "The scheduling system shows free visits to clinicians only",
)
CAUSE = "Free visits of the day are shown to clinicians only"
EFFECT = "the desk could offer nothing but a date in three weeks"
EVENT = "a person who had crossed the town for the visit threatened the person who said so"
ACTION = "Show the day's free visits at every desk, with the right to book them"


def analyze(walker: Walker, incident_reference: str) -> None:
    """From a question to an action that goes before a closed analysis."""
    walker.begin("Analyze")
    walker.enter("Improve", "Root causes")
    walker.press("New analysis")
    walker.write("Question", QUESTION)
    walker.write("Search words or a reference number", incident_reference)
    walker.settle()
    first = walker.page
    assert isinstance(first, AnalysisPage)
    walker.wait(lambda: first.fresh.incidents.list.count() == 1)
    first.fresh.incidents.list.setCurrentRow(0)
    first.fresh.incidents.list.setFocus()
    walker.key(Qt.Key.Key_Space)
    walker.press("Open the analysis")
    walker.wait(lambda: first.fresh.isHidden() or not first.fresh.isVisible())
    walker.settle()
    _whys(walker)
    _factors_and_statement(walker)
    walker.press("Save")
    walker.settle()
    _action(walker)
    walker.settle()
    walker.look_at(first.whys)
    walker.picture("analysis")


def _whys(walker: Walker) -> None:
    walker.begin("Ask why")
    walker.press("Another answer")
    for depth, why in enumerate(WHYS, 1):
        if depth > 1:
            walker.key(Qt.Key.Key_Return)
            walker.control(Qt.Key.Key_Right)
        walker.write(f"Why? Answer on level {depth}", why)


def _factors_and_statement(walker: Walker) -> None:
    walker.begin("Name the cause")
    walker.pick("Add a factor", "late")
    walker.press("Add a statement")
    walker.write("Statement 1: cause", CAUSE)
    walker.write("Statement 1: effect", EFFECT)
    walker.write("Statement 1: event", EVENT)


def _action(walker: Walker) -> None:
    walker.begin("Assign the action")
    walker.press("Add an action")
    walker.write("What will change", ACTION)
    walker.pick("Who does it", "Maria")
    walker.choose("Strength", "Stronger")
    walker.choose_first("Kind of action")
    walker.press("Add the action")
