"""What only a call has, in little room: waiting, transfers, a warning, how it ended, a recording."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker.domain.capture.phone_calls import Direction, EndedBy, PhoneCall, Recording
from incident_tracker.labels.capture.phone_calls import ended_by_text, recording_text
from incident_tracker.wording import _
from ui.capture.small_fields import NumberField
from ui.theme.spacing import is_roomy, px
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice
from ui.widgets.flow_layout import FlowLayout, flowing_policy
from ui.widgets.form import FieldCaption
from ui.widgets.side_form import beside_label


class CallLine(QWidget):
    """A call in six small questions beside each other, none of them required.

    Signals: `changed()` when an answer changed; `gone_on()` after a digit answered.
    """

    changed = Signal()
    gone_on = Signal()

    def __init__(self, reserves: bool = False, parent: QWidget | None = None) -> None:
        """`reserves`: what is asked only after an answer has its room before, so that nothing moves."""
        super().__init__(parent)
        yes_no = (Choice("yes", _("Yes")), Choice("no", _("No")))
        self._hold = NumberField(_("Minutes on hold"), 600)
        self._transfers = NumberField(_("Transfers before"), 50)
        self._ended = ChoiceBox(_("Who ended the call"), [Choice(one, ended_by_text(one)) for one in EndedBy])
        self._warned = ChoiceBox(_("A warning was given"), yes_no)
        self._call_back = ChoiceBox(_("A call back was promised"), yes_no)
        self._recording = ChoiceBox(
            _("Is there a recording"), [Choice(one, recording_text(one)) for one in Recording], open_text=""
        )
        self._place = QLineEdit()
        self._place.setAccessibleName(_("Where the recording is"))
        for number in (self._hold, self._transfers):
            number.setPlaceholderText("")
            number.setFixedWidth(px(56))
        flow = FlowLayout(self, px(10), centered=True, reserves=reserves and is_roomy())
        for words, field in (
            (_("&Minutes on hold"), self._hold),
            (_("Trans&fers"), self._transfers),
            (_("Ended b&y"), self._ended),
            (_("W&arning given"), self._warned),
            (_("Call back &promised"), self._call_back),
            (_("Recor&ding"), self._recording),
        ):
            flow.addWidget(_pair(words, field))
        self._where_it_is = _pair(_("Where the recording is"), self._place)
        flow.addWidget(self._where_it_is)
        self.setSizePolicy(flowing_policy())
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
        for box in (self._ended, self._warned, self._call_back, self._recording):
            box.gone_on.connect(self.gone_on)
        self.show_call(None)

    def show_call(self, call: PhoneCall | None, direction: Direction = Direction.INBOUND) -> None:
        """Show a call, or an empty one in that direction."""
        shown = call or PhoneCall(direction)
        self._was_known = call is not None
        self._direction = shown.direction
        self._hold.set_number(shown.hold_minutes)
        self._transfers.set_number(shown.transfers)
        self._ended.choose(shown.ended_by)
        self._warned.choose(_code(shown.warning_given))
        self._call_back.choose(_code(shown.call_back_promised))
        self._recording.choose(shown.recording)
        self._place.setText(shown.recording_place)
        self._ask_place()

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
            _answer(self._warned),
            _answer(self._call_back),
            recording if isinstance(recording, Recording) else Recording.UNKNOWN,
            "" if recording is Recording.NO else self._place.text().strip(),
        )
        return call if self._was_known or call != PhoneCall(self._direction) else None

    def _ask_place(self) -> None:
        recording = self._recording.code()
        known = recording is not Recording.NO and bool(self._place.text())
        self._where_it_is.setVisible(recording is Recording.YES or known)

    @Slot()
    def _tell(self) -> None:
        self._ask_place()
        self.changed.emit()


def _pair(words: str, field: QWidget) -> QWidget:
    caption = FieldCaption(words, field)
    caption.setProperty("look", "note")
    return beside_label(caption, field)


def _code(answer: bool | None) -> str | None:
    return None if answer is None else "yes" if answer else "no"


def _answer(box: ChoiceBox) -> bool | None:
    return {"yes": True, "no": False}.get(str(box.code()))
