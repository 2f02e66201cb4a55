"""Who answers for a debrief, and who leads it: never a person who was involved; with a concern, only for a written
reason.
"""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.reasons import SHORTEST
from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.debriefs import Concern, Debrief
from incident_tracker.labels.support.debriefs import concern_text
from incident_tracker.usecases.support.debriefs import (
    Candidate,
    choose_facilitator,
    choose_manager,
    choose_outside_facilitator,
)
from incident_tracker.wording import _, pgettext
from ui.icons import Icon
from ui.outsider_fields import OutsiderFields
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import day_text
from ui.support.assistants_card import AssistantsCard
from ui.support.beside import Beside
from ui.support.debrief_view import DebriefView
from ui.support.outsider_card import OutsiderPart
from ui.support.panel import DebriefPanel, Typed, rebuild
from ui.theme.spacing import px
from ui.widgets.box_data import choose_data
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.form import Form
from ui.widgets.layout import Card, Hairline, column, row
from ui.widgets.text import Badge, note, say_with, text_label


class LeadingPanel(DebriefPanel):
    """One accountable manager with a deputy, and the facilitator. `card_wanted(debrief id)`: print it for someone from
    elsewhere.
    """

    card_wanted = Signal(object)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._wanted: Candidate | None = None
        self.manager, self.deputy = QComboBox(), QComboBox()
        self.duty_form = Form()
        self.duty_form.add("manager", _("Who &answers for it"), self.manager, _("Always exactly one person."))
        self.duty_form.add("deputy", _("&Deputy"), self.deputy, _("Responsible while the first person is away."))
        self.manager_outside = OutsiderFields(self.duty_form)
        self.outsider = OutsiderPart(desk)
        self.outsider.print_wanted.connect(self.card_wanted)
        self._keep_duty = Button(_("Keep"), "", Icon.DONE, self._save_duty)
        duty = Card(_("Who makes sure that it happens"))
        self._meanwhile = note("")
        duty.add(self.duty_form, self._meanwhile, row(self._keep_duty, None), self.outsider)
        for box in (self.manager, self.deputy):
            box.activated.connect(self.touch)
        self.manager_outside.changed.connect(self.touch)
        self._present = text_label("", "label")
        self._present.setWordWrap(True)
        self._why = note("")
        self._list = QVBoxLayout()
        self._list.setSpacing(px(4))
        self._asking = Card(look="sunken")
        self._concern = text_label("")
        self.declared = ChoiceChips(
            _("Are there other concerns?"),
            [Choice(one, concern_text(one)) for one in (Concern.ANALYSIS_TEAM, Concern.TREATS_AGGRESSOR)],
            several=True,
            numbered=False,
        )
        self.reason = QLineEdit()
        self.form = Form()
        self.form.add("declared", _("Are th&ere other concerns?"), self.declared, optional=True)
        self.form.add("facilitator_reason", _("&Why this person anyway"), self.reason, _reason_help())
        self._asking.add(
            self._concern,
            self.form,
            row(
                Button(_("Choose anyway"), "", Icon.DONE, self._choose_wanted),
                Button(_("Someone else"), "quiet", None, self._let_go),
                None,
            ),
        )
        self._asking.hide()
        self.outside = QLineEdit()
        self.outside.setPlaceholderText(_("Name, and from where"))
        self.outside_form = Form()
        help_text = _("A trained person from another site or service, if no one here is suitable.")
        self.outside_form.add("facilitator", _("Someone from &outside"), self.outside, help_text)
        self._outside_button = Button(_("Choose them"), "", None, self._choose_outside)
        leads = Card(
            _("Who leads it"), _("Trained, not involved, and not in a position to judge anyone who takes part.")
        )
        leads.add(
            self._present,
            self._why,
            self._list,
            self._asking,
            Hairline(),
            self.outside_form,
            row(self._outside_button, None),
        )
        for line in (self.reason, self.outside):
            line.textEdited.connect(self.tell_typing)
        self.assistants = AssistantsCard(desk)
        self.add(duty, leads, self.assistants)

    def fill(self, view: DebriefView) -> None:
        debrief = view.debrief
        if not self.touched:
            _offer_people(self.manager, view, debrief.manager_id, "")
            _offer_people(self.deputy, view, debrief.deputy_id, _("No one"))
            self.manager_outside.offer(view.outsiders, debrief.manager_outside or "")
        self.outsider.show_card(view.outsider_card)
        self._meanwhile.setText(self._stands_in(view))
        self._meanwhile.setVisible(bool(self._meanwhile.text()))
        name = view.leader
        self._present.setText(_("{name} leads it.").format(name=name) if name else _("No one leads it yet."))
        self.assistants.show_view(view)
        self._why.setText(_("Reason: {reason}").format(reason=debrief.facilitator_reason))
        self._why.setVisible(bool(debrief.facilitator_reason))
        rebuild(self._list, *(self._candidate(one, view) for one in view.candidates))
        for child in (
            self._keep_duty,
            self._outside_button,
            self.manager,
            self.deputy,
            self.outside,
        ):
            child.setEnabled(debrief.open)
        self.manager_outside.set_enabled(debrief.open)

    def _stands_in(self, view: DebriefView) -> str:
        """Who acts now, where the person who answers for it is away; "" where they are here."""
        manager, deputy, now = view.debrief.manager_id, view.debrief.deputy_id, self.desk.now()
        away = {id for id, times in view.away.items() if any(start <= now < end for start, end in times)}
        if manager is None or manager not in away:
            return ""
        name = view.names.person(manager)
        if deputy is None or deputy in away:
            return _("{name} is away today. Please choose who else answers for it.").format(name=name)
        return _("{name} is away today. {deputy} is reminded instead.").format(
            name=name, deputy=view.names.person(deputy)
        )

    def forget(self) -> None:
        super().forget()
        self._let_go()
        self.outside.clear()

    def typed(self) -> Typed:
        words = {"reason": self.reason.text().strip(), "outside": self.outside.text().strip()}
        duty = {"manager": self.manager.currentData(), "deputy": self.deputy.currentData()} if self.touched else {}
        return {**words, **duty} if any(words.values()) or duty else {}

    def take_typed(self, typed: Typed) -> None:
        self.reason.setText(typed.get("reason", ""))
        self.outside.setText(typed.get("outside", ""))
        for key, box in (("manager", self.manager), ("deputy", self.deputy)):
            if key in typed:
                choose_data(box, typed[key])
                self.touched = True

    def _candidate(self, candidate: Candidate, view: DebriefView) -> QWidget:
        verdict, person = candidate.eligibility, candidate.person
        site = view.names.site(person.site_id)
        elsewhere = person.site_id != view.debrief.site_id and site is not None
        name = text_label(person.name, "label")
        name.setWordWrap(True)
        concerns = "; ".join(concern_text(one) for one in verdict.concerns)
        sentence = concerns[:1].upper() + concerns[1:] if concerns else _("There are no concerns.")
        if verdict.involved:
            sentence = _("Was part of it, and cannot lead this debrief.")
        if elsewhere and site is not None:
            sentence = f"{sentence} · {site.name}"
        until = self._away_until(person.id, view)
        if until is not None:
            sentence = f"{_('Away until {day}.').format(day=day_text(until))} {sentence}"
        chosen = person.id == view.debrief.facilitator_id
        if until is not None:
            badge = Badge(pgettext("a person", "Away"), "notice")
        elif chosen:
            badge = Badge(_("Leads it"), "accent")
        elif verdict.involved:
            badge = Badge(_("Was involved"))
        else:
            badge = Badge(_("Fits"), "good") if verdict.free else Badge(_("Needs a reason"), "notice")
        button = Button(_("Choose"), "", None, partial(self._choose, candidate))
        button.setAccessibleName(_("Choose {name}: {sentence}").format(name=person.name, sentence=sentence))
        button.setEnabled(view.debrief.open and not verdict.involved and not chosen)
        told = note(sentence)
        say_with(button, name, told)
        return Beside(column(name, told, gap=2), badge, button)

    def _away_until(self, person_id: UUID, view: DebriefView) -> date | None:
        """The last day on which a person is away who is away when it is held; now, while it has no time."""
        moment = view.debrief.starts_at or self.desk.now()
        found = [end for start, end in view.away.get(person_id, ()) if start <= moment < end]
        return (max(found) - timedelta(microseconds=1)).astimezone(self.desk.zone).date() if found else None

    @Slot()
    def _save_duty(self) -> None:
        if self.view is None:
            return
        people = (self.manager.currentData(), self.deputy.currentData())
        manager, deputy = (UUID(one) if one else None for one in people)
        outside, debrief = self.manager_outside.value(), self.view.debrief
        self.desk.runner.run(
            asked(choose_manager, debrief.id, debrief.version, manager, deputy, outside),
            owner=self,
            then=self._duty_kept,
            otherwise=self._duty_refused,
        )

    def _duty_kept(self, debrief: Debrief) -> None:
        self.duty_form.clear_problems()
        here = self.view is not None and debrief.manager_id is not None
        name = self.view.names.person(debrief.manager_id) if self.view and here else debrief.manager_outside or ""
        self.saved(_("{name} answers for it.").format(name=name))

    def _duty_refused(self, problem: Problem) -> None:
        if not self.duty_form.show_problem(problem):
            self.refused(problem)

    def _choose(self, candidate: Candidate) -> None:
        if candidate.eligibility.concerns:
            self._wanted = candidate
            concerns = "; ".join(concern_text(one) for one in candidate.eligibility.concerns)
            text = _("{name} {concerns}. The choice is possible, and the reason is kept with it.")
            self._concern.setText(text.format(name=candidate.person.name, concerns=concerns))
            self._asking.show()
            self.reason.setFocus()
        elif self.view is not None:
            debrief = self.view.debrief
            self.run(asked(choose_facilitator, debrief.id, debrief.version, candidate.person.id), then=self._chosen)

    @Slot()
    def _choose_wanted(self) -> None:
        if self.view is not None and self._wanted is not None:
            debrief = self.view.debrief
            declared = tuple(one for one in self.declared.codes() if isinstance(one, Concern))
            self.run(
                asked(
                    choose_facilitator,
                    debrief.id,
                    debrief.version,
                    self._wanted.person.id,
                    self.reason.text(),
                    declared,
                ),
                then=self._chosen,
            )

    @Slot()
    def _let_go(self) -> None:
        self._wanted = None
        self._asking.hide()
        self.reason.clear()
        self.declared.choose()
        if self.form is not None:
            self.form.clear_problems()

    @Slot()
    def _choose_outside(self) -> None:
        if self.view is not None:
            debrief = self.view.debrief
            self.desk.runner.run(
                asked(choose_outside_facilitator, debrief.id, debrief.version, self.outside.text()),
                owner=self,
                then=self._chosen,
                otherwise=self._outside_refused,
            )

    def _outside_refused(self, problem: Problem) -> None:
        if not self.outside_form.show_problem(problem):
            self.refused(problem)

    def _chosen(self, debrief: Debrief) -> None:
        self._let_go()
        self.outside.clear()
        self.outside_form.clear_problems()
        name = self.view.names.person(debrief.facilitator_id) if self.view and debrief.facilitator_id else ""
        self.desk.messages.tell(_("{name} leads it.").format(name=name or debrief.facilitator_outside))


def _offer_people(box: QComboBox, view: DebriefView, chosen: UUID | None, nobody: str) -> None:
    """Those who could act on it, and who is named now."""
    box.clear()
    box.addItem(nobody or _("Choose a person"), None)
    able = view.booking.can_answer if view.booking is not None else frozenset[UUID]()
    here = [one for one in view.names.staff() if one.code in able or one.code == chosen]
    if chosen is not None and all(one.code != chosen for one in here):  # who has left is named until someone else is
        here.append(Choice(chosen, view.names.person(chosen)))
    for person in here:
        box.addItem(person.label, str(person.code))
    choose_data(box, str(chosen) if chosen else None)


def _reason_help() -> str:
    return _("A sentence of at least {least} characters, kept with the choice.").format(least=SHORTEST)
