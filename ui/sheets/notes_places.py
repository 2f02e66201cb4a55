"""The places of what only one person sees: their own sealed notes, and their time."""

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.private_line import Consequence
from ui.sheets.place import Place, page_of
from ui.sheets.visitor import Visitor
from ui.support.own_time_page import OwnTimePage, TimeDialog
from ui.support.private_line_page import PrivateLinePage
from ui.support.wellbeing_cards import ReaderCard, SupporterQuestion
from ui.support.wellbeing_page import WellbeingPage


def _notes(you: Visitor) -> WellbeingPage:
    """One's own notes, with one that is there and one that is being typed."""
    page = you.go(WellbeingPage, "wellbeing")
    page.text.setPlainText("It was loud today, and I slept badly. The walk helped.")
    page.heavy.choose(6)
    page.save()
    you.walker.settle()
    page.text.setPlainText("Better than on Monday.")
    you.walker.settle()
    return page


def _chosen_reader(you: Visitor) -> None:
    page = _notes(you)
    page.findChildren(ReaderCard)[-1].choose.click()


def _private_line(you: Visitor) -> PrivateLinePage:
    """The question, with an answer that was sent."""
    page = you.go(PrivateLinePage, "private_line")
    page.consequence.choose(Consequence.UNSURE)
    page.text.setPlainText("I no longer get the early shift.")
    page.send.click()
    you.walker.settle()
    return page


def _my_time(you: Visitor) -> OwnTimePage:
    return you.go(OwnTimePage, "time")


def _write_time(you: Visitor) -> None:
    _my_time(you).begin()


NOTES_PLACES = (
    Place(Role.RECEPTION, "my time", OwnTimePage, _my_time),
    Place(Role.RECEPTION, "write down my time", TimeDialog, _write_time),
    Place(Role.RECEPTION, "private line", PrivateLinePage, _private_line),
    Place(Role.PRIVACY, "what came in on the private line", PrivateLinePage, page_of(PrivateLinePage, "private_line")),
    Place(Role.RECEPTION, "my notes", WellbeingPage, _notes),
    Place(Role.RECEPTION, "who may read my notes", SupporterQuestion, _chosen_reader),
)
