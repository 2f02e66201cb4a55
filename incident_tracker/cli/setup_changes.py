"""What applying a file to the clinic does and moves, as lines and as JSON: the same for the set-up and for staff."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from incident_tracker.labels.clinic.setup import changes_text, setup_change_text
from incident_tracker.labels.oversight.clinic_changes import moves_text
from incident_tracker.usecases.oversight.setup_steps import Applied


def change_document(one: Applied) -> dict[str, object]:
    """One change with what it moves."""
    change = one.change
    return {
        "act": change.act.value,
        "kind": change.kind,
        "name": change.name,
        "site": change.site or None,
        "days": [day.isoformat() for day in change.days],
        "moves": asdict(one.moves),
    }


def change_lines(done: Sequence[Applied], *, dry_run: bool) -> list[str]:
    """A line for each change, one below it for what it moves, and how many there are."""
    lines = []
    for one in done:
        lines.append(setup_change_text(one.change, date.isoformat))
        if one.moves:
            lines.append(f"  {moves_text(one.moves)}")
    return [*lines, changes_text(len(done), dry_run=dry_run)]
