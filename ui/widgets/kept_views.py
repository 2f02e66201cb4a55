"""The views of a list that someone saved under a name: what the filter was set to, kept for them alone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ui.widgets.column_memory import ColumnMemory


@dataclass(frozen=True, slots=True)
class ListView:
    """A name, and the choices of the filter by their keys; every other choice is "all". `own`: someone saved it."""

    name: str
    choices: Mapping[str, str] = field(default_factory=dict)
    own: bool = False


def recall_views(whose: str, list_key: str) -> tuple[ListView, ...]:
    """The views that this person saved; what cannot be read is taken as unsaid."""
    memory = ColumnMemory.memory
    said = memory.value(f"views/{whose}/{list_key}") if memory is not None else None
    try:
        found = json.loads(said) if isinstance(said, str) else []
        return tuple(
            ListView(str(name), {str(key): str(code) for key, code in choices.items()}, own=True)
            for name, choices in found
        )
    except (ValueError, TypeError, AttributeError):
        return ()


def keep_views(whose: str, list_key: str, views: Sequence[ListView]) -> None:
    """These are the views of this person from now on."""
    if ColumnMemory.memory is not None:
        said = json.dumps([(one.name, dict(one.choices)) for one in views])
        ColumnMemory.memory.setValue(f"views/{whose}/{list_key}", said)
