"""Help for staff from outside the clinic: everyone reads whom they may turn to, those who lead keep the list."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.outside_help import HelpDraft, OutsideHelp
from incident_tracker.ports.context import Area
from incident_tracker.usecases.support.outside_help import (
    add_outside_help,
    change_outside_help,
    name_outside_help_again,
    retire_outside_help,
)
from incident_tracker.usecases.support.outsiders import OutsiderLine, list_outsiders
from incident_tracker.wording import _
from ui.asking import Asking
from ui.icons import Icon
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.support.beside import Beside
from ui.support.outsiders_card import OutsidersCard
from ui.support.panel import rebuild
from ui.support.support_names import SupportNames, read_support_names
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import Card, PageFrame, column, frame
from ui.widgets.term_picker import TermPicker
from ui.widgets.text import note, text_label
from ui.widgets.tick_box import TickBox


class OutsideHelpPage(Page):
    """One card for each site that has help, its lines by name."""

    areas = frozenset({Area.SUPPORT, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._names = SupportNames()
        self._frame = frame(
            self,
            PageFrame(
                _("Help for staff"),
                _("Anyone who works here may turn to them. No one here asks why, and no one is told."),
            ),
        )
        self.add = Button(_("&Add help"), "", Icon.NEW, self._begin)
        self._frame.buttons.addWidget(self.add)
        self.add.setVisible(desk.may(Permission.MANAGE_CLINIC))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(px(16))
        self.outsiders = OutsidersCard(self)
        self._frame.add(self._cards, self.outsiders)
        self.outsiders.setVisible(desk.may(Permission.NAME_MANAGER))

    def refresh(self) -> None:
        self.desk.runner.run(asked(read_support_names), owner=self, then=self._show)
        if self.desk.may(Permission.NAME_MANAGER):
            self.desk.runner.run(asked(list_outsiders), owner=self, then=self._show_outsiders)

    def _show_outsiders(self, lines: tuple[OutsiderLine, ...]) -> None:
        self.outsiders.show_lines(lines)

    def _show(self, names: SupportNames) -> None:
        self._names = names
        self.outsiders.show_sites(names.sites)
        helps = [one for one in names.outside_help if one.in_use]
        cards: list[QWidget] = []
        for site in names.sites:
            here = [one for one in helps if one.site_id == site.id]
            if here:
                card = Card(site.name)
                card.add(*(self._line(one) for one in here))
                cards.append(card)
        rebuild(self._cards, *(cards or [self._empty()]))

    def _line(self, help: OutsideHelp) -> QWidget:
        kinds = ", ".join(self._names.label("support_offer", kind) for kind in help.kinds)
        words = column(
            text_label(help.name, "label"),
            text_label(help.contact),
            note(_("Helps with: {kinds}").format(kinds=kinds)),
            gap=2,
        )
        if not self.desk.may_at(Permission.MANAGE_CLINIC, help.site_id):
            return Beside(words)
        change = Button(_("Change"), "", Icon.EDIT, partial(self._change, help))
        change.setAccessibleName(_("Change {name}").format(name=help.name))
        retire = Button(_("No longer name it"), "quiet", None, partial(self._retire, help))
        retire.setAccessibleName(_("No longer name {name}").format(name=help.name))
        return Beside(words, change, retire)

    def _empty(self) -> EmptyState:
        return EmptyState(
            _("No help is named yet"),
            _(
                "An employee assistance program, a union, a chaplain: outside the clinic, so that no one meets a "
                "colleague there."
            ),
            Icon.SUPPORT,
        )

    def _begin(self) -> None:
        HelpDialog(self.desk, self, self._names, None, self._added).open()

    def _change(self, help: OutsideHelp) -> None:
        HelpDialog(self.desk, self, self._names, help, partial(self._changed, help)).open()

    def _retire(self, help: OutsideHelp) -> None:
        self.desk.runner.run(asked(retire_outside_help, help.id, help.version), owner=self, then=self._retired)

    def _added(self, help: OutsideHelp) -> None:
        self.desk.messages.tell(_("Added: {name}.").format(name=help.name), undo=partial(self._take_out, help))

    def _take_out(self, help: OutsideHelp) -> None:
        self.desk.runner.run(asked(retire_outside_help, help.id, help.version), owner=self)

    def _changed(self, before: OutsideHelp, after: OutsideHelp) -> None:
        undo = partial(self._change_back, before, after)
        self.desk.messages.tell(_("Saved: {name}.").format(name=after.name), undo=undo)

    def _change_back(self, before: OutsideHelp, after: OutsideHelp) -> None:
        draft = HelpDraft(before.name, before.contact, before.kinds, apart=True)
        self.desk.runner.run(asked(change_outside_help, after.id, after.version, draft), owner=self)

    def _retired(self, help: OutsideHelp) -> None:
        self.desk.messages.tell(
            _("{name} is no longer named. People who were told of it still read how to reach it.").format(
                name=help.name
            ),
            undo=partial(self._take_back, help),
        )

    def _take_back(self, help: OutsideHelp) -> None:
        self.desk.runner.run(asked(name_outside_help_again, help.id, help.version), owner=self)


class HelpDialog(Asking[OutsideHelp]):
    """Adds help for the staff of a site, or changes `help`."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        names: SupportNames,
        help: OutsideHelp | None,
        then: Callable[[OutsideHelp], object],
    ) -> None:
        heading = _("Change {name}").format(name=help.name) if help else _("Add help for staff")
        text = _("Say it so that a person can turn to them alone, at once.")
        super().__init__(desk, parent, heading, text, _("Save"), then)
        self._help = help
        mine = [one for one in names.sites if desk.may_at(Permission.MANAGE_CLINIC, one.id)]
        self._site = ChoiceBox(_("Site"), [Choice(one.id, one.name) for one in mine], "")
        self._name = QLineEdit(help.name if help else "")
        self._contact = QPlainTextEdit(help.contact if help else "")
        self._contact.setTabChangesFocus(True)
        self._contact.setFixedHeight(self._contact.fontMetrics().lineSpacing() * 3 + px(16))
        self._kinds = TermPicker(_("Helps with"), names.choices("support_offer"), several=True)
        self._apart = TickBox(
            _("No one who helps there is a clinician of this clinic, or cares for a patient of ours in it.")
        )
        if help is not None:
            self._kinds.choose(*(str(kind) for kind in help.kinds))
            self._apart.setChecked(True)
        elif len(mine) > 1:
            self.form.add("site", _("&Site"), self._site)
        self.form.add("name", _("&Name"), self._name)
        self.form.add(
            "contact", _("&How to reach them"), self._contact, _("Phone, hours, and what to say when calling.")
        )
        self.form.add("kinds", _("Helps &with"), self._kinds)
        self.form.add("apart", _("&Outside the clinic"), self._apart)

    def send(self) -> None:
        kinds = tuple(OfferKind(str(code)) for code in self._kinds.codes())
        draft = HelpDraft(self._name.text(), self._contact.toPlainText(), kinds, self._apart.isChecked())
        if self._help is not None:
            self.run(asked(change_outside_help, self._help.id, self._help.version, draft))
        elif isinstance(site_id := self._site.code(), UUID):
            self.run(asked(add_outside_help, site_id, draft))
