"""The table for the police and the list of help as a set-up file says them: what is there, and what a file changes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from incident_tracker.domain.clinic.directory import DirectoryEntry, accept_entry, shown_until
from incident_tracker.domain.clinic.police_table import (
    POLICE,
    PoliceLine,
    answer_of,
    changed_line,
    new_line,
    police_line,
)
from incident_tracker.domain.clinic.setup import HelpSetup, PoliceSetup, SetupAct, SetupChange
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.clinic.vocabulary import CLINIC, Term, offered_until
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.clinic.directory import save_entry
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.clinic_changes import moved_by_end_of_help, moved_by_end_of_word
from incident_tracker.usecases.oversight.setup_steps import Applied, at_place


def police_said(terms: Sequence[Term]) -> tuple[PoliceSetup, ...]:
    """The lines of the table that are the clinic's, and those that it retired."""
    return tuple(
        PoliceSetup(
            term.code, term.label, term.label_es, answer_of(term), term.definition, term.definition_es, term.valid_to
        )
        if term.source == CLINIC
        else PoliceSetup(term.code, last_day=term.valid_to)
        for term in terms
        if term.vocabulary == POLICE and (term.source == CLINIC or term.valid_to is not None)
    )


def help_said(work: Work) -> tuple[HelpSetup, ...]:
    """The entries that are shown, and those to come."""
    sites, day = {site.id: site.name for site in work.unit.sites.all()}, today(work)
    return tuple(
        HelpSetup(
            one.name,
            one.kind,
            one.phone,
            one.hours,
            one.by_video,
            one.note,
            sites[one.site_id] if one.site_id is not None else None,
            one.last_day,
        )
        for one in work.unit.directory.all()
        if one.in_use(day)
    )


def police_lines(work: Work, said: Sequence[PoliceSetup], *, saves: bool) -> Iterator[Applied]:
    """What the file changes in the table, line by line."""
    for number, line in enumerate(said, start=1):
        with at_place("police", number):
            yield from _police_line(work, line, saves=saves)


def help_entries(work: Work, said: Sequence[HelpSetup], sites: Sequence[Site], *, saves: bool) -> Iterator[Applied]:
    """What the file changes in the list of help; `sites` are those that are there by then."""
    for number, entry in enumerate(said, start=1):
        with at_place("help", number):
            yield from _help_entry(work, entry, sites, saves=saves)


def _police_line(work: Work, said: PoliceSetup, *, saves: bool) -> Iterator[Applied]:
    present, day = work.unit.terms.all(POLICE), today(work)
    term = next((one for one in present if one.code == said.code), None)
    if term is None:
        if said.label is None or said.answer is None:
            raise Refused(Reason.MISSING, "label" if said.label is None else "answer")
        if not said.code.isidentifier() or not said.code.isascii():
            raise Refused(Reason.UNKNOWN_TERM, "code", term=said.code)
        term = replace(new_line(present, _line(said, PoliceLine("", said.answer)), day), code=said.code)
        if saves:
            work.unit.terms.add(term)
            work.record("created", "term", None, after=term)
        yield Applied(SetupChange(SetupAct.ADDED, "police_line", term.label))
    else:
        wanted = changed_line(term, present, _line(said, police_line(term)), day)
        if wanted != term:
            term = _save(work, wanted, saves=saves)
            yield Applied(SetupChange(SetupAct.CHANGED, "police_line", term.label))
    last_day = _last_day(term, said.last_day, day)
    if last_day is not None:
        term = _save(work, offered_until(term, present, last_day, day), saves=saves)
        change = SetupChange(SetupAct.RETIRED, "police_line", term.label, days=(last_day,))
        yield Applied(change, moved_by_end_of_word(work, POLICE, term.code))


def _line(said: PoliceSetup, now: PoliceLine) -> PoliceLine:
    return PoliceLine(
        now.label if said.label is None else said.label,
        said.answer or now.answer,
        now.label_es if said.label_es is None else said.label_es,
        now.advice if said.advice is None else said.advice,
        now.advice_es if said.advice_es is None else said.advice_es,
    )


def _last_day(term: Term, said: date | None, day: date) -> date | None:
    """The last day to give to a line, if it is another one. One that has passed is yesterday for a line in use."""
    yesterday = day - timedelta(days=1)
    if said is None or said == term.valid_to:
        return None
    if said < yesterday:
        return None if term.valid_to is not None and term.valid_to <= yesterday else yesterday
    return said


def _save(work: Work, term: Term, *, saves: bool) -> Term:
    if not saves:
        return term
    saved = work.unit.terms.save(term)
    work.record("retired" if saved.valid_to else "changed", "term", None, after=saved)
    return saved


def _help_entry(work: Work, said: HelpSetup, sites: Sequence[Site], *, saves: bool) -> Iterator[Applied]:
    site = next((one for one in sites if said.site and one.name.casefold() == said.site.casefold()), None)
    if said.site and site is None:
        raise Refused(Reason.UNKNOWN_TERM, "site", term=said.site)
    site_id, every, day = site.id if site else None, work.unit.directory.all(), today(work)
    key = said.name.casefold(), site_id
    known = next((one for one in every if (one.name.casefold(), one.site_id) == key and one.in_use(day)), None)
    fresh = known or DirectoryEntry(work.new_id(), said.name, said.kind, said.phone, site_id=site_id)
    wanted = replace(
        fresh,
        name=said.name,
        kind=said.kind,
        phone=said.phone,
        hours=said.hours,
        by_video=said.by_video,
        note=said.note,
    )
    entry = accept_entry(wanted, every, day)
    if known is None:
        if saves:
            work.unit.directory.add(entry)
            work.record("created", "directory_entry", entry.id, after=entry)
        yield Applied(SetupChange(SetupAct.ADDED, "directory_entry", entry.name, said.site or ""))
    elif entry != known:
        entry = save_entry(work, entry) if saves else entry
        yield Applied(SetupChange(SetupAct.CHANGED, "directory_entry", entry.name, said.site or ""))
    if said.last_day is not None and said.last_day != entry.last_day:
        ended = shown_until(entry, every, said.last_day, day)
        if saves:
            save_entry(work, ended)
        change = SetupChange(SetupAct.RETIRED, "directory_entry", entry.name, days=(said.last_day,))
        yield Applied(change, moved_by_end_of_help(work, entry))
