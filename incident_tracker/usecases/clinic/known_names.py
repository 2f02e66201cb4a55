"""The names that someone who knows a clinic would try first in a pass phrase."""

from collections.abc import Iterator

from incident_tracker.ports.unit import Unit
from incident_tracker.usecases.gate import outside_gate


@outside_gate("a pass phrase is chosen at the door, too; nobody is told the names")
def names_of(unit: Unit) -> Iterator[str]:
    """The names of the clinic, its sites, desks and people."""
    yield unit.settings.get().name
    yield from (site.name for site in unit.sites.all())
    yield from (desk.name for desk in unit.sites.desks())
    yield from (person.name for person in unit.people.all())
