"""One sheet to book or move a time: who said yes, who leads, who covers and where, all filled in and changeable."""

from collections.abc import Iterator
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.debriefs import DebriefMode
from incident_tracker.domain.support.protected_time import MoveReason, SlotRequest
from incident_tracker.domain.support.week import Planning, TimeFound, covers_then, is_free
from incident_tracker.labels.support.debriefs import concern_text
from incident_tracker.usecases.support.booking import WholeBooking
from incident_tracker.usecases.support.debriefs import Candidate
from incident_tracker.usecases.support.week import WeekDebrief
from incident_tracker.wording import _, problem_text
from ui.support.asking_panel import preferences_text
from ui.support.covers_field import CoversField
from ui.support.support_names import mode_choices, move_choices
from ui.support.week_layout import Board
from ui.support.week_words import day_and_span
from ui.widgets.box_data import choose_data
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.dialogs import Question
from ui.widgets.form import Form
from ui.widgets.text import note, text_label
from ui.widgets.tick_box import TickBox


class BookingSheet(Question):
    """Enter books at once where nothing is missing. Signals: `wanted(WholeBooking)`; it stays open until accepted."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, board: Board, found: TimeFound, place: str, *, moves: bool) -> None:
        assert board.chosen is not None
        assert board.planning is not None
        self._board, self._found, self._moves = board, found, moves
        self._item: WeekDebrief = board.chosen
        self._planning: Planning = board.planning
        names = board.names
        when = day_and_span(found.starts_at, found.ends_at, board.zone)
        who = names.names.joined(self._item.hoped_for)
        super().__init__(
            parent,
            _("Move it here?") if moves else _("Book this time?"),
            _("{who}: {when}").format(who=who, when=when),
            _("Move it") if moves else _("Book it"),
            width=460,
        )
        if found.late:
            self.body.addWidget(note(_("This is after the last moment. It is still worth holding.")))
        self.ticks = {
            id: TickBox(_("{name} was asked and said yes").format(name=names.names.person(id)))
            for id in self._item.hoped_for
            if id not in self._item.coming
        }
        if self.ticks:
            self.body.addWidget(text_label(_("It is voluntary. Tick only what you heard from them."), "note"))
        for tick in self.ticks.values():
            self.body.addWidget(tick)
        for words in self._choices():
            self.body.addWidget(note(words))
        self.because = ChoiceChips(_("Who asked to move it?"), move_choices(), numbered=False)
        self.leader, self.reason, self.place = QComboBox(), QLineEdit(), QLineEdit(place)
        self.covers = CoversField()
        self.form = Form()
        if moves:
            self.form.add("because", _("&Who asked to move it?"), self.because)
        self.mode = ChoiceChips(_("How"), mode_choices(), numbered=False)
        self.mode.choose(self._item.debrief.mode)
        if len(self._item.hoped_for) > 1:
            self.form.add("mode", _("H&ow"), self.mode)
        self.form.add("facilitator", _("Who &leads it"), self.leader)
        self.why_form = Form()
        self.why_form.add("facilitator_reason", _("Why this person all the &same"), self.reason)
        self.place_form = Form()
        self.place_form.add("covers", _("Who covers the &desk"), self.covers)
        self.place_form.add("place", _("&Place"), self.place, _("Private, and no one's office."))
        self._problem = text_label("", "error")
        self._problem.hide()
        for part in (self.form, self.why_form, self.place_form, self._problem):
            self.body.addWidget(part)
        self._offer_leaders()
        self._offer_covers()
        self.covers.choose(found.covers)
        self.leader.activated.connect(self._leader_changed)
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._book)

    def first_focus(self) -> QWidget:
        """Where something has to be said; else the button, so that Enter books."""
        if self.ticks:
            return next(iter(self.ticks.values()))
        return super().first_focus() if self._moves else self.verb

    def show_refusal(self, problem: Problem) -> None:
        """Say why it could not be booked, at its field if it has one here."""
        self._problem.hide()
        if not any(form.show_problem(problem) for form in (self.form, self.why_form, self.place_form)):
            self._problem.setText(problem_text(problem))
            self._problem.show()

    def _choices(self) -> Iterator[str]:
        """What those who come have asked for."""
        for one in self._item.participants:
            said = preferences_text(one)
            if said and one.person_id in self._item.hoped_for:
                name = self._board.names.names.person(one.person_id)
                yield _("{name}: {words}").format(name=name, words=said)

    def _offer_leaders(self) -> None:
        debrief = self._item.debrief
        if debrief.facilitator_outside:
            self.leader.addItem(debrief.facilitator_outside, None)
        attending = set(self._item.hoped_for)
        candidates = [
            one for one in self._item.candidates if not one.eligibility.involved and one.person.id not in attending
        ]
        for one in sorted(candidates, key=lambda one: (bool(one.eligibility.concerns), not self._is_free(one))):
            self.leader.addItem(self._leader_text(one), one.person.id)
        chosen = self._found.leader_id
        choose_data(self.leader, chosen)
        self._show_reason()

    def _leader_text(self, candidate: Candidate) -> str:
        name = candidate.person.name
        if candidate.eligibility.concerns:
            return _("{name} – needs a reason").format(name=name)
        return name if self._is_free(candidate) else _("{name} – not free then").format(name=name)

    def _is_free(self, candidate: Candidate) -> bool:
        return is_free(self._planning, candidate.person.id, self._found.starts_at, self._found.ends_at)

    def _leader(self) -> UUID | None:
        data = self.leader.currentData()
        return data if isinstance(data, UUID) else None

    def _concerned(self) -> Candidate | None:
        leader = self._leader()
        chosen = next((one for one in self._item.candidates if one.person.id == leader), None)
        return chosen if chosen is not None and chosen.eligibility.concerns else None

    def _show_reason(self) -> None:
        candidate = self._concerned()
        self.why_form.setVisible(candidate is not None)
        if candidate is not None:
            concerns = "; ".join(concern_text(one) for one in candidate.eligibility.concerns)
            self.reason.setPlaceholderText(
                _("{name} {concerns}.").format(name=candidate.person.name, concerns=concerns)
            )

    def _offer_covers(self) -> None:
        names = self._board.names
        desks = [Choice(one.person_id, one.name) for one in self._planning.booking.attendees if one.at_desk]
        free = covers_then(self._planning, self._found.starts_at, self._found.ends_at, self._leader())
        may_close = self._planning.booking.may_close
        self.covers.offer(desks, [Choice(one, names.names.person(one)) for one in free], may_close)

    @Slot()
    def _leader_changed(self) -> None:
        self._show_reason()
        self._offer_covers()

    @Slot()
    def _book(self) -> None:
        because = self.because.code()
        for form in (self.form, self.why_form, self.place_form):
            form.clear_problems()
        self._problem.hide()
        if self._moves and not isinstance(because, MoveReason):
            self.form.show_message("because", _("Please say who asked to move it."))
            return
        heard = tuple(id for id, tick in self.ticks.items() if tick.isChecked())
        coming = {*self._item.coming, *heard}
        if not coming:
            self._problem.setText(_("No one has said yes yet. Ask first, then book."))
            self._problem.show()
            return
        covers = {person: cover for person, cover in self.covers.covers().items() if person in coming}
        mode = self.mode.code()
        request = SlotRequest(
            self._found.starts_at,
            self._found.ends_at,
            covers,
            self.place.text(),
            mode if isinstance(mode, DebriefMode) else self._item.debrief.mode,
        )
        self.wanted.emit(
            WholeBooking(
                request,
                self._leader(),
                self.reason.text() if self._concerned() is not None else "",
                heard,
                because if isinstance(because, MoveReason) else None,
            )
        )
