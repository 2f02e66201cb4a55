"""The repositories of the clinic chapter, one for each transaction."""

from functools import cached_property

from db.base import Repositories
from db.clinic.absences import SqlAbsences
from db.clinic.calendars import SqlCalendars
from db.clinic.directory import SqlDirectory
from db.clinic.extras import SqlExtras
from db.clinic.people import SqlPeople
from db.clinic.settings import SqlRequests, SqlSettings
from db.clinic.sites import SqlSites
from db.clinic.users import SqlUsers
from db.clinic.vocabulary import SqlTerms
from incident_tracker.ports.clinic import KeySlots, Upkeep


class SqlClinicRepositories(Repositories):
    """Mixed into the unit; each repository is made when it is first asked for."""

    @cached_property
    def sites(self) -> SqlSites:
        return SqlSites(self._connection)

    @cached_property
    def calendars(self) -> SqlCalendars:
        return SqlCalendars(self._connection)

    @cached_property
    def absences(self) -> SqlAbsences:
        return SqlAbsences(self._connection)

    @cached_property
    def directory(self) -> SqlDirectory:
        return SqlDirectory(self._connection)

    @cached_property
    def people(self) -> SqlPeople:
        return SqlPeople(self._connection)

    @cached_property
    def users(self) -> SqlUsers:
        return SqlUsers(self._connection)

    @cached_property
    def terms(self) -> SqlTerms:
        return SqlTerms(self._connection)

    @cached_property
    def settings(self) -> SqlSettings:
        return SqlSettings(self._connection)

    @cached_property
    def extras(self) -> SqlExtras:
        return SqlExtras(self._connection)

    @property
    def key_slots(self) -> KeySlots:
        return self._services.key_slots

    @property
    def upkeep(self) -> Upkeep:
        return self._services.upkeep

    @cached_property
    def requests(self) -> SqlRequests:
        return SqlRequests(self._connection)
