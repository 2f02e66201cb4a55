"""How the program looks, speaks and locks on this computer."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.ports.context import Area
from incident_tracker.settings import TEXT_SIZES
from incident_tracker.wording import _
from ui.clinic.safekeeping_card import SafekeepingCard
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.form import Form
from ui.widgets.layout import Card, PageFrame, frame, row


class SettingsPage(Page):
    """Each choice takes effect immediately; there is nothing to save."""

    areas = frozenset({Area.AUDIT, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        page = frame(
            self, PageFrame(_("Settings"), _("For this computer. Changes take effect right away."), widest=760)
        )
        now = desk.settings
        self._appearance = ChoiceChips(_("Appearance"), _appearances(), numbered=False)
        self._appearance.choose(now.appearance)
        self._appearance.changed.connect(self._apply)
        self._size = ChoiceChips(_("Size of text"), [Choice(n, f"{n} %") for n in TEXT_SIZES], numbered=False)
        self._size.choose(now.text_size)
        self._size.changed.connect(self._apply)
        self._rows = ChoiceChips(_("Rows of lists"), _row_heights(), numbered=False)
        self._rows.choose(now.rows)
        self._rows.changed.connect(self._apply)
        self._language = ChoiceChips(_("Language"), _languages(), numbered=False)
        self._language.choose(now.language)
        self._language.changed.connect(self._apply)
        self._veil = ChoiceChips(_("Descriptions"), _veils(), numbered=False)
        self._veil.choose(now.veil)
        self._veil.changed.connect(self._apply)
        self._lock = QComboBox()
        for minutes in range(1, 16):
            self._lock.addItem(_("{n} min").format(n=minutes), minutes)
        self._lock.setCurrentIndex(now.lock_after - 1)
        self._lock.activated.connect(self._apply)
        look = Form()
        look.add("appearance", _("&Appearance"), self._appearance)
        look.add("text_size", _("&Size of text"), self._size)
        look.add("rows", _("&Rows of lists"), self._rows)
        look.add("language", _("&Language"), self._language)
        looks = Card(_("Look and language"))
        looks.add(look)
        guard = Form()
        guard.add(
            "veil",
            _("&Descriptions in lists and records"),
            self._veil,
            _("Press V to show or hide them at any time."),
        )
        guard.add(
            "lock_after",
            _("Loc&k when no one is here, after"),
            self._lock,
            _("Ctrl+L locks at once. What is unfinished is kept."),
        )
        guards = Card(_("Privacy"))
        guards.add(guard)
        self._desk = QComboBox()
        self._desk.activated.connect(self._apply)
        self._desk_ids: list[str] = [now.desk]
        stands = Form()
        stands.add(
            "desk",
            _("Desk where &this computer is"),
            self._desk,
            _("New reports and notes of time and desk (F9) begin with this desk."),
        )
        here = Card(_("This computer"))
        here.add(stands)
        how = Button(_("How to back up"), "quiet", Icon.MANUAL, partial(self.open_requested.emit, "manual", "backup"))
        self._safekeeping = SafekeepingCard(desk, how)
        page.add(looks, guards, here, self._safekeeping)
        if desk.may(Permission.IMPORT_INCIDENTS):
            begin = partial(self.open_requested.emit, "import", None)
            page.add(row(Button(_("Import an old log"), "quiet", Icon.UPLOAD, begin), None))

    def refresh(self) -> None:
        self._safekeeping.refresh()
        self.desk.runner.run(asked(read_clinic), owner=self, then=self._offer_desks)

    def _offer_desks(self, clinic: ClinicChoices) -> None:
        several = len({desk.site_id for desk in clinic.desks if desk.active}) > 1
        desks = [desk for desk in clinic.desks if desk.active]
        names = [f"{desk.name}, {clinic.site(desk.site_id)}" if several else desk.name for desk in desks]
        self._desk_ids = ["", *(str(desk.id) for desk in desks)]
        self._desk.clear()
        self._desk.addItems([_("No fixed desk"), *names])
        kept = self.desk.settings.desk
        self._desk.setCurrentIndex(self._desk_ids.index(kept) if kept in self._desk_ids else 0)

    @Slot()
    def _apply(self) -> None:
        before = self.desk.settings
        after = replace(
            before,
            appearance=str(self._appearance.code() or before.appearance),
            text_size=int(str(self._size.code() or before.text_size)),
            rows=str(self._rows.code() or before.rows),
            language=str(self._language.code() or before.language),
            veil=str(self._veil.code() or before.veil),
            lock_after=int(self._lock.currentData()),
            desk=self._desk_ids[self._desk.currentIndex()] if self._desk.count() else before.desk,
        )
        if after != before:
            self.desk.change_settings(after)


def _appearances() -> list[Choice]:
    return [
        Choice("system", _("Same as the system"), _("Follows the computer, including high contrast.")),
        Choice("light", _("Light")),
        Choice("dark", _("Dark")),
        Choice("contrast", _("High contrast")),
    ]


def _row_heights() -> list[Choice]:
    return [
        Choice("system", _("As the window allows"), _("Closer together where the window is low.")),
        Choice("compact", _("Close together")),
        Choice("comfortable", _("Further apart")),
    ]


def _languages() -> list[Choice]:
    return [Choice("system", _("Same as the system")), Choice("en", "English"), Choice("es", "Español")]


def _veils() -> list[Choice]:
    return [
        Choice("ask", _("Hidden until opened")),
        Choice("show", _("Always shown")),
        Choice("never", _("Never in lists")),
    ]
