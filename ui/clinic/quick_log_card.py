"""What the clinic sets for its quick log, on the settings page of those who may."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.clinic.quick_choices import CHANNEL, KIND
from incident_tracker.domain.clinic.sites import Desk
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.labels.clinic.vocabularies import vocabulary_text
from incident_tracker.usecases.clinic.quick_choices import begin_with_channels, order_choices
from incident_tracker.wording import _
from ui.clinic.log_order import DeskChannels, OrderDialog
from ui.clinic.settings_fields import SettingField
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.page import PageDesk
from ui.runner import asked
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Card
from ui.widgets.text import note


class QuickLogCard(Card):
    """A button for each thing; `fields` are those that this person has."""

    def __init__(self, desk: PageDesk, fields: dict[str, SettingField]) -> None:
        super().__init__(_("The quick log, for the whole clinic"))
        self._desk = desk
        opens: dict[str, Callable[[ClinicChoices], object]] = {
            "order_channel": partial(self._order, CHANNEL),
            "order_kind": partial(self._order, KIND),
            "desk_channels": self._set_channels,
        }
        self.buttons: dict[str, QWidget] = {
            key: Button(fields[key].label, "", None, partial(self._read, then))
            for key, then in opens.items()
            if key in fields
        }
        self.add(note(_("A digit always chooses the same line, until someone changes the order here.")))
        self.add(flowing(*self.buttons.values(), gap=px(8)))

    def _read(self, then: Callable[[ClinicChoices], object]) -> None:
        self._desk.runner.run(asked(read_clinic), owner=self, then=then)

    def _order(self, vocabulary: str, names: ClinicChoices) -> None:
        terms = names.offered(vocabulary)
        OrderDialog(self._desk, self, vocabulary, terms, partial(self._ordered, terms)).open()

    def _ordered(self, before: Sequence[Term], after: tuple[Term, ...]) -> None:
        name = vocabulary_text(after[0].vocabulary)
        undo = partial(self._order_back, before, after)
        self._desk.messages.tell(_("Saved: the order of “{name}”.").format(name=name), undo=undo)

    def _order_back(self, before: Sequence[Term], after: Sequence[Term]) -> None:
        now = {term.code: term for term in after}
        wanted = tuple(now[term.code] for term in before)
        self._desk.runner.run(asked(order_choices, wanted[0].vocabulary, wanted), owner=self)

    def _set_channels(self, names: ClinicChoices) -> None:
        own_only = grant(self._desk.actor.role, Permission.MANAGE_CLINIC).scope is Scope.SITE
        desks = [desk for desk in names.open_desks if not own_only or desk.site_id in self._desk.actor.sites]
        DeskChannels(self._desk, self, names, desks, partial(self._channels_set, desks)).open()

    def _channels_set(self, before: Sequence[Desk], after: tuple[Desk, ...]) -> None:
        if after:
            self._desk.messages.tell(
                _("Saved: how a report from each desk begins."), undo=partial(self._set_back, before, after)
            )

    def _set_back(self, before: Sequence[Desk], after: Sequence[Desk]) -> None:
        former = {desk.id: desk.channel for desk in before}
        wanted = tuple(replace(desk, channel=former[desk.id]) for desk in after)
        self._desk.runner.run(asked(begin_with_channels, wanted), owner=self)
