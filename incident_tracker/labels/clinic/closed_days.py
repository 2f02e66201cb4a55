"""What a closed day is called: a public holiday in the language of the reader, the clinic's own days as typed."""

from incident_tracker.domain.translatable import N_
from incident_tracker.wording import _, translated

_HOLIDAYS = frozenset(
    {
        N_("Cesar Chavez Day"),
        N_("Christmas Day"),
        N_("Columbus Day"),
        N_("Day After Thanksgiving"),
        N_("Diwali"),
        N_("Independence Day"),
        N_("Juneteenth National Independence Day"),
        N_("Labor Day"),
        N_("Martin Luther King Jr. Day"),
        N_("Memorial Day"),
        N_("Native American Heritage Day"),
        N_("New Year's Day"),
        N_("Presidents Day"),
        N_("Presidents' Day"),
        N_("Susan B. Anthony Day"),
        N_("Thanksgiving Day"),
        N_("Veterans Day"),
        N_("Washington's Birthday"),
    }
)
"""The holidays of the country and of the states that a site can have, as they are kept and in a set-up file."""

_OBSERVED = " (observed)"
_BETWEEN = "; "  # two holidays on one day


def closed_day_name(name: str) -> str:
    """The name of a closed day as a reader knows it; `name` is what is on record."""
    parts = name.split(_BETWEEN)
    if all(part.removesuffix(_OBSERVED) in _HOLIDAYS for part in parts):
        return _BETWEEN.join(map(_holiday, parts))
    return name


def _holiday(name: str) -> str:
    if name.endswith(_OBSERVED):
        return _("{holiday} (observed)").format(holiday=translated(name.removesuffix(_OBSERVED)))
    return translated(name)
