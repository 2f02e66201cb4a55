"""Help for staff from outside the clinic as a set-up file says it: what is there, and what a file changes."""

from collections.abc import Iterator, Sequence

from incident_tracker.domain.clinic.setup import SetupAct, SetupChange, SupportSetup
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.outside_help import HelpDraft
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.setup_steps import Applied, at_place
from incident_tracker.usecases.support.outside_help import keep_changed_help, keep_new_help, keep_retired_help


def support_said(work: Work) -> tuple[SupportSetup, ...]:
    """The help that is named to staff now."""
    names = {site.id: site.name for site in work.unit.sites.all() if site.in_use(today(work, site))}
    return tuple(
        SupportSetup(one.name, names[one.site_id], one.contact, tuple(kind.value for kind in one.kinds), apart=True)
        for one in work.unit.outside_help.all()
        if one.in_use and one.site_id in names
    )


def support_entries(
    work: Work, said: Sequence[SupportSetup], sites: Sequence[Site], *, saves: bool
) -> Iterator[Applied]:
    """What the file changes in the help for staff; `sites` are those that are there by then."""
    for number, entry in enumerate(said, start=1):
        with at_place("support", number):
            yield from _entry(work, entry, sites, saves=saves)


def _entry(work: Work, said: SupportSetup, sites: Sequence[Site], *, saves: bool) -> Iterator[Applied]:
    site = next((one for one in sites if one.name.casefold() == said.site.casefold()), None)
    if site is None:
        raise Refused(Reason.UNKNOWN_TERM, "site", term=said.site)
    key = site.id, said.name.casefold()
    named = [one for one in work.unit.outside_help.all() if (one.site_id, one.name.casefold()) == key]
    known = next((one for one in named if one.in_use), None)
    if said.retired:
        if known is not None:
            if saves:
                keep_retired_help(work, known)
            yield Applied(SetupChange(SetupAct.RETIRED, "support", said.name, site.name, (today(work, site),)))
        return
    draft = HelpDraft(said.name, said.contact, tuple(_kind(code) for code in said.kinds), said.apart)
    if known is None:
        keep_new_help(work, site.id, draft, saves=saves)
        yield Applied(SetupChange(SetupAct.ADDED, "support", said.name, site.name))
    elif keep_changed_help(work, known, draft, saves=saves) != known:
        yield Applied(SetupChange(SetupAct.CHANGED, "support", said.name, site.name))


def _kind(code: str) -> OfferKind:
    try:
        return OfferKind(code)
    except ValueError:
        raise Refused(Reason.UNKNOWN_TERM, "kinds", term=code) from None
