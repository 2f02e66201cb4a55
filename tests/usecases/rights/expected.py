"""Who may do what, written down beside the program: from the must-haves, the law and the plan of its features.

It is not made from the program's own table. Anyone who widens a grant there, or forgets to ask for it, meets this one.
Each row has one mark for each role, in the order reception, supervisor, manager, committee, administrator, privacy:

`-` nothing · `o` what they have a part in, wherever it is · `h` what is of their site · `s` both · `a` everything · `d`
everything, without a name, a word or a code · `y` it is no record of anyone, and they may

`1` behind a mark: with a written reason and the pass phrase again · `2`: also with a second person ·
`3`: with the pass phrase again
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from incident_tracker.demo import archive
from incident_tracker.domain.audit import AuditFilter, Head
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.help_calls import PoliceDecision
from incident_tracker.domain.capture.incidents import Completion, Details
from incident_tracker.domain.capture.listing import IncidentFilter, IncidentOrder, SortBy
from incident_tracker.domain.capture.saved_drafts import UnsavedCompletion
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import ClosedDay, OpeningHours
from incident_tracker.domain.clinic.checks import CheckOrigin
from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.domain.clinic.first_run import FirstStep
from incident_tracker.domain.clinic.police_table import POLICE, PoliceAnswer, PoliceLine, police_line
from incident_tracker.domain.clinic.setup import ClinicSetup
from incident_tracker.domain.clinic.sites import Desk, PhoneLine
from incident_tracker.domain.clinic.staff_rows import StaffRow
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.domain.errors import BackupMissing
from incident_tracker.domain.learning.actions import ActionDraft, ActionEffect, ActionStatus, Tier
from incident_tracker.domain.learning.versions import UnsavedAnalysis
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.offers import Answer, OfferKind
from incident_tracker.domain.support.outreach import Consent, OutreachKind, OutreachOutcome
from incident_tracker.domain.support.outside_help import HelpDraft
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import MoveReason, Paid, Protected, SlotRequest
from incident_tracker.domain.support.reminders import Reminder, ReminderKind, ReminderStage
from incident_tracker.domain.support.wellbeing import NoteDraft
from incident_tracker.ports.context import Context
from incident_tracker.ports.unit import Store, Unpacked
from incident_tracker.usecases.capture import (
    completable,
    drafts,
    exporting,
    finding,
    importing,
    incidents,
    review,
    stubs,
)
from incident_tracker.usecases.clinic import (
    absences,
    accounts,
    bringing_back,
    directory,
    first_run,
    opening,
    people,
    police_table,
    quick_choices,
    restoring,
    settings,
    sites,
    unkept_key,
    upkeep,
    vocabulary,
)
from incident_tracker.usecases.learning import actions, analyses
from incident_tracker.usecases.learning import drafts as analysis_drafts
from incident_tracker.usecases.oversight import (
    audit_trail,
    clinic_changes,
    denominators,
    exported_tables,
    five_minutes,
    incident_sheet,
    list_paper,
    monthly_report,
    setup,
    staff_file,
    support_report,
    today,
    trends,
    year_figures,
)
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.usecases.support import (
    booking,
    calendar,
    cases,
    circumstances,
    completing,
    debriefs,
    duplicates,
    follow_ups,
    holding,
    listed,
    naming,
    offering_debriefs,
    offers,
    outreach,
    outside_help,
    owed,
    participants,
    practice,
    protected_time,
    reminders,
    slots,
    staff,
    striking_out,
    thematic,
    week,
    wellbeing,
)
from incident_tracker.usecases.support import drafts as support_drafts
from incident_tracker.usecases.support import opening as support_opening
from incident_tracker.usecases.support.outreach import OutreachDraft
from tests.storage_fixtures import ALEX
from tests.usecases.rights.world import CODE, HARM, Had, World

WHY = "asked for by the people at the desk"
MONTH = "2026-02"
NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
SLOT = SlotRequest(NOW + timedelta(hours=25), NOW + timedelta(hours=26), {}, "Quiet room")
PLAN = ActionDraft("A second person at the desk", ALEX.id, date(2026, 3, 25), Tier.WEAKER, "training")
OUTSIDE = HelpDraft("Quiet Line", "555 0100", (OfferKind.DEDICATED_COUNSELING,), apart=True)
EVERY = IncidentFilter()
HELP = DirectoryEntry(UUID(int=0), "County mobile crisis", HelpKind.MOBILE_CRISIS, "555-0100")
INCIDENTS_ONLY = (exported_tables.Exportable.INCIDENTS,)
Call = Callable[[Context, Had, str], object]


@dataclass(frozen=True)
class Row:
    """What each role has of one use case, and how it is asked for of one record.

    With `seen` it is a list, or a part of an answer: what it shows of a record is looked for in there.
    """

    marks: str
    call: Call
    seen: Callable[[Had], object] | None = None

    def of(self, role: Role) -> str:
        """The mark of a role."""
        return dict(zip(Role, self.marks.split(), strict=True))[role]


def _reminder(had: Had) -> Reminder:
    return Reminder("a", ReminderKind.PLAN, ReminderStage.OPEN, had.person.id, had.debrief.id, had.site.id, NOW, NOW)


def _let_in(attempt: Callable[[], object]) -> object:
    """The person who is let in is told that there is no such backup."""
    with suppress(BackupMissing):
        return attempt()
    return None


def _backup(world: World) -> Unpacked:
    """A backup that is open: the world itself."""
    return Unpacked(cast(Store, world.store), None, Head())


def _draft(had: Had) -> IncidentDraft:
    return IncidentDraft(NOW, site_id=had.site.id, channel="letter", kind="threat", severity=Severity.THREAT)


def _typed(had: Had) -> UnsavedCompletion:
    return UnsavedCompletion(had.incident.id, 1, Details(), Completion(Details()))


def _desk_of(ctx: Context, had: Had) -> Desk:
    """A desk of that site, with another channel."""
    return replace(sites.list_desks(ctx, had.site.id)[0], channel="letter")


def _help_of(ctx: Context, had: Had) -> DirectoryEntry:
    return next(one for one in directory.list_directory(ctx) if one.site_id == had.site.id)


def _weapon_line(ctx: Context) -> Term:
    return next(term for term in vocabulary.list_terms(ctx, POLICE) if term.code == "weapon")


def _hours_of(ctx: Context, had: Had) -> OpeningHours:
    """When that site is open."""
    (sheet,) = (one for one in sites.list_site_sheets(ctx) if one.site.id == had.site.id)
    return sheet.hours


def _line_of(ctx: Context, had: Had) -> PhoneLine:
    """The phone line of that site."""
    (sheet,) = (one for one in sites.list_site_sheets(ctx) if one.site.id == had.site.id)
    return sheet.lines[0]


def _sites(had: Had) -> IncidentFilter:
    return IncidentFilter(site_ids=frozenset({had.site.id}))


def rows(world: World) -> dict[str, Row]:
    """A row for every use case, and some for a part of its answer, named behind a colon."""
    return {
        **_few_eyes(),
        **_on_paper(),
        **_capture(),
        **_notes(world),
        **_clinic(world),
        **_learning(),
        **_oversight(world),
        **_support(world),
        **_debriefs(),
        **_week(),
    }


def _few_eyes() -> dict[str, Row]:
    """The least that is necessary: a code is for those who lead the site and for who told of it, harm also for whom it
    was done to; both are in nothing that the committee gets.
    """
    return {
        "capture.incidents.show_incident: a code that they told": Row(
            "o s s - - -", lambda c, h, w: incidents.show_incident(c, h.told.id), lambda h: CODE),
        "capture.incidents.show_incident: a code that someone else told": Row(
            "- h h - - -", lambda c, h, w: incidents.show_incident(c, h.incident.id), lambda h: CODE),
        "capture.incidents.show_incident: harm": Row(
            "o s s - - -", lambda c, h, w: incidents.show_incident(c, h.incident.id), lambda h: HARM),
        "capture.exporting.export_deidentified: codes": Row(
            "- - - - - -", lambda c, h, w: exporting.export_deidentified(c, EVERY), lambda h: CODE),
        "oversight.incident_sheet.compile_incident_sheet: a code": Row(
            "- h h - - -", lambda c, h, w: incident_sheet.compile_incident_sheet(c, h.incident.id), lambda h: CODE),
        "oversight.incident_sheet.compile_incident_sheet: harm": Row(
            "- h h - - -", lambda c, h, w: incident_sheet.compile_incident_sheet(c, h.incident.id),
            lambda h: "distress 8 of 10"),
    }  # fmt: skip


def _on_paper() -> dict[str, Row]:
    """What someone may see as a list they may print, and nobody else; the list itself is tried above."""
    marks = {
        "incident_list": "- y y - - -",
        "deidentified_list": "- y y y - -",
        "analysis_list": "- y y y - -",
        "action_list": "y y y y - -",
        "support_list": "y y y y - -",
        "staff_list": "y y y y y y",
        "account_list": "- - y - y y",
        "place_list": "y y y y y y",
        "word_list": "y y y y y y",
        "police_card": "y y y y y y",
        "audit_list": "- - - - - y",
        "reader_list": "- y y - - y",
        "change_list": "- y y - - -",
        "visit_list": "- y y - y -",
        "trends": "- y y y - -",
    }
    lists = {
        f"oversight.list_paper.record_{name}": Row(
            allowed, lambda c, h, w, name=name: getattr(list_paper, f"record_{name}")(c, PaperAct.PRINTED, 3)
        )
        for name, allowed in marks.items()
    }
    sheet = Row("- h h - - -", lambda c, h, w: incident_sheet.record_incident_sheet(c, h.incident.id, PaperAct.PRINTED))
    return {**lists, "oversight.incident_sheet.record_incident_sheet": sheet}


def _capture() -> dict[str, Row]:
    def importable(had: Had) -> list[Any]:
        return [replace(had.incident, id=ALEX.id, ref="")]

    checked = importing.CheckedLog
    return {
        # All who work here may tell of what happened, anywhere; nobody who sees no incident.
        "support.cases.log_incident_with_support": Row(
            "a a a a - -", lambda c, h, w: cases.log_incident_with_support(c, _draft(h))),
        "support.practice.practice_log": Row("y y y y y y", lambda c, h, w: practice.practice_log(c, _draft(h))),
        "capture.drafts.save_draft": Row("o o o o - -", lambda c, h, w: drafts.save_draft(c, _draft(h), h.draft.id)),
        "capture.drafts.list_drafts": Row("o o o o - -", lambda c, h, w: drafts.list_drafts(c), lambda h: h.draft.id),
        "capture.drafts.discard_draft": Row("o o o o - -", lambda c, h, w: drafts.discard_draft(c, h.draft.id)),
        "capture.drafts.restore_draft": Row("o o o o - -", lambda c, h, w: drafts.restore_draft(c, h.draft.id)),
        "capture.drafts.keep_completion": Row("y y y y - -", lambda c, h, w: drafts.keep_completion(c, _typed(h))),
        "capture.drafts.find_completion": Row(
            "y y y y - -", lambda c, h, w: drafts.find_completion(c, h.incident.id)),
        "capture.incidents.show_incident": Row(
            "o s s o - -", lambda c, h, w: incidents.show_incident(c, h.incident.id)),
        "capture.incidents.confirm_proxy": Row("o o o o - -", lambda c, h, w: incidents.confirm_proxy(c, h.told.id)),
        "capture.incidents.record_relief": Row(
            "o s s o - -", lambda c, h, w: incidents.record_relief(c, h.incident.id, safe=True)),
        "capture.incidents.record_police_decision": Row("- h h - - -", lambda c, h, w: incidents.record_police_decision(
            c, h.incident.id, PoliceDecision(called=False), h.incident.version)),
        "capture.incidents.record_police_decision: on their own report": Row(
            "o s s - - -", lambda c, h, w: incidents.record_police_decision(
                c, h.written.id, PoliceDecision(called=False), h.written.version)),
        "capture.incidents.add_addendum": Row(
            "o s s - - -", lambda c, h, w: incidents.add_addendum(c, h.incident.id, "He came back.")),
        "capture.incidents.list_incidents": Row(
            "o s s o - -", lambda c, h, w: incidents.list_incidents(c, EVERY), lambda h: h.told.id),
        "capture.incidents.list_anchors": Row("y y y y - -", lambda c, h, w: incidents.list_anchors(c, EVERY, step=5)),
        "capture.incidents.list_sorted_places": Row(
            "y y y y - -", lambda c, h, w: incidents.list_sorted_places(c, EVERY, IncidentOrder(SortBy.LEVEL))),
        "capture.incidents.list_sorted": Row(
            "o s s o - -", lambda c, h, w: incidents.list_sorted(c, EVERY, IncidentOrder(SortBy.LEVEL)),
            lambda h: h.told.id),
        "capture.incidents.search_incidents": Row(
            "- h h - - -", lambda c, h, w: incidents.search_incidents(c, "marmalade", EVERY, 200),
            lambda h: h.incident.id),
        "support.drafts.keep_debrief_draft": Row(
            "y y y y - -", lambda c, h, w: support_drafts.keep_debrief_draft(c, h.debrief.id, "typed")),
        "support.drafts.find_debrief_draft": Row(
            "y y y y - -", lambda c, h, w: support_drafts.find_debrief_draft(c, h.debrief.id)),
        "capture.completable.list_completable": Row(
            "o s s - - -", lambda c, h, w: completable.list_completable(c, [h.written.id]), lambda h: h.written.id),
        "capture.finding.find_by_number": Row(
            "o s s o - -", lambda c, h, w: finding.find_by_number(c, h.told.ref[-4:]), lambda h: h.told.id),
        "capture.review.start_review": Row(
            "- h h - - -", lambda c, h, w: review.start_review(c, h.incident.id, h.incident.version)),
        "capture.review.ask_for_update": Row(
            "- h h - - -", lambda c, h, w: review.ask_for_update(c, h.incident.id, h.incident.version, w)),
        "capture.review.close_incident": Row(
            "- - h - - -", lambda c, h, w: review.close_incident(c, h.incident.id, h.incident.version)),
        "support.duplicates.mark_duplicate": Row("- - h - - -", lambda c, h, w: duplicates.mark_duplicate(
            c, h.incident.id, h.incident.version, h.closed.id, WHY)),
        "capture.review.mark_not_reportable": Row("- - h - - -", lambda c, h, w: review.mark_not_reportable(
            c, h.incident.id, h.incident.version, WHY)),
        "support.duplicates.reopen_incident": Row(
            "- - h1 - - -", lambda c, h, w: duplicates.reopen_incident(c, h.closed.id, h.closed.version, w)),
        "capture.exporting.export_deidentified": Row(
            "- h h d - -", lambda c, h, w: exporting.export_deidentified(c, _sites(h))),
        "capture.exporting.list_serious": Row("- h h d - -", lambda c, h, w: exporting.list_serious(c, _sites(h))),
        # Old logs are read in by the manager of the site, or by an administrator for a reason.
        "capture.importing.check_log": Row("- - h - a1 -", lambda c, h, w: importing.check_log(
            c, b"Date,What\n2026-03-01,Yelled\n", site_id=h.site.id)),
        "capture.importing.store_log": Row("- - y - y1 -", lambda c, h, w: importing.store_log(
            c, checked(None, (), (), (), (), {}, ()), reason=w)),  # type: ignore[arg-type]
        "demo.archive.store_many": Row(
            "- - h - a1 -", lambda c, h, w: archive.store_many(c, importable(h), reason=w)),
    }  # fmt: skip


def _notes(world: World) -> dict[str, Row]:
    """Notes of time and desk: all who may tell of an incident take one up at their own site."""
    return {
        "capture.stubs.claim_stub": Row("h h h h - -", lambda c, h, w: stubs.claim_stub(c, world.notes[h.site.id])),
        "capture.stubs.discard_stub": Row("h h h h - -", lambda c, h, w: stubs.discard_stub(c, world.notes[h.site.id])),
        "capture.stubs.set_aside_unreadable_stubs": Row(
            "y y y y - -", lambda c, h, w: stubs.set_aside_unreadable_stubs(c)),
    }  # fmt: skip


def _clinic(world: World) -> dict[str, Row]:
    def user_of(had: Had) -> Any:
        return had.user.id

    week: tuple[Any, ...] = ((),) * 7
    return {
        # Who may sign in is known to those who look after it; names of sites and staff to everyone who works here.
        "clinic.accounts.list_users": Row(
            "- - y - y y", lambda c, h, w: accounts.list_users(c)),
        "clinic.accounts.add_user": Row(
            "- - - - y1 -", lambda c, h, w: accounts.add_user(c, "nova", Role.RECEPTION, reason=w)),
        "clinic.accounts.change_role": Row("- - - - y1 -", lambda c, h, w: accounts.change_role(
            c, world.had["other", "here"].user.id, Role.RECEPTION, reason=w)),
        "clinic.accounts.disable_user": Row("- - - - y1 -", lambda c, h, w: accounts.disable_user(
            c, world.had["other", "here"].user.id, reason=w)),
        "clinic.accounts.reset_passphrase": Row("- - y1 - y1 -", lambda c, h, w: accounts.reset_passphrase(
            c, world.had["other", "here"].user.id, reason=w)),
        "clinic.accounts.change_own_passphrase": Row(
            "y y y y y y", lambda c, h, w: accounts.change_own_passphrase(c, "short", "too short")),
        "clinic.accounts.renew_recovery_key": Row(
            "- - y2 - y2 -", lambda c, h, w: accounts.renew_recovery_key(c, reason=w)),
        "clinic.unkept_key.recovery_key_state": Row(
            "- - y - y -", lambda c, h, w: unkept_key.recovery_key_state(c)),
        "clinic.unkept_key.keep_recovery_key": Row(
            "- - y - y -", lambda c, h, w: unkept_key.keep_recovery_key(c, "AAAA")),
        "clinic.unkept_key.replace_unkept_key": Row(
            "- - - - y3 -", lambda c, h, w: unkept_key.replace_unkept_key(c)),
        "clinic.absences.absences_of": Row(
            "o s s - a -", lambda c, h, w: absences.absences_of(c, world.staff_of(h).id)),
        "clinic.absences.away_now": Row("y y y - y -", lambda c, h, w: absences.away_now(c)),
        "clinic.absences.add_absence": Row("o s s - a -", lambda c, h, w: absences.add_absence(
            c, AbsenceDraft(world.staff_of(h).id, date(2026, 3, 30), date(2026, 3, 31)))),
        "clinic.absences.change_absence": Row("o s s - a -", lambda c, h, w: absences.change_absence(
            c, replace(world.absences[world.staff_of(h).id], last=date(2026, 3, 28)))),
        "clinic.absences.end_absence": Row("o s s - a -", lambda c, h, w: absences.end_absence(
            c, world.absences[world.staff_of(h).id].id, 1)),
        "clinic.absences.remove_absence": Row("o s s - a -", lambda c, h, w: absences.remove_absence(
            c, world.absences[world.staff_of(h).id].id, 1)),
        "clinic.people.list_people": Row("y y y y y y", lambda c, h, w: people.list_people(c)),
        "clinic.people.shifts_of": Row("y y y y y y", lambda c, h, w: people.shifts_of(c, ALEX.id)),
        "clinic.people.add_person": Row(
            "- - h - a -", lambda c, h, w: people.add_person(c, "Nova", "other", h.site.id)),
        "support.staff.change_person": Row(
            "- - y - y -", lambda c, h, w: staff.change_person(c, replace(ALEX, name="Alexandra"))),
        "clinic.people.set_shifts": Row("- - y - y -", lambda c, h, w: people.set_shifts(c, ALEX.id, ())),
        "clinic.restoring.restore": Row(
            "- - y2 - y2 -", lambda c, h, w: restoring.restore(c, _backup(world), reason=w)),
        "clinic.settings.clinic_settings": Row("y y y y y y", lambda c, h, w: settings.clinic_settings(c)),
        "clinic.settings.name_clinic": Row(
            "- - - - y1 -", lambda c, h, w: settings.name_clinic(c, "Bay Health", reason=w)),
        "clinic.first_run.is_being_set_up": Row("y y y y y y", lambda c, h, w: first_run.is_being_set_up(c)),
        "clinic.settings.limit_idle": Row(
            "- - - - y1 -", lambda c, h, w: settings.limit_idle(c, 4, reason=w)),
        "clinic.settings.allow_own_reports": Row(
            "- - - - y1 -", lambda c, h, w: settings.allow_own_reports(c, False, reason=w)),
        "clinic.settings.let_desks_close": Row(
            "- - - - y1 -", lambda c, h, w: settings.let_desks_close(c, False, reason=w)),
        "clinic.sites.list_sites": Row("y y y y y y", lambda c, h, w: sites.list_sites(c)),
        "clinic.sites.own_zone": Row("y y y y y y", lambda c, h, w: sites.own_zone(c)),
        "clinic.sites.list_desks": Row("y y y y y y", lambda c, h, w: sites.list_desks(c)),
        "clinic.sites.list_site_sheets": Row("y y y y y y", lambda c, h, w: sites.list_site_sheets(c)),
        "clinic.opening.suggested_closed_days": Row(
            "y y y y y y", lambda c, h, w: opening.suggested_closed_days(c, 2026)),
        "clinic.first_run.dismiss_first_step": Row(
            "- - - - y -", lambda c, h, w: first_run.dismiss_first_step(c, FirstStep.PEOPLE)),
        "clinic.first_run.show_first_step": Row(
            "- - - - y -", lambda c, h, w: first_run.show_first_step(c, FirstStep.PEOPLE)),
        "support.opening.close_on": Row(
            "- - h - a -", lambda c, h, w: support_opening.close_on(c, [h.site.id], [ClosedDay(date(2026, 5, 25))])),
        "support.opening.open_again_on": Row(
            "- - h - a -", lambda c, h, w: support_opening.open_again_on(c, [h.site.id], [date(2026, 5, 25)])),
        "clinic.sites.add_site": Row(
            "- - - - y -", lambda c, h, w: sites.add_site(c, "Bay", "UTC", h.site.profile.value)),
        "clinic.sites.change_site": Row("- - h - a -", lambda c, h, w: sites.change_site(c, h.site)),
        # The order is everyone's, so a manager of one site sets it for all.
        "clinic.quick_choices.order_choices": Row("- - y - y -", lambda c, h, w: quick_choices.order_choices(
            c, "kind", vocabulary.list_terms(c, "kind"))),
        "clinic.quick_choices.begin_with_channels": Row(
            "- - h - a -", lambda c, h, w: quick_choices.begin_with_channels(c, [_desk_of(c, h)])),
        "clinic.sites.add_desk": Row("- - h - a -", lambda c, h, w: sites.add_desk(c, h.site.id, "Second")),
        "clinic.sites.change_desk": Row("- - h - a -", lambda c, h, w: sites.change_desk(c, _desk_of(c, h))),
        "clinic.sites.add_phone_line": Row(
            "- - h - a -", lambda c, h, w: sites.add_phone_line(c, h.site.id, "Main")),
        "clinic.sites.change_phone_line": Row(
            "- - h - a -", lambda c, h, w: sites.change_phone_line(c, _line_of(c, h))),
        "clinic.sites.retire_site": Row(
            "- - - - y -", lambda c, h, w: sites.retire_site(c, h.site, date(2027, 1, 1))),
        "clinic.sites.retire_desk": Row(
            "- - h - a -", lambda c, h, w: sites.retire_desk(c, _desk_of(c, h), date(2027, 1, 1))),
        "clinic.sites.retire_phone_line": Row(
            "- - h - a -", lambda c, h, w: sites.retire_phone_line(c, _line_of(c, h), date(2027, 1, 1))),
        "support.opening.set_opening_hours": Row(
            "- - h - a -", lambda c, h, w: support_opening.set_opening_hours(c, h.site.id, week)),
        "support.opening.take_back_hours": Row("- - h - a -", lambda c, h, w: support_opening.take_back_hours(
            c, h.site.id, (now := _hours_of(c, h)), seen=now)),
        "clinic.upkeep.back_up": Row(
            "- y y - y -", lambda c, h, w: upkeep.back_up(c, world.folder / f"{world.ids()}.itbackup")),
        "clinic.upkeep.back_up_automatically": Row("y y y y y y", lambda c, h, w: upkeep.back_up_automatically(c)),
        "clinic.upkeep.list_backups": Row("y y y y y y", lambda c, h, w: upkeep.list_backups(c)),
        "clinic.upkeep.check": Row("y y y y y y", lambda c, h, w: upkeep.check(c)),
        "clinic.upkeep.last_check": Row("y y y y y y", lambda c, h, w: upkeep.last_check(c)),
        "clinic.upkeep.note_check": Row(
            "y y y y y y", lambda c, h, w: upkeep.note_check(c, 0, CheckOrigin.WINDOW)),
        "clinic.bringing_back.list_kept_backups": Row(
            "- - y - y y", lambda c, h, w: bringing_back.list_kept_backups(c)),
        "clinic.bringing_back.data_place": Row("- - y - y y", lambda c, h, w: bringing_back.data_place(c)),
        "clinic.bringing_back.try_backup": Row(
            "- - y - y y", lambda c, h, w: bringing_back.try_backup(c, world.folder / "none.itbackup")),
        "clinic.bringing_back.what_restoring_takes": Row(
            "- - y - y y", lambda c, h, w: _let_in(
                lambda: bringing_back.what_restoring_takes(c, world.folder / "none.itbackup"))),
        "clinic.bringing_back.restore_over": Row(
            "- - y2 - y2 -",
            lambda c, h, w: _let_in(
                lambda: bringing_back.restore_over(c, world.folder / "none.itbackup", reason=w))),
        "clinic.upkeep.repair": Row("- - y - y -", lambda c, h, w: upkeep.repair(c)),
        "clinic.directory.list_directory": Row("y y y y y y", lambda c, h, w: directory.list_directory(c)),
        "clinic.directory.add_entry": Row(
            "- - h - a -", lambda c, h, w: directory.add_entry(c, replace(HELP, site_id=h.site.id))),
        "clinic.directory.change_entry": Row("- - h - a -", lambda c, h, w: directory.change_entry(
            c, replace(_help_of(c, h), phone="555-0199"))),
        "clinic.directory.show_entry_until": Row("- - h - a -", lambda c, h, w: directory.show_entry_until(
            c, _help_of(c, h), date(2027, 1, 1))),
        "clinic.directory.add_national_lines": Row(
            "- - - - y -", lambda c, h, w: directory.add_national_lines(c)),
        "clinic.police_table.add_police_line": Row("- - - - y1 -", lambda c, h, w: police_table.add_police_line(
            c, PoliceLine("Climbs a fence", PoliceAnswer.REVIEW), reason=w)),
        "clinic.police_table.change_police_line": Row(
            "- - - - y1 -", lambda c, h, w: police_table.change_police_line(
                c, _weapon_line(c), replace(police_line(_weapon_line(c)), advice="Go out first."), reason=w)),
        "clinic.vocabulary.list_terms": Row("y y y y y y", lambda c, h, w: vocabulary.list_terms(c, "kind")),
        "clinic.vocabulary.add_term": Row(
            "- - - - y1 -", lambda c, h, w: vocabulary.add_term(c, "trigger", "A dog", reason=w)),
        "clinic.vocabulary.reword_term": Row("- - - - y1 -", lambda c, h, w: vocabulary.reword_term(
            c, replace(vocabulary.list_terms(c, "trigger")[0], source="clinic"), "A dog", reason=w)),
        "clinic.vocabulary.retire_term": Row("- - - - y1 -", lambda c, h, w: vocabulary.retire_term(
            c, "kind", "threat", date(2026, 12, 31), reason=w)),
    }  # fmt: skip


def _learning() -> dict[str, Row]:
    return {
        "learning.actions.assign_action": Row("- h h a - -", lambda c, h, w: actions.assign_action(c, PLAN, h.site.id)),
        "learning.actions.change_action": Row(
            "- h h a - -", lambda c, h, w: actions.change_action(c, h.action.id, PLAN, h.action.version)),
        "learning.actions.note_effect": Row("- h h a - -", lambda c, h, w: actions.note_effect(
            c, h.action.id, ActionEffect.BETTER, h.action.version)),
        "learning.actions.end_action": Row("o s s a - -", lambda c, h, w: actions.end_action(
            c, h.action.id, ActionStatus.DONE, "It is done.", h.action.version)),
        "learning.actions.take_up_action": Row(
            "o s s a - -", lambda c, h, w: actions.take_up_action(c, h.action.id, h.action.version)),
        "learning.actions.list_plan": Row(
            "o s s a - -", lambda c, h, w: actions.list_plan(c), lambda h: h.action.id),
        "learning.analyses.open_analysis": Row(
            "- - h - - -", lambda c, h, w: analyses.open_analysis(c, (h.incident.id,), "Why?")),
        "learning.analyses.save_analysis": Row(
            "- - h - - -", lambda c, h, w: analyses.save_analysis(c, h.analysis, h.analysis.version)),
        "learning.drafts.keep_analysis": Row(
            "- - h - - -", lambda c, h, w: analysis_drafts.keep_analysis(
                c, UnsavedAnalysis(h.analysis, replace(h.analysis, staff_view="We were two.")))),
        "learning.drafts.find_analysis_draft": Row(
            "- - h - - -", lambda c, h, w: analysis_drafts.find_analysis_draft(c, h.analysis.id)),
        "learning.analyses.close_analysis": Row(
            "- - h - - -", lambda c, h, w: analyses.close_analysis(c, h.analysis.id, h.analysis.version)),
        "learning.analyses.reopen_analysis": Row(
            "- - h - - -", lambda c, h, w: analyses.reopen_analysis(c, h.analysis.id, h.analysis.version)),
        "learning.analyses.show_analysis": Row(
            "- h h d - -", lambda c, h, w: analyses.show_analysis(c, h.analysis.id)),
        "learning.analyses.list_analyses": Row(
            "- h h d - -", lambda c, h, w: analyses.list_analyses(c), lambda h: h.analysis.id),
        "learning.analyses.analyses_of_incident": Row(
            "- h h - - -", lambda c, h, w: analyses.analyses_of_incident(c, h.incident.id)),
    }  # fmt: skip


def _oversight(world: World) -> dict[str, Row]:
    figures = denominators.MonthFigures(visits=100)
    return {
        "oversight.audit_trail.list_audit": Row(
            "- - - - - y", lambda c, h, w: audit_trail.list_audit(c, AuditFilter())),
        "oversight.audit_trail.who_saw": Row("- h h - - a", lambda c, h, w: audit_trail.who_saw(c, h.incident.id)),
        "oversight.audit_trail.verify_trail": Row("y y y y y y", lambda c, h, w: audit_trail.verify_trail(c)),
        "oversight.exported_tables.export_tables": Row(
            "- - h1 - - -", lambda c, h, w: exported_tables.export_tables(c, _sites(h), INCIDENTS_ONLY, reason=w)),
        "oversight.exported_tables.export_tables: codes": Row(
            "- - h1 - - -",
            lambda c, h, w: exported_tables.export_tables(c, _sites(h), INCIDENTS_ONLY, reason=w),
            lambda h: CODE,
        ),
        "oversight.setup.export_setup": Row("- - - - y -", lambda c, h, w: setup.export_setup(c)),
        "oversight.setup.preview_setup": Row(
            "- - - - y -", lambda c, h, w: setup.preview_setup(c, ClinicSetup("Bay Health"))),
        "oversight.setup.apply_setup": Row(
            "- - - - y1 -", lambda c, h, w: setup.apply_setup(c, ClinicSetup("Bay Health"), reason=w)),
        "oversight.staff_file.preview_staff": Row("- - h - a -", lambda c, h, w: staff_file.preview_staff(
            c, [StaffRow(2, "Nova", "other", h.site.name)])),
        "oversight.staff_file.import_staff": Row("- - h - a -", lambda c, h, w: staff_file.import_staff(
            c, [StaffRow(2, "Nova", "other", h.site.name)])),
        "oversight.clinic_changes.if_term_ends": Row(
            "- - y - y -", lambda c, h, w: clinic_changes.if_term_ends(c, "channel", "phone_in")),
        "oversight.clinic_changes.if_line_ends": Row(
            "- - h - a -", lambda c, h, w: clinic_changes.if_line_ends(c, _line_of(c, h).id)),
        "oversight.clinic_changes.if_help_ends": Row(
            "- - h - a -", lambda c, h, w: clinic_changes.if_help_ends(c, _help_of(c, h).id)),
        "oversight.clinic_changes.if_away": Row("o s s - a -", lambda c, h, w: clinic_changes.if_away(
            c, AbsenceDraft(world.staff_of(h).id, date(2026, 3, 30), date(2026, 3, 31)))),
        "oversight.clinic_changes.if_closed_on": Row("- - h - a -", lambda c, h, w: clinic_changes.if_closed_on(
            c, [h.site.id], [date(2026, 5, 25)])),
        "oversight.clinic_changes.if_open_at": Row(
            "- - h - a -", lambda c, h, w: clinic_changes.if_open_at(
                c, h.site.id, ((),) * 7, date(2027, 1, 1))),
        "oversight.clinic_changes.if_site_ends": Row(
            "- - h - a -", lambda c, h, w: clinic_changes.if_site_ends(c, h.site.id, date(2027, 1, 1))),
        "oversight.clinic_changes.if_desk_ends": Row(
            "- - h - a -", lambda c, h, w: clinic_changes.if_desk_ends(c, _desk_of(c, h).id)),
        "oversight.clinic_changes.if_shifts": Row(
            "- - y - y -", lambda c, h, w: clinic_changes.if_shifts(c, ALEX.id, ())),
        "oversight.clinic_changes.if_left": Row(
            "- - y - y -", lambda c, h, w: clinic_changes.if_left(c, ALEX.id)),
        "oversight.denominators.enter_months": Row("- h h - a -", lambda c, h, w: denominators.enter_months(
            c, h.site.id, [denominators.MonthEntry(MONTH, figures)])),
        "oversight.denominators.list_denominators": Row(
            "- y y - y -", lambda c, h, w: denominators.list_denominators(c, MONTH, MONTH)),
        "oversight.denominators.list_site_pasts": Row(
            "- h h - a -", lambda c, h, w: denominators.list_site_pasts(c), lambda h: h.site.id),
        "oversight.incident_sheet.compile_incident_sheet": Row(
            "- h h - - -", lambda c, h, w: incident_sheet.compile_incident_sheet(c, h.incident.id)),
        "oversight.monthly_report.list_report_months": Row(
            "- y y y - -", lambda c, h, w: monthly_report.list_report_months(c)),
        "oversight.monthly_report.compile_monthly_report": Row(
            "- h h d - -", lambda c, h, w: monthly_report.compile_monthly_report(c, "2026-03", h.site.id)),
        "oversight.monthly_report.record_report": Row("- h h a - -", lambda c, h, w: monthly_report.record_report(
            c, "2026-03", h.site.id, PaperAct.PRINTED)),
        "oversight.year_figures.keep_year": Row(
            "- y y y - -", lambda c, h, w: year_figures.keep_year(c, "2026-03")),
        "oversight.support_report.compile_support_report": Row(
            "- h h d - -", lambda c, h, w: support_report.compile_support_report(c, "2026-03", h.site.id)),
        "oversight.support_report.record_support_report": Row(
            "- h h a - -", lambda c, h, w: support_report.record_support_report(
                c, "2026-03", h.site.id, PaperAct.PRINTED)),
        "oversight.today.list_today": Row("y y y y y y", lambda c, h, w: today.list_today(c, "UTC")),
        "oversight.trends.show_trend": Row("- h a a - -", lambda c, h, w: trends.show_trend(
            c, trends.TrendQuestion(site_ids=frozenset({h.site.id})))),
        "oversight.trends.show_pareto": Row("- h a a - -", lambda c, h, w: trends.show_pareto(
            c, Aspect.FACTOR, MONTH, "2026-03", frozenset({h.site.id}))),
        "oversight.trends.show_week": Row("- h a - - -", lambda c, h, w: trends.show_week(
            c, MONTH, "2026-03", frozenset({h.site.id}))),
        # Who was there notes them, too (`record_hot_debrief`); what is put right is given to someone by who leads.
        "oversight.five_minutes.record_five_minutes": Row(
            "- h h - - -", lambda c, h, w: five_minutes.record_five_minutes(c, h.incident.id)),
        "oversight.five_minutes.record_five_minutes: with a thing to put right": Row(
            "- h h - - -", lambda c, h, w: five_minutes.record_five_minutes(
                c, h.incident.id, five_minutes.OneThing("Unlock the side door", ALEX.id))),
    }  # fmt: skip


def _support(world: World) -> dict[str, Row]:
    return {
        "support.calendar.export_calendar": Row(
            "o y y o - -", lambda c, h, w: calendar.export_calendar(c, h.person.id)),
        # Who leads the site says what a report says, and where the clinic allows it, as here, who wrote it.
        "support.striking_out.void_incident": Row(
            "- - h1 - - -", lambda c, h, w: striking_out.void_incident(c, h.incident.id, h.incident.version, w)),
        # Only the person who logged it undoes that, in the first seconds.
        "support.striking_out.undo_log": Row(
            "o o o o - -", lambda c, h, w: striking_out.undo_log(c, h.written.id, _draft(h))),
        "support.completing.complete_incident": Row("- h h - - -", lambda c, h, w: completing.complete_incident(
            c, h.incident.id, Completion(h.incident.details), h.incident.version)),
        "support.completing.complete_incident: their own report": Row(
            "o s s - - -", lambda c, h, w: completing.complete_incident(
                c, h.written.id, Completion(h.written.details), h.written.version)),
        "support.completing.complete_closed": Row("- - h1 - - -", lambda c, h, w: completing.complete_closed(
            c, h.closed.id, Completion(h.closed.details), h.closed.version, reason=w)),
        "support.cases.tell_leadership": Row("- h h - - -", lambda c, h, w: cases.tell_leadership(c, h.incident.id)),
        "support.follow_ups.record_follow_up": Row("- h h - - -", lambda c, h, w: follow_ups.record_follow_up(
            c, h.follow_up.id, h.follow_up.version, FollowUpOutcome.ACCEPTED)),
        "support.offers.record_offers": Row(
            "- h h - - -", lambda c, h, w: offers.record_offers(c, h.incident.id, h.person.id, [OfferKind.MEDICAL])),
        "support.offers.record_offer_answer": Row(
            "- h h - - -", lambda c, h, w: offers.record_offer_answer(c, h.offer.id, Answer.LATER)),
        "support.offers.answer_offer": Row(
            "o o o o o o", lambda c, h, w: offers.answer_offer(c, h.offer.id, Answer.LATER)),
        "support.offers.my_offers": Row("o o o o o o", lambda c, h, w: offers.my_offers(c), lambda h: h.offer.id),
        # Sealed notes are everyone's own: what opens them is their writer's key, whatever their role.
        "support.wellbeing.my_notes": Row("y y y y y y", lambda c, h, w: wellbeing.my_notes(c)),
        "support.wellbeing.notes_shared_with_me": Row(
            "y y y y y y", lambda c, h, w: wellbeing.notes_shared_with_me(c)),
        "support.wellbeing.who_lets_me_read": Row("y y y y y y", lambda c, h, w: wellbeing.who_lets_me_read(c)),
        "support.wellbeing.write_note": Row(
            "y y y y y y", lambda c, h, w: wellbeing.write_note(c, NoteDraft("how it was"))),
        "support.wellbeing.delete_note": Row(
            "o o o o o o", lambda c, h, w: wellbeing.delete_note(c, h.sealed_note.id)),
        "support.wellbeing.delete_closed_notes": Row(
            "y y y y y y", lambda c, h, w: wellbeing.delete_closed_notes(c)),
        "support.wellbeing.choose_supporter": Row(
            "y y y y y y", lambda c, h, w: wellbeing.choose_supporter(c, world.had["other", "here"].user.id)),
        "support.wellbeing.withdraw_supporter": Row(
            "y y y y y y", lambda c, h, w: wellbeing.withdraw_supporter(c)),
        "support.wellbeing.step_back": Row("y y y y y y", lambda c, h, w: wellbeing.step_back(c, h.user.id)),
        "support.wellbeing.give_back": Row("y y y y y y", lambda c, h, w: wellbeing.give_back(c, h.user.id)),
        "support.wellbeing.keep_note_draft": Row(
            "y y y y y y", lambda c, h, w: wellbeing.keep_note_draft(c, NoteDraft("half"), None)),
        "support.wellbeing.find_note_draft": Row("y y y y y y", lambda c, h, w: wellbeing.find_note_draft(c)),
        "support.outreach.record_outreach": Row("- h h - - -", lambda c, h, w: outreach.record_outreach(
            c, h.incident.id, OutreachKind.BYSTANDERS, OutreachDraft(OutreachOutcome.DONE, 3))),
        "support.outreach.record_consent": Row("- h h - - -", lambda c, h, w: outreach.record_consent(
            c, h.incident.id, OutreachKind.REPAIR, h.person.id, Consent.YES)),
        "support.outreach.answer_consent": Row("o o o o o o", lambda c, h, w: outreach.answer_consent(
            c, h.incident.id, OutreachKind.REPAIR, Consent.NO)),
        "support.outreach.my_consents": Row(
            "o o o o o o", lambda c, h, w: outreach.my_consents(c), lambda h: h.incident.id),
        "support.outreach.outreach_after": Row(
            "y y y y - -", lambda c, h, w: outreach.outreach_after(c, h.incident.id)),
        # Whom staff may turn to is read by everyone, so that no one has to ask; those who lead keep it.
        "support.outside_help.list_outside_help": Row(
            "y y y y y y", lambda c, h, w: outside_help.list_outside_help(c)),
        "support.outside_help.add_outside_help": Row(
            "- - h - a -", lambda c, h, w: outside_help.add_outside_help(c, h.site.id, OUTSIDE)),
        "support.outside_help.change_outside_help": Row(
            "- - h - a -", lambda c, h, w: outside_help.change_outside_help(c, world.helps[h.site.id].id, 1, OUTSIDE)),
        "support.outside_help.retire_outside_help": Row(
            "- - h - a -", lambda c, h, w: outside_help.retire_outside_help(c, world.helps[h.site.id].id, 1)),
        "support.outside_help.name_outside_help_again": Row(
            "- - h - a -", lambda c, h, w: outside_help.name_outside_help_again(c, world.helps[h.site.id].id, 1)),
        "support.outside_help.refer_outside": Row("- h h - - -", lambda c, h, w: outside_help.refer_outside(
            c, h.offer.id, world.helps[h.site.id].id)),
        "support.owed.list_support": Row(
            "o s s o - -", lambda c, h, w: owed.list_support(c, limit=500), lambda h: h.debrief.id),
        "support.owed.count_support": Row("y y y y - -", lambda c, h, w: owed.count_support(c)),
        "support.owed.show_support": Row("o s s o - -", lambda c, h, w: owed.show_support(c, h.incident.id)),
        "support.listed.incidents_with_debrief_due": Row(
            "o s s o - -", lambda c, h, w: listed.incidents_with_debrief_due(c), lambda h: h.incident.id),
        "support.listed.support_of_listed": Row(
            "o s s o - -", lambda c, h, w: listed.support_of_listed(c, (h.incident.id, h.told.id)),
            lambda h: h.incident.id),
        "support.reminders.list_reminders": Row("y y y y y y", lambda c, h, w: reminders.list_reminders(c)),
        "support.reminders.put_off": Row("o o o o o o", lambda c, h, w: reminders.put_off(
            c, _reminder(h), NOW + timedelta(hours=1))),
        "support.reminders.put_away": Row("o o o o o o", lambda c, h, w: reminders.put_away(c, _reminder(h))),
    }  # fmt: skip


def _week() -> dict[str, Row]:
    planned = "- h h - - -"
    whole = booking.WholeBooking(SLOT, said_yes=(ALEX.id,), because=MoveReason.MANAGEMENT)
    return {
        "support.week.support_week": Row(
            "o s s - - -", lambda c, h, w: week.support_week(c, NOW), lambda h: h.debrief.id),
        "support.slots.find_slots": Row(planned, lambda c, h, w: slots.find_slots(c, h.debrief.id, 3)),
        "support.booking.book_whole": Row(planned, lambda c, h, w: booking.book_whole(
            c, h.debrief.id, h.debrief.version, whole)),
        "support.booking.give_up_time": Row(planned, lambda c, h, w: booking.give_up_time(
            c, h.debrief.id, h.debrief.version, MoveReason.MANAGEMENT)),
        "support.booking.take_back_booking": Row(planned, lambda c, h, w: booking.take_back_booking(
            c, h.debrief.id, h.debrief.version)),
    }  # fmt: skip


def _debriefs() -> dict[str, Row]:
    planned = "- h h - - -"
    held = "o o s o - -"
    return {
        "support.debriefs.show_debrief": Row("o s s o - -", lambda c, h, w: debriefs.show_debrief(c, h.debrief.id)),
        "support.debriefs.plan_debrief": Row(planned, lambda c, h, w: debriefs.plan_debrief(c, h.incident.id)),
        "support.naming.debriefs_to_name": Row("- y y - y -", lambda c, h, w: naming.debriefs_to_name(c)),
        "support.offering_debriefs.offer_debrief": Row(planned, lambda c, h, w: offering_debriefs.offer_debrief(
            c, h.incident.id, h.person.id, Response.NO)),
        "support.debriefs.choose_manager": Row("- h h - a -", lambda c, h, w: debriefs.choose_manager(
            c, h.debrief.id, h.debrief.version, ALEX.id)),
        "support.debriefs.list_facilitators": Row(planned, lambda c, h, w: debriefs.list_facilitators(c, h.debrief.id)),
        "support.debriefs.choose_facilitator": Row(planned, lambda c, h, w: debriefs.choose_facilitator(
            c, h.debrief.id, h.debrief.version, ALEX.id, WHY)),
        "support.debriefs.choose_outside_facilitator": Row(planned, lambda c, h, w: debriefs.choose_outside_facilitator(
            c, h.debrief.id, h.debrief.version, "Ines, a peer")),
        "support.debriefs.combine_debriefs": Row(planned, lambda c, h, w: debriefs.combine_debriefs(
            c, h.debrief.id, h.debrief.version, h.led.id, [h.person.id])),
        "support.debriefs.record_not_held": Row(planned, lambda c, h, w: debriefs.record_not_held(
            c, h.debrief.id, h.debrief.version, None)),
        "support.participants.ask_participants": Row(
            planned, lambda c, h, w: participants.ask_participants(c, h.debrief.id, [ALEX.id])),
        "support.participants.record_debrief_answer": Row(planned, lambda c, h, w: participants.record_debrief_answer(
            c, h.debrief.id, h.person.id, Response.NO)),
        "support.participants.answer_debrief": Row(
            "o o o o o o", lambda c, h, w: participants.answer_debrief(c, h.debrief.id, Response.NO)),
        "support.drafts.keep_answer_draft": Row(
            "o o o o o o", lambda c, h, w: support_drafts.keep_answer_draft(c, h.debrief.id, "typed")),
        "support.drafts.find_answer_draft": Row(
            "y y y y y y", lambda c, h, w: support_drafts.find_answer_draft(c, h.debrief.id)),
        "support.owed.list_combinable": Row(planned, lambda c, h, w: owed.list_combinable(c, h.debrief.id)),
        "support.circumstances.show_booking": Row(
            planned, lambda c, h, w: circumstances.show_booking(c, h.debrief.id)),
        "support.protected_time.book_slot": Row(
            planned, lambda c, h, w: protected_time.book_slot(c, h.debrief.id, h.debrief.version, SLOT)),
        "support.protected_time.move_slot": Row(planned, lambda c, h, w: protected_time.move_slot(
            c, h.debrief.id, h.debrief.version, SLOT, MoveReason.MANAGEMENT)),
        "support.protected_time.name_cover": Row(
            planned, lambda c, h, w: protected_time.name_cover(c, h.debrief.id, h.person.id, ALEX.id)),
        "support.protected_time.record_cover_confirmed": Row(
            planned, lambda c, h, w: protected_time.record_cover_confirmed(c, h.led.id, h.led_for)),
        "support.protected_time.confirm_cover": Row(
            "o o o o o o", lambda c, h, w: protected_time.confirm_cover(c, h.led.id, h.led_for)),
        "support.protected_time.check_afterwards": Row(planned, lambda c, h, w: protected_time.check_afterwards(
            c, h.debrief.id, h.debrief.version, protected_time.CheckWords(Protected.YES, Paid.YES))),
        "support.protected_time.answer_afterwards": Row("o o o o o o", lambda c, h, w: protected_time.answer_afterwards(
            c, h.debrief.id, Protected.YES, Paid.YES)),
        "support.thematic.plan_thematic": Row(
            planned, lambda c, h, w: thematic.plan_thematic(c, h.site.id, "2026-03")),
        # Who leads a debrief holds it, and the manager of the site; the five minutes are for those who were there.
        "support.protected_time.record_cover_there": Row(
            held, lambda c, h, w: protected_time.record_cover_there(c, h.led.id, h.led_for)),
        "support.holding.start_debrief": Row(
            held, lambda c, h, w: holding.start_debrief(c, h.led.id, h.led.version)),
        "support.holding.record_step": Row(held, lambda c, h, w: holding.record_step(c, h.led.id, "welcome", 5)),
        "support.holding.record_learning_item": Row(
            held, lambda c, h, w: holding.record_learning_item(c, h.led.id, "ACC1", "Two people at the desk.")),
        "support.holding.finish_debrief": Row(
            held, lambda c, h, w: holding.finish_debrief(c, h.led.id, h.led.version, [])),
        "support.holding.record_hot_debrief": Row(
            held, lambda c, h, w: holding.record_hot_debrief(c, h.incident.id)),
        "support.holding.learning_items_of": Row(
            "o s s o - -", lambda c, h, w: holding.learning_items_of(c, h.incident.id)),
    }  # fmt: skip
