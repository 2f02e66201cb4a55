"""The program on an X server, where keys come from outside: `python -m … FOLDER ROLE`; one line in, one line out.

"keys N" waits until N keys have come and all is quiet; "saved" answers with what was saved, as JSON, and goes back to
Today; "read REFERENCE" goes to an incident; "completed REFERENCE" answers with the version and the answers of it;
"said WORDS" waits until the window says something with these words, and answers with it.
"""

import json
import sys
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from incident_tracker.demo.past import NOW, accounts
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.incidents import list_incidents, show_incident
from tests.screens.every_window.looks import ENGLISH
from tests.screens.every_window.visitor import Visitor, program
from ui.capture.after_saving import SpokenNumber
from ui.capture.incident_page import IncidentPage
from ui.capture.quick_form import QuickForm
from ui.tour.walker import WalkClock

_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift)


class Counting(QObject):
    """Counts the keys that the window system brought."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWindow) and isinstance(event, QKeyEvent):
            released = event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat()
            self.keys += released and event.key() not in _MODIFIERS
        return False


def main(folder: Path, role: Role, orders: TextIO, answers: TextIO) -> None:
    """Sign a person of this role in, and do what is asked until there is nothing more."""
    with program(folder, ENGLISH, WalkClock(NOW)) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[role])
        counting = Counting()
        walker.screen.application.installEventFilter(counting)
        print("ready", file=answers, flush=True)
        for order in orders:
            if order.startswith("keys"):
                number = int(order.split()[1])
                walker.wait(lambda number=number: counting.keys >= number)
                walker.settle()
                print(counting.keys, file=answers, flush=True)
            elif order.startswith("saved"):
                print(json.dumps(_saved(you)), file=answers, flush=True)
            elif order.startswith("read"):
                you.go(IncidentPage, "incident", order.split()[1])
                print("there", file=answers, flush=True)
            elif order.startswith("completed"):
                print(json.dumps(_completed(you, order.split()[1])), file=answers, flush=True)
            elif (workspace := walker.screen.window.workspace) is not None:
                words = order.removeprefix("said ").strip()
                walker.wait(lambda workspace=workspace, words=words: words in workspace.messages.text)
                print(workspace.messages.text, file=answers, flush=True)
        walker.screen.application.removeEventFilter(counting)


def _saved(you: Visitor) -> dict[str, object]:
    form = you.page
    assert isinstance(form, QuickForm)
    you.walker.wait(form.after.isVisible)
    you.walker.settle()
    number = form.after.findChildren(SpokenNumber)[0].text()
    row = next(one for one in list_incidents(you.ctx, IncidentFilter()).items if one.ref == number)
    incident = show_incident(you.ctx, row.id).incident
    focus = form.window().focusWidget()
    found = {
        "channel": incident.channel,
        "kind": incident.kind,
        "level": int(incident.severity),
        "minutes_ago": (NOW - incident.occurred_at).total_seconds() / 60,
        "told": incident.told_by_id is not None,
        "focus": focus.accessibleName() if focus is not None else "",
        "ref": incident.ref,
    }
    form.save()  # done for now
    you.walker.settle()
    return found


def _completed(you: Visitor, reference: str) -> dict[str, object]:
    incident = show_incident(you.ctx, reference).incident
    details = incident.details
    assert details.phone is not None
    assert details.police is not None
    return {
        "version": incident.version,
        "narrative": incident.narrative,
        "call": [details.phone.hold_minutes, details.phone.transfers, details.phone.ended_by],
        "affected": [[one.role, one.distress, one.felt_threatened] for one in details.affected],
        "course": [len(details.deescalation.triggers), len(details.deescalation.signs)],
        "steps": [one.effect for one in details.deescalation.steps],
        "lasted": details.duration_minutes,
        "code": details.person_of_concern.local_code,
        "help": details.help_call and details.help_call.who_came,
        "police": [details.police.called, details.police.decided_by_role, len(details.police.alternatives_tried)],
        "factors": len(details.factors),
        "log": [details.statutory.loggable.answer, details.statutory.loggable.reason],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Role(sys.argv[2]), sys.stdin, sys.stdout)
