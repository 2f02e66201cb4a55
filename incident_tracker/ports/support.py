"""What the core asks of the repositories of the support chapter."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from incident_tracker.domain.support.calendar_entries import CalendarEntry
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.guided_steps import StepRecord
from incident_tracker.domain.support.invitations import InvitationConsent, InvitationLetter, LetterState
from incident_tracker.domain.support.learning_items import LearningItem
from incident_tracker.domain.support.offers import OfferAnswer, SupportOffer
from incident_tracker.domain.support.outreach import Outreach, OutreachConsent
from incident_tracker.domain.support.outside_help import OutsideHelp
from incident_tracker.domain.support.outsiders import Outsider
from incident_tracker.domain.support.own_time import TimeEntry
from incident_tracker.domain.support.participants import Participant
from incident_tracker.domain.support.protected_time import AfterCheck, Cover, ParticipantCheck, ProtectedSlot
from incident_tracker.domain.support.reminder_facts import ReminderMark
from incident_tracker.domain.support.told import ReminderTold
from incident_tracker.domain.support.voices import Voices, VoiceSums
from incident_tracker.domain.support.wellbeing import SealedNote, SupporterChoice

R = TypeVar("R")


class Records(Protocol[R]):
    """One kind of record. `get` raises NotFound; `save` raises ChangedMeanwhile and answers with the new version."""

    def add(self, record: R, /) -> None: ...
    def add_many(self, records: Sequence[R], /) -> None: ...
    def save(self, record: R, /) -> R: ...
    def get(self, id: UUID, /) -> R: ...


class PartsOfDebriefs(Records[R], Protocol[R]):
    """Records that belong to a debrief."""

    def of(self, debrief_ids: Collection[UUID]) -> tuple[R, ...]:
        """All that belong to any of these debriefs, oldest debrief first."""


class CaseRepository(Records[SupportCase], Protocol):
    """The support side of incidents. A site is one of `site_ids`; None means all. Moments are aware."""

    def find(self, incident_id: UUID) -> SupportCase | None: ...
    def many(self, incident_ids: Collection[UUID]) -> tuple[SupportCase, ...]: ...
    def between(self, site_id: UUID, first: datetime, last: datetime) -> tuple[SupportCase, ...]:
        """The cases of incidents that happened from `first` to before `last`."""

    def since(self, site_ids: frozenset[UUID], moment: datetime) -> tuple[SupportCase, ...]:
        """The cases of these sites that have not ended, of incidents at `moment` (aware) or later, oldest first."""

    def leadership_untold(self, site_ids: frozenset[UUID] | None, limit: int) -> tuple[SupportCase, ...]:
        """The cases of which leadership was not told yet, soonest limit first."""

    def count_untold(self, site_ids: frozenset[UUID] | None) -> int:
        """How many `leadership_untold` would give without a limit."""

    def not_offered(self, site_id: UUID, now: datetime) -> tuple[SupportCase, ...]:
        """The cases of a site in which nothing was offered, and whose limit for that is after `now`."""


class DebriefRepository(Records[Debrief], Protocol):
    """Debriefs with the incidents they are about."""

    def of_incident(self, incident_id: UUID) -> tuple[Debrief, ...]: ...
    def about(self, incident_ids: Collection[UUID]) -> tuple[Debrief, ...]:
        """The debriefs about any of these incidents, each once."""

    def between(self, site_id: UUID, first: datetime, last: datetime) -> tuple[Debrief, ...]:
        """The first and second talks whose leading incident happened from `first` to before `last`."""

    def waiting(
        self, site_ids: frozenset[UUID] | None = None, person_id: UUID | None = None, limit: int = 500
    ) -> tuple[Debrief, ...]:
        """Debriefs to plan, hold or check, soonest first; at these sites, and those that involve `person_id` at any."""

    def count_waiting(self, site_ids: frozenset[UUID] | None = None, person_id: UUID | None = None) -> int:
        """How many `waiting` would give without a limit."""

    def incidents_due(self, site_ids: frozenset[UUID] | None, person_id: UUID | None, limit: int) -> tuple[UUID, ...]:
        """The incidents whose formal debrief is to be planned or held, as `waiting`."""

    def open_for(self, person_ids: Collection[UUID], site_id: UUID) -> tuple[Debrief, ...]:
        """All debriefs of a site to be planned or held that any of these people is owed, soonest first."""

    def canceled_since(self, moment: datetime) -> tuple[Debrief, ...]:
        """The debriefs that were canceled at `moment` or later because the report was struck out."""

    def booked_between(self, first: datetime, last: datetime) -> tuple[Debrief, ...]:
        """The debriefs with a time from `first` to before `last` (aware) that were not looked back at yet."""


class ParticipantRepository(PartsOfDebriefs[Participant], Protocol):
    """Who was invited to which debrief."""

    def find(self, debrief_id: UUID, person_id: UUID) -> Participant | None: ...
    def of_person(self, person_id: UUID) -> tuple[Participant, ...]: ...


class CoverRepository(PartsOfDebriefs[Cover], Protocol):
    """Who covers whose desk."""

    def find(self, debrief_id: UUID, person_id: UUID) -> Cover | None: ...


class CalendarEntryRepository(PartsOfDebriefs[CalendarEntry], Protocol):
    """What people's calendars hold of debriefs."""

    def to_come(self, person_id: UUID, now: datetime) -> tuple[CalendarEntry, ...]:
        """The entries of a person that are not over at `now`, canceled ones included, soonest first."""


class InvitationConsentRepository(Records[InvitationConsent], Protocol):
    """What each person said to invitations by e-mail."""

    def find(self, person_id: UUID) -> InvitationConsent | None: ...
    def all(self) -> tuple[InvitationConsent, ...]: ...


class InvitationRepository(PartsOfDebriefs[InvitationLetter], Protocol):
    """The outbox, with what left it."""

    def due(self, now: datetime, most: int) -> tuple[InvitationLetter, ...]:
        """Those to be tried at `now` (aware) that no other program has to itself, oldest first."""

    def waiting(self) -> tuple[InvitationLetter, ...]: ...
    def of_person(self, person_id: UUID) -> tuple[InvitationLetter, ...]: ...
    def count(self, state: LetterState) -> int: ...
    def last(self, state: LetterState, most: int) -> tuple[InvitationLetter, ...]:
        """The newest in this state, newest first."""


class OfferRepository(Records[SupportOffer], Protocol):
    """Offers of support."""

    def of_incident(self, incident_id: UUID) -> tuple[SupportOffer, ...]: ...
    def of_person(self, person_id: UUID) -> tuple[SupportOffer, ...]: ...


class OfferAnswerRepository(Records[OfferAnswer], Protocol):
    """Every answer to an offer."""

    def of_offers(self, offer_ids: Collection[UUID]) -> tuple[OfferAnswer, ...]:
        """All answers to these offers, those to one offer in the order in which they were given."""


class OutsiderRepository(Records[Outsider], Protocol):
    """People from elsewhere who may answer for debriefs."""

    def all(self) -> tuple[Outsider, ...]:
        """All of them, by name, those who are chosen no longer included."""


class OutsideHelpRepository(Records[OutsideHelp], Protocol):
    """Help for staff from outside the clinic."""

    def all(self) -> tuple[OutsideHelp, ...]:
        """All of it, by name, what is no longer named included."""


class TimeEntryRepository(Records[TimeEntry], Protocol):
    """Minutes that people wrote down; those that were taken back are in no list. Days are those of the site."""

    def of_person(self, person_id: UUID, since: date) -> tuple[TimeEntry, ...]:
        """Of days from `since` on, newest day first."""

    def between(self, first: date, last: date, site_ids: Collection[UUID] | None) -> tuple[TimeEntry, ...]:
        """Both days included; None means all sites."""


class OutreachRepository(Records[Outreach], Protocol):
    """Every note of a talk with others after an incident."""

    def of_incidents(self, incident_ids: Collection[UUID]) -> tuple[Outreach, ...]:
        """The notes after these incidents, in the order in which it happened."""


class OutreachConsentRepository(Records[OutreachConsent], Protocol):
    """Every answer of the staff affected to such a talk, in the order in which they were given. Moments are aware."""

    def of_incidents(self, incident_ids: Collection[UUID]) -> tuple[OutreachConsent, ...]: ...
    def of_person(self, person_id: UUID, since: datetime) -> tuple[OutreachConsent, ...]: ...
    def since(self, site_ids: frozenset[UUID], moment: datetime) -> tuple[OutreachConsent, ...]: ...


class FollowUpRepository(Records[FollowUp], Protocol):
    """Checks with one person each."""

    def of_incident(self, incident_id: UUID) -> tuple[FollowUp, ...]: ...
    def of_person(self, person_id: UUID) -> tuple[FollowUp, ...]: ...
    def between(self, site_id: UUID, first: datetime, last: datetime) -> tuple[FollowUp, ...]:
        """The checks after incidents that happened from `first` to before `last`."""

    def waiting(self, now: datetime, site_ids: frozenset[UUID] | None = None, limit: int = 500) -> tuple[FollowUp, ...]:
        """The open checks whose window is open at `now`, soonest limit first."""

    def count_waiting(self, now: datetime, site_ids: frozenset[UUID] | None = None) -> int:
        """How many `waiting` would give without a limit."""

    def to_come(self, site_id: UUID, now: datetime) -> tuple[FollowUp, ...]:
        """The open checks of a site whose limit is after `now`."""


class MarkRepository(Records[ReminderMark], Protocol):
    """Reminders that were put off or dismissed."""

    def find(self, person_id: UUID, key: str) -> ReminderMark | None: ...
    def hiding(self, person_ids: frozenset[UUID], now: datetime) -> tuple[ReminderMark, ...]:
        """The marks of these people that still hide something at `now`."""


class ToldRepository(Records[ReminderTold], Protocol):
    """Who was told of which reminder."""

    def of_person(self, person_id: UUID, keys: Collection[str]) -> tuple[ReminderTold, ...]:
        """Which of these reminders this person was told of, or is to be told of again."""


class WellbeingNoteRepository(Protocol):
    """Sealed notes with the keys of their readers. `get` raises NotFound; `save` raises ChangedMeanwhile."""

    def add(self, note: SealedNote) -> None: ...
    def save(self, note: SealedNote) -> SealedNote: ...
    def remove(self, id: UUID) -> None: ...
    def get(self, id: UUID) -> SealedNote: ...
    def of_owner(self, owner_id: UUID) -> tuple[SealedNote, ...]: ...
    def for_reader(self, reader_id: UUID) -> tuple[SealedNote, ...]:
        """The notes of others that have a key for this user, by owner and oldest first."""


class SupporterChoiceRepository(Records[SupporterChoice], Protocol):
    """Who was chosen to read someone's notes: one for each owner at most."""

    def of_owner(self, owner_id: UUID) -> SupporterChoice | None: ...
    def of_supporter(self, supporter_id: UUID) -> tuple[SupporterChoice, ...]: ...
    def remove(self, id: UUID) -> None: ...


class VoiceRepository(Protocol):
    """The sums of answers without a name."""

    def steps(self) -> tuple[VoiceSums, ...]: ...
    def add(self, said: Voices) -> None: ...


class SupportRepositories(Protocol):
    """The repositories of the support chapter, as attributes of a unit."""

    @property
    def support_cases(self) -> CaseRepository: ...
    @property
    def debriefs(self) -> DebriefRepository: ...
    @property
    def participants(self) -> ParticipantRepository: ...
    @property
    def protected_slots(self) -> PartsOfDebriefs[ProtectedSlot]: ...
    @property
    def covers(self) -> CoverRepository: ...
    @property
    def calendar_entries(self) -> CalendarEntryRepository: ...
    @property
    def invitation_consents(self) -> InvitationConsentRepository: ...
    @property
    def invitations(self) -> InvitationRepository: ...
    @property
    def after_checks(self) -> PartsOfDebriefs[AfterCheck]: ...
    @property
    def participant_checks(self) -> PartsOfDebriefs[ParticipantCheck]: ...
    @property
    def debrief_voices(self) -> VoiceRepository: ...
    @property
    def step_records(self) -> PartsOfDebriefs[StepRecord]: ...
    @property
    def learning_items(self) -> PartsOfDebriefs[LearningItem]: ...
    @property
    def support_offers(self) -> OfferRepository: ...
    @property
    def offer_answers(self) -> OfferAnswerRepository: ...
    @property
    def outsiders(self) -> OutsiderRepository: ...
    @property
    def outside_help(self) -> OutsideHelpRepository: ...
    @property
    def time_entries(self) -> TimeEntryRepository: ...
    @property
    def outreach(self) -> OutreachRepository: ...
    @property
    def outreach_consents(self) -> OutreachConsentRepository: ...
    @property
    def follow_ups(self) -> FollowUpRepository: ...
    @property
    def reminder_marks(self) -> MarkRepository: ...
    @property
    def reminders_told(self) -> ToldRepository: ...
    @property
    def wellbeing_notes(self) -> WellbeingNoteRepository: ...
    @property
    def private_answers(self) -> WellbeingNoteRepository: ...
    @property
    def supporter_choices(self) -> SupporterChoiceRepository: ...
