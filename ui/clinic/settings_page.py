"""How the program looks, speaks and locks on this computer."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.settings import clinic_settings
from incident_tracker.wording import _
from ui.clinic.clinic_setting_card import ClinicSettingCard
from ui.clinic.closing_day_card import ClosingDayCard
from ui.clinic.desks_may_close_card import DesksMayCloseCard
from ui.clinic.lock_card import LockCard, locks_text, minutes_box
from ui.clinic.log_key_card import LogKeyCard
from ui.clinic.own_reports_card import OwnReportsCard
from ui.clinic.quick_log_card import QuickLogCard
from ui.clinic.safekeeping_card import SafekeepingCard
from ui.clinic.settings_fields import SettingField, setting_fields
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.form import Form
from ui.widgets.layout import Card, PageFrame, frame, row
from ui.widgets.reading_order import first_stop
from ui.widgets.text import note

_CLINICS: dict[str, Callable[[PageDesk, SettingField], ClinicSettingCard]] = {
    "own_reports": OwnReportsCard,
    "desks": DesksMayCloseCard,
    "clinic_lock": LockCard,
    "closing_day": ClosingDayCard,
}
"""What the clinic sets, by the keys of the buttons, in the order of the page."""


class SettingsPage(Page):
    """Each choice takes effect immediately; there is nothing to save."""

    areas = frozenset({Area.AUDIT, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        page = frame(
            self, PageFrame(_("Settings"), _("For this computer. Changes take effect right away."), widest=760)
        )
        now = desk.settings
        self._fields = setting_fields(desk.may)
        self._wanted = ""
        self._appearance = self._chips("appearance", now.appearance)
        self._size = self._chips("text_size", now.text_size)
        self._rows = self._chips("rows", now.rows)
        self._language = self._chips("language", now.language)
        self._veil = self._chips("veil", now.veil, _("Descriptions"))
        self._lock = minutes_box(now.lock_after)
        self._lock.activated.connect(self._apply)
        look = Form()
        look.add("appearance", self._fields["appearance"].label, self._appearance)
        look.add("text_size", self._fields["text_size"].label, self._size)
        look.add("rows", self._fields["rows"].label, self._rows)
        look.add("language", self._fields["language"].label, self._language)
        looks = Card(_("Look and language"))
        looks.add(look)
        guard = Form()
        guard.add(
            "veil",
            self._fields["veil"].label,
            self._veil,
            _("Press V to show or hide them at any time."),
        )
        guard.add(
            "lock_after",
            self._fields["lock_after"].label,
            self._lock,
            _("Ctrl+L locks at once. What is unfinished is kept."),
        )
        guards = Card(_("Privacy"))
        self._at_most = note("")
        self._at_most.hide()
        guards.add(guard, self._at_most)
        self._desk = QComboBox()
        self._desk.activated.connect(self._apply)
        self._desk_ids: list[str] = [now.desk]
        stands = Form()
        stands.add(
            "desk",
            self._fields["desk"].label,
            self._desk,
            _("New reports and notes of time and desk (F9) begin with this desk."),
        )
        here = Card(_("This computer"))
        here.add(stands)
        how = Button(_("How to back up"), "quiet", Icon.MANUAL, partial(self.open_requested.emit, "manual", "backup"))
        links = [how]
        if desk.may(Permission.SEE_BACKUPS):
            go = partial(self.open_requested.emit, "data", None)
            links.insert(0, Button(_("Data and backups"), "quiet", Icon.DOWNLOAD, go))
        self._safekeeping = SafekeepingCard(desk, *links)
        key = LogKeyCard(desk, self._fields["log_key"])
        page.add(looks, guards, here, key)
        log = QuickLogCard(desk, self._fields)
        if log.buttons:
            page.add(log)
        self._clinics: dict[str, ClinicSettingCard] = {
            key: make(desk, self._fields[key]) for key, make in _CLINICS.items() if key in self._fields
        }
        page.add(*self._clinics.values())
        page.add(self._safekeeping)
        if desk.may(Permission.IMPORT_INCIDENTS):
            begin = partial(self.open_requested.emit, "import", None)
            page.add(row(Button(_("Import an old log"), "quiet", Icon.UPLOAD, begin), None))

        self._parts: dict[str, QWidget] = {
            "appearance": self._appearance,
            "text_size": self._size,
            "rows": self._rows,
            "language": self._language,
            "veil": self._veil,
            "lock_after": self._lock,
            "desk": self._desk,
            "log_key": key.box,
            **log.buttons,
            **{key: card.change for key, card in self._clinics.items()},
            **self._safekeeping.buttons,
        }

    def open(self, argument: object) -> None:
        """With the key of a field, go to that field."""
        self._wanted = argument if isinstance(argument, str) else ""
        self.refresh()

    def first_focus(self) -> QWidget | None:
        part = self._parts.get(self._wanted)
        return part if part is None or part.focusPolicy() != Qt.FocusPolicy.NoFocus else first_stop(part)

    def refresh(self) -> None:
        self._safekeeping.refresh()
        self.desk.runner.run(asked(clinic_settings), owner=self, then=self._say_clinics)
        self.desk.runner.run(asked(read_clinic), owner=self, then=self._offer_desks)

    def _say_clinics(self, settings: ClinicSettings) -> None:
        """What the clinic decides beside what is set here; said where it is the shorter."""
        for card in self._clinics.values():
            card.show_settings(settings)
        self._at_most.setText(locks_text(settings))
        self._at_most.setVisible(settings.idle_minutes < int(self._lock.currentData()))

    def _offer_desks(self, clinic: ClinicChoices) -> None:
        desks = clinic.open_desks
        several = len({desk.site_id for desk in desks}) > 1
        names = [f"{desk.name}, {clinic.site(desk.site_id)}" if several else desk.name for desk in desks]
        self._desk_ids = ["", *(str(desk.id) for desk in desks)]
        self._desk.clear()
        self._desk.addItems([_("No fixed desk"), *names])
        kept = self.desk.settings.desk
        self._desk.setCurrentIndex(self._desk_ids.index(kept) if kept in self._desk_ids else 0)

    def _chips(self, key: str, chosen: Hashable, name: str = "") -> ChoiceChips:
        field = self._fields[key]
        chips = ChoiceChips(name or field.label.replace("&", ""), field.choices, numbered=False)
        chips.choose(chosen)
        chips.changed.connect(self._apply)
        return chips

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
            self.desk.runner.run(asked(clinic_settings), owner=self, then=self._say_clinics)
