"""An incident by keyboard: five fields, what follows after saving, and the parts that are completed later."""

from PySide6.QtCore import Qt

from incident_tracker.wording import _
from ui.capture.after_saving import SpokenNumber
from ui.tour.typed import typed, word_of
from ui.tour.walker import Walker

TOLD = (
    "Shouted about the late rule, leaned over the counter and said he knows when I finish.",
    "Gritó por la regla de llegada tarde, se inclinó sobre el mostrador y dijo que sabe a qué hora salgo.",
)
"""In English and in Spanish."""


def log_incident(walker: Walker) -> str:
    """Ctrl+N, five fields and one line, Ctrl+Enter. Gives the reference number."""
    walker.begin("Log an incident")
    walker.control(Qt.Key.Key_N)
    walker.select(_("Where"), "Check-in")
    walker.choose(_("How it reached you"), word_of("channel", "in_person_desk"))
    walker.choose(_("What kind"), word_of("kind", "threat"))
    walker.choose(_("How severe"), word_of("severity", "3"))
    walker.write(_("One line in your words"), typed(*TOLD))
    walker.picture("log")
    walker.control(Qt.Key.Key_Return)
    walker.press(_("Everyone is safe now"))
    walker.press(_("Someone covers the desk or the phone"))
    walker.picture("logged")
    return walker.seen(SpokenNumber).text()


def complete_the_record(walker: Walker, reference: str) -> None:
    """Find the incident, and say what led to it, what was tried, and what made it likely."""
    walker.begin("Complete it")
    walker.enter(_("Incidents"))
    walker.picture("incidents")
    walker.go("incident", reference)
    walker.picture("incident")
    walker.press(_("Complete it"))
    walker.press(_("How it went"))
    walker.pick(_("Trigger"), word_of("trigger", "late_policy_applied"))
    walker.pick(_("Add a warning sign"), word_of("warning_sign", "leaning_in"))
    walker.pick(_("Add what was tried"), word_of("technique", "apology"))
    walker.pick(_("Add what was tried"), word_of("technique", "offer_choices"))
    walker.choose(_("Resolved by talking"), _("Partly"))
    walker.picture("complete")
    walker.press(_("Contributing factors"))
    walker.pick(_("Contributing factors"), word_of("factor", "POL1"))
    walker.control(Qt.Key.Key_Return)
