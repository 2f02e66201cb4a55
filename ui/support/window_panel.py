"""The first screen of a debrief: what it is and is not, when it is meant to be, and the same shift's five minutes."""

from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.guided_steps import PRINCIPLES
from incident_tracker.domain.support.windows import SupportStep, follow_up_days, logged_late, rule_for, window_of
from incident_tracker.labels.facts import minutes_text
from incident_tracker.usecases.support.debriefs import combine_debriefs
from incident_tracker.usecases.support.holding import record_hot_debrief
from incident_tracker.wording import _, ngettext, translated
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text, one_stop
from ui.support.beside import Beside, buttons
from ui.support.combine_question import CombineQuestion
from ui.support.debrief_view import DebriefView
from ui.support.panel import DebriefPanel, rebuild
from ui.support.reason_question import NotHeldQuestion
from ui.support.time_text import debrief_window_text
from ui.support.window_line import WindowLine
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Card, row
from ui.widgets.text import note, text_label


class WindowPanel(DebriefPanel):
    """Signals: `incident_wanted(UUID)` to look at the incident behind it, `offers_wanted(UUID)` at its support."""

    incident_wanted = Signal(object)
    offers_wanted = Signal(object)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._window = text_label("", "label")
        self._window.setWordWrap(True)
        self._line = WindowLine()
        self._duties = QVBoxLayout()
        self._duties.setSpacing(px(4))
        card = Card(_("When"))
        card.add(self._window, self._line, self._duties)
        self._principles = Card(_("What this is, and what it is not"), _("Read them aloud at the beginning, too."))
        for number, principle in enumerate(PRINCIPLES, 1):
            line = row(text_label(str(number), "label"), text_label(translated(principle)), gap=12)
            line.setStretch(1, 1)
            self._principles.add(line)
        self._hot = QVBoxLayout()
        self._hot.setSpacing(px(16))
        self.add(card, self._hot, self._principles)

    def fill(self, view: DebriefView) -> None:
        debrief, now = view.debrief, self.desk.now()
        if debrief.open:
            self._window.setText(debrief_window_text(debrief, now, view.zone))
        else:
            by = near_text(debrief.by, now, view.zone)
            self._window.setText(one_stop(_("It was due by {moment}.").format(moment=by)))
        self._line.show_window(debrief, now, view.zone, self.desk.theme.tones)
        duties = self._sentences(view) if view.may_plan or view.may_hold else []
        leads = [_("{name} leads it.").format(name=view.leader)] if view.leader else []
        duties += [*leads, *(view.told_of(one) for one in debrief.assistants)]
        rebuild(self._duties, *(note(sentence) for sentence in duties))
        if view.may_plan:
            self._duties.addWidget(self._incidents(view))
        rebuild(self._hot, *self._same_shift(view), *self._combining(view))

    def _sentences(self, view: DebriefView) -> list[str]:
        debrief, rule = view.debrief, rule_for(view.debrief.tier)
        least = minutes_text(debrief.least_minutes)
        sentences = [
            _("Support tier {tier}: at least {least}, private, phones off.").format(tier=debrief.tier, least=least)
        ]
        if rule.apart_first:
            sentences.append(
                _("First with each person alone; together from the third day on, and only if everyone wants it.")
            )
        if rule.sessions > 1:
            sentences.append(
                ngettext("{n} talk is owed.", "{n} talks are owed.", rule.sessions).format(n=rule.sessions)
            )
        checks = [follow_up_days(step)[1] for step in rule.follow_ups]
        if checks:
            days = ", ".join(str(day) for day in checks)
            sentences.append(_("Someone asks again afterwards, by day {days}.").format(days=days))
        if debrief.not_before > debrief.occurred_at:
            sentences.append(_("Not before the first night has passed, unless the person asks for it."))
        if any(logged_late(case.occurred_at, case.logged_at) for case in view.file.cases):
            sentences.append(
                _("It was written down more than a day later. The window still counts from when it happened.")
            )
        return sentences

    def _incidents(self, view: DebriefView) -> QWidget:
        many = len(view.debrief.incident_ids) > 1
        openers = []
        for number, incident in enumerate(view.debrief.incident_ids, 1):
            text = _("Open incident {n}").format(n=number) if many else _("Open the incident")
            openers.append(Button(text, "small", Icon.INCIDENTS, partial(self.incident_wanted.emit, incident)))
        offers = Button(_("Offers and first minutes"), "small", Icon.SUPPORT, self._open_offers)
        return flowing(*openers, offers, gap=px(8))

    @Slot()
    def _open_offers(self) -> None:
        if self.view is not None:
            self.offers_wanted.emit(self.view.debrief.incident_ids[0])

    def _same_shift(self, view: DebriefView) -> list[QWidget]:
        if not view.supports or not rule_for(view.debrief.tier).hot:
            return []
        card = Card(_("Five minutes in the same shift"))
        hot = view.hot
        if hot is not None and hot.ended_at is not None:
            moment = near_text(hot.ended_at, self.desk.now(), view.zone)
            card.add(note(one_stop(_("Held {moment}.").format(moment=moment))))
        elif hot is not None:
            reason = view.names.label("not_held_reason", hot.not_held_reason or "")
            card.add(note(_("Not held: {reason}.").format(reason=reason)))
        elif not view.debrief.open or not view.may_hold:
            return []
        elif self.desk.now() > _end_of_shift(view):
            card.add(note(_("Nothing was recorded about it.")))
            card.add(row(Button(_("It was not held …"), "quiet", None, self._hot_not_held), None))
        else:
            card.add(
                note(
                    _(
                        "Standing, practical and optional: what happened in two sentences, what went well, "
                        "what would help, and one thing to put right today."
                    )
                )
            )
            card.add(
                buttons(
                    Button(_("It was held just now"), "", Icon.DONE, self._hot_held),
                    Button(_("It was not held …"), "quiet", None, self._hot_not_held),
                )
            )
        return [card]

    def _combining(self, view: DebriefView) -> list[QWidget]:
        if view.debrief.status is not DebriefStatus.TO_PLAN or not view.others:
            return []
        card = Card(
            _("One debrief for both?"),
            _("Another debrief is open for the same person. If the person agrees, one may serve both."),
        )
        for other in view.others:
            by = near_text(other.by or self.desk.now(), self.desk.now(), view.zone)
            names = view.names.joined(other.persons)
            button = Button(_("Combine"), "", None, partial(self._combine, other.subject_id))
            button.setAccessibleName(
                _("Combine with the debrief for {names}, by {moment}").format(names=names, moment=by)
            )
            card.add(Beside(text_label(_("For {names}, by {moment}").format(names=names, moment=by)), button))
        return [card]

    def _combine(self, other_id: UUID) -> None:
        if self.view is not None:
            question = CombineQuestion(self, self.view.persons_of_both(other_id), self.view.names)
            question.agreed.connect(partial(self._combine_agreed, other_id))
            question.open()

    def _combine_agreed(self, other_id: UUID, agreed: tuple[UUID, ...]) -> None:
        if self.view is not None:
            debrief = self.view.debrief
            self.run(asked(combine_debriefs, debrief.id, debrief.version, other_id, agreed), then=self._combined)

    def _combined(self, _debrief: Debrief) -> None:
        self.saved(_("One debrief now covers both. The stricter of their limits counts."))

    @Slot()
    def _hot_held(self) -> None:
        if self.view is not None:
            self.run(asked(record_hot_debrief, self.view.debrief.incident_ids[0]), then=self._hot_kept)

    @Slot()
    def _hot_not_held(self) -> None:
        if self.view is not None:
            question = NotHeldQuestion(self, _("Why the five minutes were not held"), self.view.names)
            question.chosen.connect(self._keep_hot_reason)
            question.open()

    @Slot(object)
    def _keep_hot_reason(self, reason: NotHeldReason) -> None:
        if self.view is not None:
            self.run(asked(record_hot_debrief, self.view.debrief.incident_ids[0], reason), then=self._hot_kept)

    def _hot_kept(self, _debrief: Debrief) -> None:
        self.saved(_("Saved."))


def _end_of_shift(view: DebriefView) -> datetime:
    hot = window_of(SupportStep.HOT, view.supports[0].due)
    return hot.by if hot is not None else view.debrief.occurred_at
