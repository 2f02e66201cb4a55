"""A connection to the session bus of a Linux desktop, for calls that QtDBus cannot write from Python.

QtDBus writes a list of structures, which the portal asks for, only for a type that was registered in C++.
"""

import os
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalSocket

from ui.global_key.bus_wire import CALL, ERROR, REPLY, SIGNAL, Message, from_bytes, length_of, to_bytes

BUS = "org.freedesktop.DBus"
_BUS_PATH = "/org/freedesktop/DBus"
_PATIENCE = 1_000  # milliseconds for a bus that does not answer
_ADDRESS = re.compile(r"unix:(?:[^;]*,)?(path|abstract)=([^,;]+)")

Answered = Callable[[Message], object]


class SessionBus(QObject):
    """Errors when made: OSError if there is no bus of this user.

    Signals: `signalled(Message)` for each signal that comes; `lost()` when the bus is gone.
    """

    signalled = Signal(object)
    lost = Signal()

    def __init__(self, environment: Mapping[str, str] = os.environ, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = ""  # as the bus calls this connection
        self._serial = 0
        self._waiting: dict[int, tuple[Answered, Answered]] = {}
        self._greeted = False
        self._heard = b""
        self._unsent: list[bytes] = []
        self._socket = _connected(environment.get("DBUS_SESSION_BUS_ADDRESS", ""), self)
        self._socket.readyRead.connect(self._hear)
        self._socket.disconnected.connect(self._lose)
        self._socket.write(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        self.call(BUS, _BUS_PATH, BUS, "Hello", then=self._named)

    def call(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        *values: Any,
        then: Answered = lambda _answer: None,
        otherwise: Answered = lambda _error: None,
    ) -> None:
        """Call a method; `then` gets its answer, `otherwise` its refusal."""
        self._serial += 1
        self._waiting[self._serial] = then, otherwise
        message = Message(CALL, path, interface, member, destination, signature, values)
        self._send(to_bytes(message, self._serial))

    def listen(self, rule: str) -> None:
        """Let signals come that fit a match rule of the bus."""
        self.call(BUS, _BUS_PATH, BUS, "AddMatch", "s", rule)

    def close(self) -> None:
        """Leave the bus."""
        self._socket.disconnected.disconnect(self._lose)
        self._socket.flush()
        self._socket.abort()

    def _named(self, answer: Message) -> None:
        self.name = str(answer.values[0])

    def _send(self, data: bytes) -> None:
        if self._greeted:
            self._socket.write(data)
        else:
            self._unsent.append(data)

    @Slot()
    def _hear(self) -> None:
        self._heard += self._socket.readAll().data()
        try:
            if self._greeted or self._greet():
                self._take_messages()
        except ValueError:
            self._socket.abort()  # what speaks there is no bus

    def _greet(self) -> bool:
        """True once the bus knows whose connection it is."""
        line, end, rest = self._heard.partition(b"\r\n")
        if not end:
            return False
        if not line.startswith(b"OK "):
            raise ValueError("refused")
        self._heard, self._greeted = rest, True
        self._socket.write(b"BEGIN\r\n" + b"".join(self._unsent))
        return True

    def _take_messages(self) -> None:
        while (length := length_of(self._heard)) is not None and len(self._heard) >= length:
            message, self._heard = from_bytes(self._heard[:length]), self._heard[length:]
            if message.kind == SIGNAL:
                self.signalled.emit(message)
            elif message.kind in (REPLY, ERROR) and message.answers in self._waiting:
                then, otherwise = self._waiting.pop(message.answers)
                (then if message.kind == REPLY else otherwise)(message)

    @Slot()
    def _lose(self) -> None:
        self.lost.emit()


def _connected(address: str, parent: QObject) -> QLocalSocket:
    found = _ADDRESS.search(address)
    if found is None or not hasattr(os, "getuid"):
        raise OSError("no session bus")
    made = QLocalSocket(parent)
    if found[1] == "abstract":
        made.setSocketOptions(QLocalSocket.SocketOption.AbstractNamespaceOption)
    made.connectToServer(unquote(found[2]))
    if not made.waitForConnected(_PATIENCE):
        made.deleteLater()
        raise OSError("no session bus answers")
    return made
