"""How each person arranged the columns of each list: kept beside the window's size on this computer, for them alone."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from PySide6.QtCore import QSettings


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The columns by their keys: those that were moved in their order, those hidden, and widths in pixels at 100 %.

    `sort` is the word of the column that the list is sorted by, "" for the natural order.
    """

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    widths: Mapping[str, int] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False


class ColumnMemory:
    """The file that remembers them; nothing is kept before it is named."""

    memory: QSettings | None = None

    @classmethod
    def remember_in(cls, memory: QSettings) -> None:
        """Keep arrangements there from now on."""
        cls.memory = memory

    @classmethod
    def recall(cls, whose: str, list_key: str) -> Arrangement:
        """How this person left this list; what cannot be read is taken as unsaid."""
        said = cls.memory.value(_place(whose, list_key)) if cls.memory is not None else None
        try:
            found = json.loads(said) if isinstance(said, str) else {}
            return Arrangement(
                tuple(str(key) for key in found.get("order", ())),
                frozenset(str(key) for key in found.get("hidden", ())),
                {str(key): int(width) for key, width in found.get("widths", {}).items()},
                str(found.get("sort", "")),
                bool(found.get("descending", False)),
            )
        except (ValueError, TypeError, AttributeError):
            return Arrangement()

    @classmethod
    def keep(cls, whose: str, list_key: str, arrangement: Arrangement) -> None:
        """This person arranged this list so."""
        if cls.memory is not None:
            said = asdict(arrangement) | {"hidden": sorted(arrangement.hidden)}
            cls.memory.setValue(_place(whose, list_key), json.dumps(said))


def _place(whose: str, list_key: str) -> str:
    return f"lists/{whose}/{list_key}"
