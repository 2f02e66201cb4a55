"""A key by the portal of the desktop (GNOME, KDE, Wayland): `org.freedesktop.portal.GlobalShortcuts`."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject

from incident_tracker.wording import _
from ui.global_key.bus_wire import Message, Variant
from ui.global_key.key_holder import KEY, KeyHolder, KeyState
from ui.global_key.session_bus import SessionBus

PORTAL, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_SHORTCUTS, _REQUEST = "org.freedesktop.portal.GlobalShortcuts", "org.freedesktop.portal.Request"
_SESSION, _PROPERTIES = "org.freedesktop.portal.Session", "org.freedesktop.DBus.Properties"
_REGISTRY = "org.freedesktop.host.portal.Registry"
_PROGRAM, _ID = "incident-tracker", "log"


class PortalKey(KeyHolder):
    """The person is asked by the desktop, which may give another key; it is told as the desktop writes it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus: SessionBus | None = None
        self._owner = self._session = ""
        self._then: dict[str, Callable[[int, dict[str, Any]], object]] = {}  # by the path of a request

    def ask(self) -> None:
        try:
            self._bus = SessionBus(parent=self)
        except OSError:
            self.told.emit(KeyState.IMPOSSIBLE, "")
            return
        self._bus.signalled.connect(self._hear)
        self._bus.lost.connect(self._lost)
        for interface in (_REQUEST, _SHORTCUTS, _SESSION):
            self._bus.listen(f"type='signal',sender='{PORTAL}',interface='{interface}'")
        # a program without a sandbox says who it is; older portals do not know the call
        self._bus.call(PORTAL, _PATH, _REGISTRY, "Register", "sa{sv}", _PROGRAM, {})
        self._bus.call(
            PORTAL,
            _PATH,
            _PROPERTIES,
            "Get",
            "ss",
            _SHORTCUTS,
            "version",
            then=self._is_there,
            otherwise=self._is_not_there,
        )

    def give_up(self) -> None:
        if self._bus is not None:
            if self._session:
                self._bus.call(PORTAL, self._session, _SESSION, "Close")
            self._bus.close()
        self._bus, self._session = None, ""

    def _is_there(self, answer: Message) -> None:
        self._owner = answer.sender
        token = Variant("s", f"s{uuid4().hex}")
        self._request("CreateSession", "a{sv}", {"session_handle_token": token}, then=self._begun)

    def _is_not_there(self, _error: Message) -> None:
        self.give_up()
        self.told.emit(KeyState.IMPOSSIBLE, "")

    def _begun(self, code: int, results: dict[str, Any]) -> None:
        self._session = str(results.get("session_handle", ""))
        if code or not self._session:
            self.told.emit(KeyState.REFUSED, "")
            return
        self.told.emit(KeyState.ASKED, KEY)
        wanted = {
            "description": Variant("s", _("Log an incident")),
            "preferred_trigger": Variant("s", KEY.upper()),
        }
        self._request("BindShortcuts", "oa(sa{sv})sa{sv}", self._session, [(_ID, wanted)], "", {}, then=self._bound)

    def _bound(self, code: int, results: dict[str, Any]) -> None:
        self._tell([] if code else results.get("shortcuts", []))

    def _tell(self, shortcuts: list[tuple[str, dict[str, Any]]]) -> None:
        held = [told for id, told in shortcuts if id == _ID]
        words = str(held[0].get("trigger_description", "")) if held else ""
        self.told.emit(KeyState.HELD if words else KeyState.REFUSED, words)

    def _request(
        self, member: str, signature: str, *values: Any, then: Callable[[int, dict[str, Any]], object]
    ) -> None:
        """Ask what is answered later, by a signal at a path that is known before: it may come before the answer."""
        bus = self._bus
        if bus is None:
            return
        token = f"r{uuid4().hex}"
        *others, options = values
        path = f"{_PATH}/request/{bus.name[1:].replace('.', '_')}/{token}"
        self._then[path] = then
        asked = (*others, {**options, "handle_token": Variant("s", token)})
        bus.call(PORTAL, _PATH, _SHORTCUTS, member, signature, *asked, otherwise=partial(self._refused, path))

    def _refused(self, path: str, _error: Message) -> None:
        self._then.pop(path, None)
        self.told.emit(KeyState.REFUSED, "")

    def _hear(self, message: Message) -> None:
        if message.sender != self._owner:
            return  # not from the portal
        match message.interface, message.member:
            case (_, "Response") if then := self._then.pop(message.path, None):
                then(*message.values)
            case (_, "Activated") if message.values[:2] == (self._session, _ID):
                self.pressed.emit()
            case (_, "ShortcutsChanged") if message.values[0] == self._session:
                self._tell(message.values[1])
            case (_, "Closed") if message.path == self._session:
                self._session = ""
                self.told.emit(KeyState.REFUSED, "")

    def _lost(self) -> None:
        self._bus, self._session = None, ""
        self.told.emit(KeyState.IMPOSSIBLE, "")
