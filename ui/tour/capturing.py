"""An incident by keyboard: five fields, what follows after saving, and the parts that are completed later."""

from PySide6.QtCore import Qt

from ui.capture.after_saving import SpokenNumber
from ui.tour.walker import Walker

TOLD = "Shouted about the late rule, leaned over the counter and said he knows when I finish."


def log_incident(walker: Walker) -> str:
    """Ctrl+N, five fields and one line, Ctrl+Enter. Gives the reference number."""
    walker.begin("Log an incident")
    walker.control(Qt.Key.Key_N)
    walker.select("Where", "Check-in")
    walker.choose("How it reached you", "At the desk")
    walker.choose("What kind", "Threat")
    walker.choose("How severe", "Threat")
    walker.write("One line in your words", TOLD)
    walker.picture("log")
    walker.control(Qt.Key.Key_Return)
    walker.press("Everyone is safe now")
    walker.press("Someone covers the desk or the phone")
    walker.picture("logged")
    return walker.seen(SpokenNumber).text()


def complete_the_record(walker: Walker, reference: str) -> None:
    """Find the incident, and say what led to it, what was tried, and what made it likely."""
    walker.begin("Complete it")
    walker.enter("Incidents")
    walker.picture("incidents")
    walker.go("incident", reference)
    walker.picture("incident")
    walker.press("Complete it")
    walker.press("How it went")
    walker.pick("Trigger", "late")
    walker.pick("Add a warning sign", "leaning")
    walker.pick("Add what was tried", "apolog")
    walker.pick("Add what was tried", "choices")
    walker.choose("Resolved by talking", "Partly")
    walker.picture("complete")
    walker.press("Contributing factors")
    walker.pick("Contributing factors", "late")
    walker.control(Qt.Key.Key_Return)
