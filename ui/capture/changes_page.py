"""The revision trail of one incident: each save with who made it, and what each thing said before and after."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.labels.capture.trail import SaveTold, tell_trail
from incident_tracker.ports.context import Area
from incident_tracker.reports.list_sheet import ListHeading, ListOnPaper
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.oversight.list_paper import ListKind, draw_list
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.page import Page, PageCommand, PageDesk
from ui.paper.list_file import note_list
from ui.paper.to_paper import ToPaper
from ui.runner import asked
from ui.screen_text import moments_at
from ui.theme.spacing import is_roomy, px
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import Card, PageFrame, column, empty_out, frame
from ui.widgets.text import note, text_label


class ChangesPage(Page):
    """`open(id)` of an incident. Newest first; what this person may not see of it is not in here either."""

    areas = frozenset({Area.INCIDENTS})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._incident_id: UUID | None = None
        self._terms = ClinicChoices()
        self._told: tuple[SaveTold, ...] = ()
        self._frame = frame(self, PageFrame(_("What was changed")))
        self._back = Button(_("&Back"), "quiet", Icon.BACK, self.back_requested.emit)
        self._print = Button(_("Print"), "quiet", Icon.PRINT, self.print_paper)
        self._print.hide()
        self._frame.buttons.addWidget(self._print)
        self._frame.buttons.addWidget(self._back)
        self._nothing = EmptyState(
            _("Nothing has been changed since it was logged."),
            _("When someone changes it, you see here who did so and what it said before."),
        )
        self._nothing.hide()
        self._saves = QVBoxLayout()
        self._saves.setSpacing(px(12))
        self._frame.add(self._nothing, self._saves)
        self._to_paper = ToPaper(_("What was changed"), self)

    def open(self, argument: object) -> None:
        if isinstance(argument, UUID) and argument != self._incident_id:
            self._incident_id = argument
            self._told = ()
            empty_out(self._saves)
        self.refresh()

    def refresh(self) -> None:
        if self._incident_id is not None:
            self.desk.runner.run(asked(read_clinic), owner=self, then=self._ask)

    def first_focus(self) -> QWidget | None:
        return self._back

    def offers(self, command: PageCommand) -> bool:
        return self._may_print if command == "print_paper" else super().offers(command)

    @Slot()
    def print_paper(self) -> None:
        if not self._may_print:
            return
        headings = (_("When"), _("Who"), _("What"), _("Before"), _("After"))
        columns = tuple(
            ListHeading(text, share, number=False)
            for text, share in zip(headings, (14.0, 12.0, 14.0, 24.0, 24.0), strict=True)
        )
        rows = tuple(
            (save.when, save.who, change.what, change.before, change.after)
            for save in self._told
            for change in save.changes
        )
        shown = ListOnPaper(self._frame.title.text(), columns, rows, len(rows), ())
        make = asked(draw_list, ListKind.CHANGES, shown)
        self._to_paper.show(make, "change-list.pdf", partial(note_list, ListKind.CHANGES, len(rows)))

    @property
    def _may_print(self) -> bool:
        return bool(self._told) and self.desk.may(Permission.PRINT_INCIDENT)

    def _ask(self, terms: ClinicChoices) -> None:
        self._terms = terms
        if self._incident_id is not None:
            self.desk.runner.run(asked(show_incident, self._incident_id), owner=self, then=self._show)

    def _show(self, file: IncidentFile) -> None:
        if file.incident.id != self._incident_id:
            return  # someone went on to another one meanwhile
        self._told = tell_trail(file, self._terms, moments_at(self.desk.zone))
        self._frame.title.setText(_("What was changed in {reference}").format(reference=file.incident.ref))
        self._frame.say(_("Newest first. Earlier versions are kept.") if self._told else "")
        empty_out(self._saves)
        for save in self._told:
            self._saves.addWidget(_card(save))
        self._nothing.setVisible(not self._told)
        self._print.setVisible(self._may_print)
        self.offers_changed.emit()


def _card(save: SaveTold) -> Card:
    """One save: what each thing said before, and after."""
    card = Card(save.heading)
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(24))
    grid.setVerticalSpacing(px(8))
    if is_roomy():
        for place, (heading, share) in enumerate((("", 2), (_("Before"), 3), (_("After"), 3))):
            grid.addWidget(note(heading), 0, place)
            grid.setColumnStretch(place, share)
    for line, change in enumerate(save.changes, 1):
        before, after = change.before or _("nothing"), change.after or _("nothing")
        what = text_label(change.what, "label", wraps=True)
        if is_roomy():
            for place, label in enumerate((what, text_label(before), text_label(after))):
                grid.addLayout(column(label, None), line, place)
        else:
            told = (note(_("Before")), text_label(before), note(_("After")), text_label(after))
            grid.addLayout(column(what, *told, gap=4), line, 0)
    card.add(grid)
    if save.reason:
        card.add(note(_("Why: {reason}").format(reason=save.reason)))
    return card
