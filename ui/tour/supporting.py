"""A debrief from the offer to its end: who leads, who comes, paid time with cover, its steps, what is asked after."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from incident_tracker.wording import _
from ui.support.debrief_page import DebriefPage
from ui.tour.typed import typed, word_of
from ui.tour.walker import StepMissed, Walker
from ui.widgets.buttons import Button
from ui.widgets.steps import StepList

SUGGESTION = (
    "The next free visit is offered at the desk before anyone is turned away.",
    "En el mostrador se ofrece la próxima cita libre antes de rechazar a alguien.",
)
"""In English and in Spanish."""
STEP_LASTS = timedelta(minutes=4)
"""Less than the time after which an idle window locks."""

MIDDLE = 3
"""The step of which a picture is taken, and after which something is noted."""


def plan_and_book(walker: Walker, reference: str) -> datetime:
    """From the incident to a time with cover. Gives the moment at which it begins (UTC)."""
    walker.begin("Plan the debrief")
    walker.enter(_("Support"))
    walker.picture("support-week")
    page = _open_debrief(walker, reference)
    walker.press(_("Who leads"))
    walker.press(_("Choose {name}: {sentence}").format(name="Grace Oyelaran", sentence=_("There are no concerns.")))
    walker.press(_("Who comes"))
    walker.press(_("Ask them"))
    walker.press(_("Note the answer of {name}").format(name="Rosa Delgado"))
    walker.choose(_("The answer"), _("Yes, I would like to"))
    walker.choose(_("Alone or together"), _("Alone"))
    walker.press(_("Keep it"))
    walker.press(_("Protected time"))
    _take_first_time(walker, page)
    walker.write(_("Place"), typed("Garden room", "Sala del jardín"))
    _name_cover(walker)
    starts = page.slot.starts.moment()
    walker.look_at(page.slot)
    walker.picture("debrief-planned")
    walker.press(_("Book this time"))
    walker.seen(Button, _("Move it …"))
    while walker.sees(Button, _("They said yes")):
        walker.press(_("They said yes"))
    if starts is None:
        raise StepMissed(walker.present)
    return starts


def hold_debrief(walker: Walker, reference: str) -> None:
    """Begin it, go through every step, note what should change, finish, and say whether the time was protected."""
    walker.begin("Hold the debrief")
    page = _open_debrief(walker, reference)
    walker.press(_("Hold it"))
    walker.press(_("Begin now"))
    walker.wait(lambda: page.holding.steps is not None)
    steps = page.holding.steps
    assert steps is not None
    while not steps.is_last:
        if steps.current == MIDDLE:
            walker.picture("debrief")
            walker.write(_("&What should be different"), typed(*SUGGESTION))
            walker.pick(_("What it has to do with"), word_of("factor", "POL1"))
            walker.press(_("Note it"))
        walker.stand.clock.moment += STEP_LASTS
        so_far = len(steps.done)
        walker.press(_("Next"))
        walker.wait(partial(_is_further, steps, so_far))
    walker.press(_("&Finish"))
    walker.choose(_("Was the time kept free?"), _("Yes"))
    walker.choose(_("Was it paid?"), _("Yes"))
    walker.press(_("Keep it"))


def _is_further(steps: StepList, so_far: int) -> bool:
    return len(steps.done) > so_far


def _open_debrief(walker: Walker, reference: str) -> DebriefPage:
    walker.go("incident", reference)
    walker.press(_("Open the debrief"))
    walker.wait(lambda: isinstance(walker.page, DebriefPage))
    walker.settle()
    page = walker.page
    assert isinstance(page, DebriefPage)
    return page


def _take_first_time(walker: Walker, page: DebriefPage) -> None:
    first = next((one for one in page.slot.findChildren(Button) if one.property("kind") == "small"), None)
    if first is None:
        raise StepMissed(f"{walker.present}: a time that suits everybody")
    walker.press(first.text().replace("&", ""))


def _name_cover(walker: Walker) -> None:
    box = walker.seen(QComboBox, _("Who covers for {name}").format(name="Rosa Delgado"))
    walker.come_to(box)
    walker.key(Qt.Key.Key_Down)  # the first who is free then
