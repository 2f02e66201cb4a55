"""Support in words: names and terms, what is owed, answers, reasons; and the next step of each thing that waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.domain.support.debriefs import Concern, DebriefKind, DebriefMode, DebriefStatus
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.guided_steps import Principle
from incident_tracker.domain.support.offers import Answer
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import MoveReason, Paid, Protected
from incident_tracker.domain.support.windows import Step
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.clinic.vocabulary import list_terms
from incident_tracker.wording import _, pgettext
from ui.widgets.choice_chips import Choice


@dataclass(frozen=True)
class SupportWords:
    """What people, sites and codes are called."""

    people: tuple[Person, ...] = ()
    sites: tuple[Site, ...] = ()
    terms: tuple[Term, ...] = ()

    @cached_property
    def _people(self) -> dict[UUID, Person]:
        return {person.id: person for person in self.people}

    def person(self, person_id: UUID | None) -> str:
        """The name of a member of staff."""
        found = self._people.get(person_id) if person_id is not None else None
        return found.name if found else _("a member of staff")

    def names(self, person_ids: Iterable[UUID]) -> str:
        """Several names in one line."""
        return ", ".join(self.person(one) for one in person_ids)

    def record(self, person_id: UUID) -> Person | None:
        """The member of staff, or None."""
        return self._people.get(person_id)

    def staff(self, without: Iterable[UUID] = ()) -> list[Choice]:
        """Who works here now, without some, by name."""
        left_out = set(without)
        present = [one for one in self.people if one.active and one.id not in left_out]
        return [Choice(one.id, one.name) for one in sorted(present, key=lambda one: one.name)]

    def site(self, site_id: UUID) -> Site | None:
        """The site, or None."""
        return next((site for site in self.sites if site.id == site_id), None)

    def label(self, vocabulary: str, code: str) -> str:
        """What a code is called; one without a term stays as it is."""
        term = next((one for one in self.terms if one.vocabulary == vocabulary and one.code == code), None)
        return term.labelled(wording.language()) if term else code

    def choices(self, vocabulary: str) -> list[Choice]:
        """The terms of a vocabulary that are still offered."""
        language = wording.language()
        return [
            Choice(term.code, term.labelled(language), term.definition if language == "en" else "")
            for term in self.terms
            if term.vocabulary == vocabulary and term.valid_to is None
        ]


def read_words(ctx: Context) -> SupportWords:
    """Everything that the support pages need to name things."""
    terms = [term for name in ("support_offer", "not_held_reason", "factor") for term in list_terms(ctx, name)]
    return SupportWords(list_people(ctx), list_sites(ctx), tuple(terms))


def step_text(step: Step) -> str:
    """A check with one person, as people say it."""
    return {
        Step.CHECK_IN: _("The first check-in"),
        Step.FOLLOW_UP_72H: _("Ask again after three days"),
        Step.FOLLOW_UP_7D: _("Ask again after a week"),
        Step.FOLLOW_UP_30D: _("Ask again after a month"),
        Step.FOLLOW_UP_90D: _("Ask again after three months"),
        Step.LEADERSHIP: _("Tell leadership"),
    }.get(step, _("Debrief"))


def kind_text(kind: DebriefKind) -> str:
    """What is held."""
    return {
        DebriefKind.RELIEF: _("Relief"),
        DebriefKind.HOT: _("Five minutes together"),
        DebriefKind.CHECK_IN: _("Check-in"),
        DebriefKind.FORMAL: _("Debrief"),
        DebriefKind.THEMATIC: _("Shared debrief of the month"),
    }[kind]


def status_text(status: DebriefStatus) -> tuple[str, str]:
    """Where a debrief stands, and the tone of its badge."""
    return {
        DebriefStatus.TO_PLAN: (_("To plan"), "notice"),
        DebriefStatus.PLANNED: (pgettext("a debrief", "Planned"), "accent"),
        DebriefStatus.HELD: (_("Held"), "good"),
        DebriefStatus.DECLINED_BY_ALL: (_("Not wished"), ""),
        DebriefStatus.NOT_HELD: (_("Not held"), ""),
    }[status]


def mode_choices() -> list[Choice]:
    """How a debrief is held."""
    return [
        Choice(DebriefMode.ONE_TO_ONE, _("One to one")),
        Choice(DebriefMode.GROUP, _("Together"), _("Only if everybody it happened to wishes it.")),
        Choice(DebriefMode.PHONE, _("By phone")),
    ]


def response_text(response: Response) -> tuple[str, str]:
    """What somebody answered to being asked, and its tone; no answer is better than another."""
    return {
        Response.ASKED: (_("asked, free to answer"), ""),
        Response.YES: (_("comes"), "accent"),
        Response.NO: (_("would rather not"), ""),
        Response.LATER: (_("perhaps later"), ""),
        Response.OTHER_SUPPORT: (_("other support"), ""),
    }[response]


def response_choices() -> list[Choice]:
    """The four answers; any may follow any other."""
    return [
        Choice(Response.YES, _("Yes, I would like to")),
        Choice(Response.LATER, _("Perhaps later"), _("Nobody asks again by themselves; the offer stays open.")),
        Choice(Response.OTHER_SUPPORT, _("Something else instead")),
        Choice(Response.NO, _("No, thank you"), _("That is fine. Nobody asks why, and you may change your mind.")),
    ]


def answer_choices() -> list[Choice]:
    """The three answers to an offer of help."""
    return [
        Choice(Answer.ACCEPTED, _("Yes, please")),
        Choice(Answer.LATER, _("Perhaps later")),
        Choice(Answer.DECLINED, _("No, thank you")),
    ]


def answer_text(answer: Answer) -> tuple[str, str]:
    """What came of an offer, and its tone."""
    return {
        Answer.OPEN: (pgettext("an offer", "open"), ""),
        Answer.ACCEPTED: (_("accepted"), "accent"),
        Answer.DECLINED: (_("not needed"), ""),
        Answer.LATER: (_("perhaps later"), ""),
    }[answer]


def concern_text(concern: Concern) -> str:
    """What speaks against a facilitator, without a reproach."""
    return {
        Concern.LINE_MANAGER: _("is the line manager of somebody it happened to"),
        Concern.ANALYSIS_TEAM: _("works on the analysis of this incident"),
        Concern.TREATS_AGGRESSOR: _("treats the person of concern"),
        Concern.NOT_TRAINED: _("has no training in leading debriefs"),
    }[concern]


def outcome_choices() -> list[Choice]:
    """What may come of a check."""
    return [
        Choice(FollowUpOutcome.OFFERED, _("All is well, support stays offered")),
        Choice(FollowUpOutcome.ACCEPTED, _("Wishes support")),
        Choice(FollowUpOutcome.REFERRED, _("Went on to professional help")),
        Choice(FollowUpOutcome.DECLINED, _("Would rather not talk")),
    ]


def protected_choices() -> list[Choice]:
    """Was the time kept free?"""
    return [
        Choice(Protected.YES, _("Yes")),
        Choice(Protected.PARTLY, _("Partly")),
        Choice(Protected.NO, _("No")),
    ]


def paid_choices() -> list[Choice]:
    """Was it paid?"""
    return [Choice(Paid.YES, _("Yes")), Choice(Paid.NO, _("No")), Choice(Paid.UNKNOWN, _("I do not know yet"))]


def move_choices() -> list[Choice]:
    """At whose wish a time is moved."""
    return [
        Choice(MoveReason.PARTICIPANT, _("Somebody taking part wished it")),
        Choice(MoveReason.MANAGEMENT, _("The clinic needs it")),
    ]


def principle_text(principle: Principle) -> str:
    """What a step is for."""
    return {
        Principle.SAFETY: _("Safety"),
        Principle.TRUST: _("Trust"),
        Principle.PEERS: _("Among peers"),
        Principle.COLLABORATION: _("Together"),
        Principle.CHOICE: _("Voice and choice"),
        Principle.CULTURE: _("Culture and fairness"),
    }[principle]
