"""The whole set-up of a clinic as one file: what it is, what a file would change and move, and changing it so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, TypeVar
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import NewWeek, accept_closed_days, with_new_week
from incident_tracker.domain.clinic.police_table import POLICE
from incident_tracker.domain.clinic.quick_choices import CHANNEL, with_channel
from incident_tracker.domain.clinic.settings import accept_closing_day, accept_idle_minutes
from incident_tracker.domain.clinic.setup import (
    ClinicSetup,
    PartSetup,
    Place,
    SetupAct,
    SetupChange,
    SetupRefused,
    SiteSetup,
    WordSetup,
)
from incident_tracker.domain.clinic.sites import Desk, PhoneLine, Profile, Site, accept_name, accept_site, retired
from incident_tracker.domain.clinic.vocabulary import CLINIC, Term, new_term, offered_until, reworded
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.clinic.opening import with_closed_days, with_week
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.oversight.clinic_changes import (
    moved_by_end_of_line,
    moved_by_end_of_site,
    moved_by_end_of_word,
    moved_by_hours,
)
from incident_tracker.usecases.oversight.setup_extras import extras, extras_said
from incident_tracker.usecases.oversight.setup_help import help_entries, help_said, police_lines, police_said
from incident_tracker.usecases.oversight.setup_order import orders, orders_said
from incident_tracker.usecases.oversight.setup_steps import Applied, at_place
from incident_tracker.usecases.oversight.setup_support import support_entries, support_said
from incident_tracker.usecases.support.opening import follow_calendar

P = TypeVar("P", Desk, PhoneLine)


@needs(Permission.MANAGE_CLINIC)
def export_setup(work: Work) -> ClinicSetup:
    """What the clinic is now, without people and accounts. Errors: NotAllowed for who leads certain sites only."""
    work.require()
    unit = work.unit
    terms, settings = unit.terms.all(), unit.settings.get()
    return ClinicSetup(
        settings.name,
        settings.idle_minutes,
        settings.own_reports,
        tuple(_said(work, site) for site in unit.sites.all() if site.in_use(today(work, site))),
        tuple(
            _word_said(term, terms)
            for term in terms
            if term.vocabulary != POLICE and (term.source == CLINIC or term.valid_to is not None)
        ),
        police_said(terms),
        help_said(work),
        settings.desks_may_close,
        support_said(work),
        orders_said(work, terms),
        extras_said(work),
        settings.closing_day,
    )


@needs(Permission.MANAGE_CLINIC)
def preview_setup(work: Work, wanted: ClinicSetup) -> tuple[Applied, ...]:
    """What applying it would do; nothing is changed. Errors: SetupRefused with the place."""
    work.require()
    return tuple(_Applying(work, saves=False).all_of(wanted))


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC, Area.SUPPORT, Area.REMINDERS})
def apply_setup(work: Work, wanted: ClinicSetup, *, reason: str) -> tuple[Applied, ...]:
    """Change the clinic to what it says, all or nothing. Errors: SetupRefused with the place, Refused at `reason`."""
    work.require_reason(reason)
    return tuple(_Applying(work, saves=True).all_of(wanted))


class _Applying:
    """Compares what is wanted with what is there, thing by thing, and saves the difference where it `saves`."""

    def __init__(self, work: Work, *, saves: bool) -> None:
        self._work, self._unit, self._saves = work, work.unit, saves
        self._sites = {site.name.casefold(): site for site in work.unit.sites.all()}
        self._desks, self._lines = list(work.unit.sites.desks()), list(work.unit.sites.lines())
        self._terms = {(term.vocabulary, term.code): term for term in work.unit.terms.all()}
        self._today = today(work)

    def all_of(self, wanted: ClinicSetup) -> Iterator[Applied]:
        """What is done, in the order of the file; words first, because desks begin with them."""
        yield from self._name(wanted.name)
        yield from self._idle(wanted.idle_minutes)
        yield from self._closing(wanted.desks_may_close)
        yield from self._closing_day(wanted.closing_day)
        yield from self._own_reports(wanted.own_reports)
        for number, word in enumerate(wanted.words, start=1):
            with at_place("word", number):
                yield from self._word(word)
        for number, said in enumerate(wanted.sites, start=1):
            with at_place("site", number):
                yield from self._site(said)
        yield from police_lines(self._work, wanted.police, saves=self._saves)
        yield from help_entries(self._work, wanted.help, list(self._sites.values()), saves=self._saves)
        yield from support_entries(self._work, wanted.support, list(self._sites.values()), saves=self._saves)
        added = [(one.vocabulary, one.code) for one in wanted.words] + [(POLICE, one.code) for one in wanted.police]
        yield from orders(self._work, wanted.orders, added, saves=self._saves)
        yield from extras(self._work, wanted.extras, saves=self._saves)
        if all(site.last_day is not None for site in self._sites.values()):
            raise SetupRefused((), Refused(Reason.LAST_SITE, "last_day"))

    def _name(self, name: str | None) -> Iterator[Applied]:
        settings = self._unit.settings.get()
        if name is not None and name != settings.name:
            with at_place():
                named = replace(settings, name=accept_name(name))
            if self._saves:
                self._work.record("changed", "clinic", settings.id, after=self._unit.settings.save(named))
            yield Applied(SetupChange(SetupAct.CHANGED, "clinic", named.name))

    def _idle(self, minutes: int | None) -> Iterator[Applied]:
        settings = self._unit.settings.get()
        if minutes is not None and minutes != settings.idle_minutes:
            with at_place():
                limited = replace(settings, idle_minutes=accept_idle_minutes(minutes))
            if self._saves:
                saved = self._unit.settings.save(limited)
                self._work.record("changed", "clinic", saved.id, after=saved, facts={"idle_minutes": minutes})
            yield Applied(SetupChange(SetupAct.CHANGED, "idle_minutes", str(minutes)))

    def _closing(self, allowed: bool | None) -> Iterator[Applied]:
        settings = self._unit.settings.get()
        if allowed is not None and allowed != settings.desks_may_close:
            if self._saves:
                saved = self._unit.settings.save(replace(settings, desks_may_close=allowed))
                facts = {"desks_may_close": int(allowed)}
                self._work.record("changed", "clinic", saved.id, after=saved, facts=facts)
            yield Applied(SetupChange(SetupAct.CHANGED, "desks_may_close", ""))

    def _closing_day(self, day: int | None) -> Iterator[Applied]:
        settings = self._unit.settings.get()
        if day is not None and day != settings.closing_day:
            with at_place():
                later = replace(settings, closing_day=accept_closing_day(day))
            if self._saves:
                saved = self._unit.settings.save(later)
                self._work.record("changed", "clinic", saved.id, after=saved, facts={"closing_day": day})
            yield Applied(SetupChange(SetupAct.CHANGED, "closing_day", str(day)))

    def _own_reports(self, allowed: bool | None) -> Iterator[Applied]:
        settings = self._unit.settings.get()
        if allowed is not None and allowed != settings.own_reports:
            if self._saves:
                saved = self._unit.settings.save(replace(settings, own_reports=allowed))
                self._work.record("changed", "clinic", saved.id, after=saved, facts={"own_reports": int(allowed)})
            yield Applied(SetupChange(SetupAct.CHANGED, "own_reports", str(allowed).lower()))

    def _word(self, said: WordSetup) -> Iterator[Applied]:
        key = said.vocabulary, said.code
        present = [term for (vocabulary, _code), term in self._terms.items() if vocabulary == said.vocabulary]
        term = self._terms.get(key)
        if term is None:
            if said.label is None:
                raise Refused(Reason.MISSING, "label")
            made = new_term(
                present, said.vocabulary, said.label, said.label_es or "", like=said.like, today=self._today
            )
            term = replace(made, code=said.code)
            if not said.code.isidentifier() or not said.code.isascii():
                raise Refused(Reason.UNKNOWN_TERM, "code", term=said.code)
            if self._saves:
                self._unit.terms.add(term)
                self._work.record("created", "term", None, after=term)
            yield Applied(SetupChange(SetupAct.ADDED, "term", term.label))
        elif said.label is not None and term.source == CLINIC:
            spanish = term.label_es if said.label_es is None else said.label_es
            if (said.label, spanish) != (term.label, term.label_es):
                term = self._save_term(reworded(term, present, said.label, spanish), "changed")
                yield Applied(SetupChange(SetupAct.CHANGED, "term", term.label))
        last_day = self._last_day_of(term, said.last_day)
        if last_day is not None:
            term = self._save_term(offered_until(term, present, last_day, self._today), "retired")
            moves = moved_by_end_of_word(self._work, term.vocabulary, term.code)
            yield Applied(SetupChange(SetupAct.RETIRED, "term", term.label, days=(last_day,)), moves)
        self._terms[key] = term

    def _last_day_of(self, term: Term, said: date | None) -> date | None:
        """The last day to give to a word, if it is another one. Where the file says one that has passed, a word that is
        offered still goes yesterday: in a clinic that never had it, nothing was chosen before.
        """
        yesterday = self._today - timedelta(days=1)
        if said is None or said == term.valid_to:
            return None
        if said < yesterday:
            return None if term.valid_to is not None and term.valid_to <= yesterday else yesterday
        return said

    def _save_term(self, term: Term, act: Literal["changed", "retired"]) -> Term:
        if not self._saves:
            return term
        saved = self._unit.terms.save(term)
        self._work.record(act, "term", None, after=saved)
        return saved

    def _site(self, said: SiteSetup) -> Iterator[Applied]:
        site = self._sites.get(" ".join(said.name.split()).casefold())
        if site is None:
            site = accept_site(self._work.new_id(), said.name, said.zone, said.profile or Profile.OTHER, said.facility)
            if self._saves:
                self._unit.sites.add(site)
                self._work.record("created", "site", site.id, after=site)
            yield Applied(SetupChange(SetupAct.ADDED, "site", site.name))
        else:
            if said.zone != site.zone:
                raise Refused(Reason.ZONE_STAYS, "zone")
            wanted = replace(site, profile=said.profile or site.profile, facility=said.facility or site.facility)
            if wanted != site:
                site = self._save_site(wanted, "changed")
                yield Applied(SetupChange(SetupAct.CHANGED, "site", site.name))
        if said.last_day is not None and said.last_day != site.last_day:
            moves = moved_by_end_of_site(self._work, site, said.last_day)
            site = self._save_site(retired(site, said.last_day, today(self._work, site)), "retired")
            yield Applied(SetupChange(SetupAct.RETIRED, "site", site.name, days=(said.last_day,)), moves)
        self._sites[site.name.casefold()] = site
        yield from self._hours(site, said)
        for number, part in enumerate(said.desks, start=1):
            with at_place("desk", number):
                yield from self._desk(site, part)
        for number, part in enumerate(said.lines, start=1):
            with at_place("line", number):
                yield from self._line(site, part)

    def _save_site(self, site: Site, act: Literal["changed", "retired"]) -> Site:
        if not self._saves:
            return site
        saved = self._unit.sites.save(site)
        self._work.record(act, "site", site.id, after=saved)
        return saved

    def _hours(self, site: Site, said: SiteSetup) -> Iterator[Applied]:
        calendars = self._unit.calendars
        before = calendars.opening_hours(site)
        day = today(self._work, site)
        for place, week in _weeks_said(said, day):
            with at_place(*place):
                after = with_new_week(before, week.weekly, week.first, day)
            if after != before:
                moves = moved_by_hours(self._work, site, before, after)
                if self._saves:
                    with_week(self._work, site, week.weekly, week.first)
                    follow_calendar(self._work, site, after)
                begins = (week.first,) if week.first > day else ()
                yield Applied(SetupChange(SetupAct.HOURS_SET, "site", site.name, days=begins), moves)
                before = after
        present = calendars.closed_days(site.id)
        new = [one for one in said.closed if one not in present]
        if new:
            for number, one in enumerate(said.closed, start=1):
                with at_place("closed", number):
                    accept_closed_days(present, [one], today(self._work, site))
            days = accept_closed_days(present, new, today(self._work, site))
            after = replace(before, closed_days=frozenset(one.day for one in days))
            moves = moved_by_hours(self._work, site, before, after)
            if self._saves:
                with_closed_days(self._work, site, days)
                follow_calendar(self._work, site, after)
            yield Applied(SetupChange(SetupAct.CLOSED, "site", site.name, days=tuple(one.day for one in new)), moves)

    def _desk(self, site: Site, said: PartSetup) -> Iterator[Applied]:
        desk = _called(said.name, site.id, self._desks)
        terms = [term for term in self._terms.values() if term.vocabulary == CHANNEL]
        if desk is None:
            named = Desk(self._work.new_id(), site.id, accept_name(said.name))
            desk = with_channel(named, said.channel or None, terms, self._today)
            if self._saves:
                self._unit.sites.add_desk(desk)
                self._work.record("created", "desk", desk.id, after=desk)
            self._desks.append(desk)
            yield Applied(SetupChange(SetupAct.ADDED, "desk", desk.name, site.name))
        elif said.channel is not None and (said.channel or None) != desk.channel:
            desk = self._save_desk(with_channel(desk, said.channel or None, terms, self._today), "changed")
            yield Applied(SetupChange(SetupAct.CHANGED, "desk", desk.name, site.name))
        if said.last_day is not None and said.last_day != desk.last_day:
            people = sum(one.active and one.desk_id == desk.id for one in self._unit.people.all())
            desk = self._save_desk(retired(desk, said.last_day, today(self._work, site)), "retired")
            change = SetupChange(SetupAct.RETIRED, "desk", desk.name, site.name, (said.last_day,))
            yield Applied(change, Moves(people=people))

    def _save_desk(self, desk: Desk, act: Literal["changed", "retired"]) -> Desk:
        if not self._saves:
            return desk
        saved = self._unit.sites.save_desk(desk)
        self._work.record(act, "desk", desk.id, after=saved)
        return saved

    def _line(self, site: Site, said: PartSetup) -> Iterator[Applied]:
        line = _called(said.name, site.id, self._lines)
        if line is None:
            line = PhoneLine(self._work.new_id(), site.id, accept_name(said.name))
            if self._saves:
                self._unit.sites.add_line(line)
                self._work.record("created", "phone_line", line.id, after=line)
            self._lines.append(line)
            yield Applied(SetupChange(SetupAct.ADDED, "phone_line", line.name, site.name))
        if said.last_day is not None and said.last_day != line.last_day:
            ended = retired(line, said.last_day, today(self._work, site))
            if self._saves:
                saved = self._unit.sites.save_line(ended)
                self._work.record("retired", "phone_line", line.id, after=saved)
            change = SetupChange(SetupAct.RETIRED, "phone_line", line.name, site.name, (said.last_day,))
            yield Applied(change, moved_by_end_of_line(self._work, line))


def _weeks_said(said: SiteSetup, day: date) -> list[tuple[Place, NewWeek]]:
    """The hours of now and those of each later day, with where the file says them. Of those that have begun, the newest
    are the hours of now, so that a file says the same on a later day.
    """
    now = [(("hours",), NewWeek(date.min, said.weekly))] if said.weekly is not None else []
    every: list[tuple[Place, NewWeek]] = [*now]
    every += [(("hours_from", number), week) for number, week in enumerate(said.later, start=1)]
    every.sort(key=lambda one: one[1].first)
    begun = [(place, replace(week, first=day)) for place, week in every if week.first <= day]
    return [*begun[-1:], *(one for one in every if one[1].first > day)]


def _called(name: str, site_id: UUID, parts: list[P]) -> P | None:
    """The desk or line of this name at a site; one that is in use before one that was retired."""
    key = " ".join(name.split()).casefold()
    named = [one for one in parts if one.site_id == site_id and one.name.casefold() == key]
    return min(named, key=lambda one: one.last_day is not None, default=None)


def _said(work: Work, site: Site) -> SiteSetup:
    """A site with what is in use and to come: what is over stays on record, and no file brings it back."""
    unit, day = work.unit, today(work, site)
    hours = unit.calendars.opening_hours(site)
    return SiteSetup(
        site.name,
        site.zone,
        site.profile,
        site.facility,
        site.last_day,
        hours.week_on(day),
        tuple(PartSetup(one.name, one.channel, one.last_day) for one in unit.sites.desks(site.id) if one.in_use(day)),
        tuple(PartSetup(one.name, None, one.last_day) for one in unit.sites.lines(site.id) if one.in_use(day)),
        tuple(one for one in unit.calendars.closed_days(site.id) if one.day >= day),
        tuple(one for one in hours.later if one.first > day),
    )


def _word_said(term: Term, terms: tuple[Term, ...]) -> WordSetup:
    if term.source != CLINIC:
        return WordSetup(term.vocabulary, term.code, last_day=term.valid_to)
    twin = next(
        (
            one.code
            for one in terms
            if one.vocabulary == term.vocabulary
            and one.source != CLINIC
            and term.crosswalk
            and dict(one.crosswalk) == dict(term.crosswalk)
        ),
        None,
    )
    return WordSetup(term.vocabulary, term.code, term.label, term.label_es, twin, term.valid_to)
