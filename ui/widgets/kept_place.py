"""Where someone was in a list, found again by the records themselves after its rows were read again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ui.widgets.record_model import PAGE, RecordModel

_MOST_PAGES = 8  # so many parts are read at once to find selected rows again; the others are let go


def identity(record: Any) -> Any:
    """What stays the same in a record when it is read again."""
    return getattr(record, "id", getattr(record, "sequence", record))


@dataclass(slots=True)
class KeptPlace:
    """The current record with its row, the selected ones with theirs, and how far the list was scrolled.

    Without `everywhere` only the rows at the beginning are looked at: the list is another one now.
    """

    current: Any
    row: int
    chosen: dict[Any, int] = field(default_factory=dict)
    scrolled: int = 0
    everywhere: bool = True

    @classmethod
    def of(
        cls, rows: RecordModel, current: int, chosen: Iterable[int], scrolled: int, everywhere: bool
    ) -> "KeptPlace | None":
        """The place in a list; None where no row is current. A row that is not here is known by its number alone."""
        if not 0 <= current < rows.total:
            return None
        here = rows.record(current)
        records = ((row, rows.record(row)) for row in chosen)
        wanted = {identity(record): row for row, record in records if record is not None}
        known = identity(here) if here is not None else object()
        return cls(known, current, wanted, scrolled, everywhere)

    def pages(self, total: int) -> list[int]:
        """The parts of the list in which the records should be: where they were, or one before or after."""
        if not self.everywhere:
            return [0]
        last = max(0, total - 1) // PAGE
        near = [place for row in (self.row, *self.chosen.values()) for place in _around(row)]
        return [page for page in dict.fromkeys(near) if page <= last][:_MOST_PAGES]

    def found(self, rows: RecordModel) -> tuple[int | None, list[int]]:
        """The row of the current record and those of the selected ones, as far as they are here."""
        where = {identity(record): row for row, record in rows.loaded()}
        return where.get(self.current), sorted(where[one] for one in self.chosen if one in where)


def _around(row: int) -> tuple[int, ...]:
    page, offset = divmod(row, PAGE)
    before = (page - 1,) if page and offset < PAGE // 4 else ()
    after = (page + 1,) if offset >= PAGE * 3 // 4 else ()
    return (page, *before, *after)
