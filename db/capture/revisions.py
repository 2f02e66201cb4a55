"""Earlier values of an incident's fields as JSON text, and back as values of those fields."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, get_type_hints
from uuid import UUID

from sqlalchemy import Row

from db.capture.frozen import json_value, reader_of
from incident_tracker.domain.capture.incidents import Details, Incident, Revision
from incident_tracker.domain.capture.listing import PastRevision


def rows_of(incident: Incident, revisions: Iterable[Revision], at: datetime, by: UUID) -> Iterator[dict[str, Any]]:
    """The rows of the revisions that a save of `incident` made."""
    for revision in revisions:
        yield {
            "incident_id": incident.id,
            "version": incident.version,
            "field": revision.field,
            "before": _text(revision.before),
            "after": _text(revision.after),
            "at": at,
            "by": by,
        }


def past_revision(row: Row[Any]) -> PastRevision:
    """The revision of a row. Errors: KeyError or ValueError for what `rows_of` did not write."""
    read = reader_of(_hints()[row.field])
    return PastRevision(
        row.version, row.at, row.by, row.field, read(json.loads(row.before)), read(json.loads(row.after))
    )


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(Incident) | {f"details.{name}": hint for name, hint in get_type_hints(Details).items()}


def _text(value: object) -> str:
    return json.dumps(json_value(value), separators=(",", ":"))
