"""What only a call has: waiting, transfers, a warning, how it ended, a recording."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.capture.phone_calls import Direction, EndedBy, PhoneCall, Recording
from incident_tracker.labels.capture.phone_calls import ended_by_text, recording_text
from incident_tracker.wording import _
from ui.capture.small_fields import NumberField, YesNo
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.form import Form
from ui.widgets.layout import row


class PhoneFields(QWidget):
    """A call in six small questions, none of them required.

    Signals: `changed()` when an answer changed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hold = NumberField(_("Minutes on hold"), 600)
        self._transfers = NumberField(_("Transfers before"), 50)
        self._ended = ChoiceChips(_("Who ended the call"), [Choice(one, ended_by_text(one)) for one in EndedBy])
        self._warned = YesNo(_("A warning was given"))
        self._call_back = YesNo(_("A call back was promised"))
        self._recording = ChoiceChips(
            _("Is there a recording"), [Choice(one, recording_text(one)) for one in Recording]
        )
        self._place = QLineEdit()
        self._form = Form()
        numbers = Form()
        numbers.add("hold_minutes", _("&Minutes on hold"), self._hold)
        more = Form()
        more.add("transfers", _("Trans&fers before"), self._transfers)
        self._numbers = (numbers, more)
        self._form.add("ended_by", _("Who ended &the call"), self._ended)
        warned, promised = Form(), Form()
        warned.add("warning_given", _("A w&arning was given"), self._warned)
        promised.add("call_back_promised", _("A call back was &promised"), self._call_back)
        self._form.add_widget(_beside(warned, promised))
        self._form.add("recording", _("Is there a recording"), self._recording)
        self._form.add("recording_place", _("Where the recording is"), self._place, optional=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(_beside(numbers, more))
        layout.addWidget(self._form)
        self._direction = Direction.INBOUND
        self._was_known = False
        for signal in (
            self._hold.changed,
            self._transfers.changed,
            self._ended.changed,
            self._warned.changed,
            self._call_back.changed,
            self._recording.changed,
            self._place.textEdited,
        ):
            signal.connect(self._tell)

    def show_call(self, call: PhoneCall | None, direction: Direction = Direction.INBOUND) -> None:
        """Show a call, or an empty one in that direction."""
        shown = call or PhoneCall(direction)
        self._was_known = call is not None
        self._direction = shown.direction
        self._hold.set_number(shown.hold_minutes)
        self._transfers.set_number(shown.transfers)
        self._ended.choose(*([shown.ended_by] if shown.ended_by else []))
        self._warned.set_answer(shown.warning_given)
        self._call_back.set_answer(shown.call_back_promised)
        self._recording.choose(*([shown.recording] if call is not None else []))
        self._place.setText(shown.recording_place)

    def set_direction(self, direction: Direction) -> None:
        """Who called whom follows from the channel."""
        self._direction = direction

    def call(self) -> PhoneCall | None:
        """The call as answered so far, None if nothing was asked yet. Errors: Refused at the field."""
        ended, recording = self._ended.code(), self._recording.code()
        call = PhoneCall(
            self._direction,
            self._hold.number(),
            self._transfers.number(),
            ended if isinstance(ended, EndedBy) else None,
            self._warned.answer(),
            self._call_back.answer(),
            recording if isinstance(recording, Recording) else Recording.UNKNOWN,
            self._place.text().strip(),
        )
        return call if self._was_known or call != PhoneCall(self._direction) else None

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


def _beside(left: QWidget, right: QWidget) -> QWidget:
    pair = QWidget()
    pair.setLayout(row(left, right, gap=24))
    return pair
