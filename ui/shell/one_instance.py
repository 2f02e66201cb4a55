"""One window for each person of the computer and each clinic: a second start asks the first one to show itself.

Another user of the computer has a window of their own, on the same clinic too. What is asked is one of two words, and
never anything that someone typed.
"""

import getpass
import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

SHOW, LOG = b"show", b"log"
_HEARD = b"ok"
_PATIENCE = 5_000  # milliseconds for an answer, on a busy computer too: a program that hangs is not waited for


def meeting_point(place: str) -> str:
    """Where windows of this user on the clinic at `place` (a folder, or a server) find each other.

    It is in a folder that only this user can write to, where the system names one.
    """
    name = "incident-tracker-" + hashlib.sha256(f"{getpass.getuser()}\0{place}".encode()).hexdigest()[:24]
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    return str(Path(own) / name) if own and Path(own).is_dir() else name


def ask_the_first(point: str, wanted: bytes) -> bool:
    """Ask the window that is there already for `wanted`, SHOW or LOG; False if there is none that answers."""
    socket = QLocalSocket()
    socket.connectToServer(point)
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(wanted)
    socket.flush()
    heard = socket.waitForReadyRead(_PATIENCE) and socket.readAll().data() == _HEARD
    socket.disconnectFromServer()
    return heard


class OneInstance(QObject):
    """Hears a second start. Signals: `show_wanted()`, `log_wanted()`."""

    show_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, point: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come)
        if not self._server.listen(point):
            # What is left there belongs to a program that was killed: one that lives would have answered.
            QLocalServer.removeServer(point)
            self._server.listen(point)

    @property
    def hears(self) -> bool:
        """Can a second start find this one? If not, it opens a window of its own, which does no harm."""
        return self._server.isListening()

    def stop(self) -> None:
        """Hear nothing more, and leave nothing behind."""
        self._server.close()

    @Slot()
    def _come(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._answer(socket)

    @Slot()
    def _hear(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        wanted = socket.read(16).data()
        if wanted not in (SHOW, LOG):
            socket.abort()
            return
        socket.write(_HEARD)
        socket.flush()
        (self.log_wanted if wanted == LOG else self.show_wanted).emit()
