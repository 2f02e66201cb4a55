"""The repositories of the support chapter, one for each transaction."""

from functools import cached_property

from db.base import Repositories
from db.support.calendar_entries import SqlCalendarEntries
from db.support.cases import SqlCases
from db.support.debriefs import SqlDebriefs, SqlParticipants
from db.support.follow_ups import SqlFollowUps
from db.support.holding import SqlLearningItems, SqlSteps
from db.support.invitations import SqlInvitationConsents, SqlInvitations
from db.support.offers import SqlOfferAnswers, SqlOffers
from db.support.outreach import SqlOutreach, SqlOutreachConsents
from db.support.outside_help import SqlOutsideHelp
from db.support.outsiders import SqlOutsiders
from db.support.own_time import SqlTimeEntries
from db.support.private_line import SqlPrivateAnswers
from db.support.protected_time import SqlAfterChecks, SqlCovers, SqlParticipantChecks, SqlSlots
from db.support.reminders import SqlMarks, SqlRemindersTold
from db.support.voices import SqlVoices
from db.support.wellbeing import SqlSupporterChoices, SqlWellbeingNotes


class SqlSupportRepositories(Repositories):
    """Mixed into the unit; each repository is made when it is first asked for."""

    @cached_property
    def support_cases(self) -> SqlCases:
        return SqlCases(self._connection)

    @cached_property
    def debriefs(self) -> SqlDebriefs:
        return SqlDebriefs(self._connection)

    @cached_property
    def participants(self) -> SqlParticipants:
        return SqlParticipants(self._connection)

    @cached_property
    def protected_slots(self) -> SqlSlots:
        return SqlSlots(self._connection)

    @cached_property
    def covers(self) -> SqlCovers:
        return SqlCovers(self._connection)

    @cached_property
    def calendar_entries(self) -> SqlCalendarEntries:
        return SqlCalendarEntries(self._connection)

    @cached_property
    def invitation_consents(self) -> SqlInvitationConsents:
        return SqlInvitationConsents(self._connection)

    @cached_property
    def invitations(self) -> SqlInvitations:
        return SqlInvitations(self._connection)

    @cached_property
    def after_checks(self) -> SqlAfterChecks:
        return SqlAfterChecks(self._connection)

    @cached_property
    def participant_checks(self) -> SqlParticipantChecks:
        return SqlParticipantChecks(self._connection)

    @cached_property
    def debrief_voices(self) -> SqlVoices:
        return SqlVoices(self._connection)

    @cached_property
    def step_records(self) -> SqlSteps:
        return SqlSteps(self._connection)

    @cached_property
    def learning_items(self) -> SqlLearningItems:
        return SqlLearningItems(self._connection)

    @cached_property
    def support_offers(self) -> SqlOffers:
        return SqlOffers(self._connection)

    @cached_property
    def offer_answers(self) -> SqlOfferAnswers:
        return SqlOfferAnswers(self._connection)

    @cached_property
    def outside_help(self) -> SqlOutsideHelp:
        return SqlOutsideHelp(self._connection)

    @cached_property
    def outsiders(self) -> SqlOutsiders:
        return SqlOutsiders(self._connection)

    @cached_property
    def time_entries(self) -> SqlTimeEntries:
        return SqlTimeEntries(self._connection)

    @cached_property
    def outreach(self) -> SqlOutreach:
        return SqlOutreach(self._connection)

    @cached_property
    def outreach_consents(self) -> SqlOutreachConsents:
        return SqlOutreachConsents(self._connection)

    @cached_property
    def follow_ups(self) -> SqlFollowUps:
        return SqlFollowUps(self._connection)

    @cached_property
    def reminder_marks(self) -> SqlMarks:
        return SqlMarks(self._connection)

    @cached_property
    def reminders_told(self) -> SqlRemindersTold:
        return SqlRemindersTold(self._connection)

    @cached_property
    def wellbeing_notes(self) -> SqlWellbeingNotes:
        return SqlWellbeingNotes(self._connection)

    @cached_property
    def private_answers(self) -> SqlPrivateAnswers:
        return SqlPrivateAnswers(self._connection)

    @cached_property
    def supporter_choices(self) -> SqlSupporterChoices:
        return SqlSupporterChoices(self._connection)
