"""The repositories of the learning chapter, one for each transaction."""

from functools import cached_property

from db.base import Repositories
from db.learning.actions import SqlActionRepository
from db.learning.analyses import SqlAnalysisRepository
from db.learning.typed_analyses import TypedAnalysesAsJson


class SqlLearningRepositories(Repositories):
    """Mixed into the unit; each repository is made when it is first asked for."""

    @cached_property
    def analyses(self) -> SqlAnalysisRepository:
        return SqlAnalysisRepository(self._connection)

    @cached_property
    def typed_analyses(self) -> TypedAnalysesAsJson:
        return TypedAnalysesAsJson()

    @cached_property
    def actions(self) -> SqlActionRepository:
        return SqlActionRepository(self._connection)
