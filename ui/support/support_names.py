"""What the support pages call people, sites and codes, and the choices that they offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.clinic.directory import DirectoryEntry, entries_at
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.domain.support.debriefs import DebriefMode, DebriefStatus
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.offers import Answer
from incident_tracker.domain.support.outside_help import OutsideHelp
from incident_tracker.domain.support.participants import Response, TalkForm
from incident_tracker.domain.support.protected_time import MoveReason, Paid, Protected
from incident_tracker.labels.clinic.directory import entry_text
from incident_tracker.labels.support.answers import (
    follow_up_outcome_text,
    own_answer_text,
    own_response_text,
    own_talk_form_text,
    response_meaning,
    response_text,
)
from incident_tracker.labels.support.debriefs import debrief_mode_meaning, debrief_mode_text, debrief_status_text
from incident_tracker.labels.support.protected_time import move_reason_text, paid_text, protected_text
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.directory import list_directory
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.clinic.vocabulary import list_terms
from incident_tracker.usecases.support.outside_help import list_outside_help
from incident_tracker.wording import _
from ui.widgets.choice_chips import Choice


@dataclass(frozen=True)
class SupportNames:
    """What people, sites and codes are called."""

    people: tuple[Person, ...] = ()
    sites: tuple[Site, ...] = ()
    terms: tuple[Term, ...] = ()
    today: date = date.min
    outside_help: tuple[OutsideHelp, ...] = ()
    directory: tuple[DirectoryEntry, ...] = ()
    """Where patients find help, also what is no longer shown."""

    @cached_property
    def _people(self) -> dict[UUID, Person]:
        return {person.id: person for person in self.people}

    def person(self, person_id: UUID | None) -> str:
        """The name of a member of staff."""
        found = self._people.get(person_id) if person_id is not None else None
        return found.name if found else _("a member of staff")

    def help(self, help_id: UUID | None) -> OutsideHelp | None:
        """The help from outside, or None."""
        return next((one for one in self.outside_help if one.id == help_id), None)

    def help_for_staff(self, site_id: UUID) -> list[str]:
        """Who helps the staff of a site, from outside the clinic, and how to reach them: one line for each."""
        named = [one for one in self.outside_help if one.site_id == site_id and one.in_use]
        return [_("{name}: {contact}").format(name=one.name, contact=one.contact) for one in named]

    def help_for_patients(self, site_id: UUID) -> list[str]:
        """Who can be called for the patients of a site, one line for each."""
        return [entry_text(one) for one in entries_at(self.directory, site_id, self.today)]

    def joined(self, person_ids: Iterable[UUID]) -> str:
        """Several names in one line."""
        return ", ".join(self.person(one) for one in person_ids)

    def record(self, person_id: UUID) -> Person | None:
        """The member of staff, or None."""
        return self._people.get(person_id)

    def staff(self, without: Iterable[UUID] = ()) -> list[Choice]:
        """Who works here now, except these people, by name."""
        left_out = set(without)
        present = [one for one in self.people if one.active and one.id not in left_out]
        return [Choice(one.id, one.name) for one in sorted(present, key=lambda one: one.name)]

    def site(self, site_id: UUID) -> Site | None:
        """The site, or None."""
        return next((site for site in self.sites if site.id == site_id), None)

    def label(self, vocabulary: str, code: str) -> str:
        """What a code is called; a code without a term stays as it is."""
        term = next((one for one in self.terms if one.vocabulary == vocabulary and one.code == code), None)
        return term.labeled(wording.language()) if term else code

    def choices(self, vocabulary: str) -> list[Choice]:
        """The terms of a vocabulary that are still offered."""
        language = wording.language()
        return [
            Choice(term.code, term.labeled(language), term.explained(language))
            for term in self.terms
            if term.vocabulary == vocabulary and term.valid_on(self.today)
        ]


def read_support_names(ctx: Context) -> SupportNames:
    """Everything that the support pages need to name things."""
    terms = [term for name in ("support_offer", "not_held_reason", "factor") for term in list_terms(ctx, name)]
    sites = list_sites(ctx)
    today = ctx.now().astimezone(sites[0].time_zone).date()
    return SupportNames(list_people(ctx), sites, tuple(terms), today, list_outside_help(ctx), list_directory(ctx))


def status_badge(status: DebriefStatus) -> tuple[str, str]:
    """The status of a debrief, and the tone of its badge."""
    return debrief_status_text(status), _status_tone(status)


def _status_tone(status: DebriefStatus) -> str:
    match status:
        case DebriefStatus.TO_PLAN:
            return "notice"
        case DebriefStatus.PLANNED:
            return "accent"
        case DebriefStatus.HELD:
            return "good"
        case DebriefStatus.DECLINED_BY_ALL | DebriefStatus.NOT_HELD:
            return ""


def response_badge(response: Response) -> tuple[str, str]:
    """A person's answer to an invitation, and its tone; no answer is better than another."""
    return response_text(response), "accent" if response is Response.YES else ""


def mode_choices() -> list[Choice]:
    """How a debrief is held."""
    return [Choice(mode, debrief_mode_text(mode), debrief_mode_meaning(mode)) for mode in DebriefMode]


def response_choices() -> list[Choice]:
    """The four answers; any may follow any other."""
    answers = (Response.YES, Response.LATER, Response.OTHER_SUPPORT, Response.NO)
    return [Choice(one, own_response_text(one), response_meaning(one)) for one in answers]


def talk_form_choices() -> list[Choice]:
    """Alone, together, or either."""
    return [Choice(one, own_talk_form_text(one)) for one in TalkForm]


def answer_choices() -> list[Choice]:
    """The three answers to an offer of help."""
    return [Choice(one, own_answer_text(one)) for one in (Answer.ACCEPTED, Answer.LATER, Answer.DECLINED)]


def outcome_choices() -> list[Choice]:
    """The possible results of a check."""
    outcomes = (FollowUpOutcome.OFFERED, FollowUpOutcome.ACCEPTED, FollowUpOutcome.REFERRED, FollowUpOutcome.DECLINED)
    return [Choice(one, follow_up_outcome_text(one)) for one in outcomes]


def protected_choices() -> list[Choice]:
    """Was the time kept free?"""
    return [Choice(one, protected_text(one)) for one in Protected]


def paid_choices() -> list[Choice]:
    """Was it paid?"""
    return [Choice(one, paid_text(one)) for one in Paid]


def move_choices() -> list[Choice]:
    """Who asked to move a time."""
    return [Choice(one, move_reason_text(one)) for one in MoveReason]
