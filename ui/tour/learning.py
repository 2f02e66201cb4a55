"""A root cause analysis: the question, the whys, the factor, the causal statement, the action."""

from PySide6.QtCore import Qt

from incident_tracker.wording import _
from ui.learning.analysis_page import AnalysisPage
from ui.tour.typed import typed, word_of
from ui.tour.walker import Walker

QUESTION = (
    "Why does being turned away for lateness end in threats at check-in?",
    "¿Por qué rechazar a quien llega tarde termina en amenazas en la recepción?",
)
"""Each text in English and in Spanish."""
WHYS = (
    (
        "The person who is ten minutes late loses the visit, and hears it at the counter",
        "Quien llega diez minutos tarde pierde la cita, y se entera en el mostrador",
    ),
    (
        "The desk cannot see or book another visit for the same day",
        "El mostrador no puede ver ni reservar otra cita para el mismo día",
    ),
    (
        "The scheduling system shows free visits to clinicians only",
        "El sistema de citas muestra las citas libres solo al personal clínico",
    ),
)
CAUSE = (
    "Free visits of the day are shown to clinicians only",
    "Las citas libres del día se muestran solo al personal clínico",
)
EFFECT = (
    "the desk could offer nothing but a date in three weeks",
    "el mostrador solo podía ofrecer una fecha en tres semanas",
)
EVENT = (
    "a person who had crossed the town for the visit threatened the person who said so",
    "una persona que había cruzado la ciudad para la cita amenazó a quien se lo dijo",
)
ACTION = (
    "Show the day's free visits at every desk, with the right to book them",
    "Mostrar las citas libres del día en cada puesto, con derecho a reservarlas",
)


def analyze(walker: Walker, incident_reference: str) -> None:
    """From a question to an action that goes before a closed analysis."""
    walker.begin("Analyze")
    walker.enter(_("Improve"), _("Root causes"))
    walker.press(_("&New analysis"))
    walker.write(_("Question"), typed(*QUESTION))
    walker.write(_("Search words or a reference number"), incident_reference)
    walker.settle()
    first = walker.page
    assert isinstance(first, AnalysisPage)
    walker.wait(lambda: first.fresh.incidents.list.count() == 1)
    first.fresh.incidents.list.setCurrentRow(0)
    first.fresh.incidents.list.setFocus()
    walker.key(Qt.Key.Key_Space)
    walker.press(_("Open the analysis"))
    walker.wait(lambda: first.fresh.isHidden() or not first.fresh.isVisible())
    walker.settle()
    _whys(walker)
    _factors_and_statement(walker)
    walker.press(_("Save"))
    walker.settle()
    _action(walker)
    walker.settle()
    walker.look_at(first.whys)
    walker.picture("analysis")


def _whys(walker: Walker) -> None:
    walker.begin("Ask why")
    walker.press(_("Another answer"))
    for depth, why in enumerate(WHYS, 1):
        if depth > 1:
            walker.key(Qt.Key.Key_Return)
            walker.control(Qt.Key.Key_Right)
        walker.write(_("Why? Answer on level {number}").format(number=depth), typed(*why))


def _factors_and_statement(walker: Walker) -> None:
    walker.begin("Name the cause")
    walker.pick(_("Add a factor"), word_of("factor", "POL1"))
    walker.press(_("Add a statement"))
    walker.write(_("Statement {number}: cause").format(number=1), typed(*CAUSE))
    walker.write(_("Statement {number}: effect").format(number=1), typed(*EFFECT))
    walker.write(_("Statement {number}: event").format(number=1), typed(*EVENT))


def _action(walker: Walker) -> None:
    walker.begin("Assign the action")
    walker.press(_("Add an action"))
    walker.write(_("What will change"), typed(*ACTION))
    walker.pick(_("Who does it"), "Maria")
    walker.choose(_("Strength"), _("Stronger"))
    walker.choose_first(_("Kind of action"))
    walker.press(_("Add the action"))
