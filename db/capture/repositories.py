"""The repositories of the capture chapter, one for each transaction."""

from functools import cached_property

from db.base import Repositories
from db.capture.drafts import SqlDrafts
from db.capture.incidents import SqlIncidents
from db.capture.stubs import BoxedStubs
from db.capture.tallies import SqlTallies


class SqlCaptureRepositories(Repositories):
    """Mixed into the unit; each repository is made when it is first asked for."""

    @cached_property
    def drafts(self) -> SqlDrafts:
        return SqlDrafts(self._connection)

    @cached_property
    def incidents(self) -> SqlIncidents:
        return SqlIncidents(self._connection)

    @cached_property
    def stubs(self) -> BoxedStubs:
        return BoxedStubs(self._services.stubs)

    @cached_property
    def tallies(self) -> SqlTallies:
        return SqlTallies(self._connection)
