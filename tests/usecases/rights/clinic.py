"""Who may do what with accounts, people, places, words and what is kept of the clinic."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from incident_tracker.domain.audit import Head
from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import ClosedDay, OpeningHours
from incident_tracker.domain.clinic.checks import CheckOrigin
from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.domain.clinic.extras import MailServer
from incident_tracker.domain.clinic.first_run import FirstStep
from incident_tracker.domain.clinic.police_table import POLICE, PoliceAnswer, PoliceLine, police_line
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.domain.errors import BackupMissing
from incident_tracker.ports.context import Context
from incident_tracker.ports.unit import Store, Unpacked
from incident_tracker.usecases.clinic import (
    absences,
    accounts,
    bringing_back,
    directory,
    extras,
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
from incident_tracker.usecases.support import opening as support_opening
from incident_tracker.usecases.support import staff
from tests.storage_fixtures import ALEX
from tests.usecases.rights.row import Row, desk_of, help_of, line_of
from tests.usecases.rights.world import Had, World

HELP = DirectoryEntry(UUID(int=0), "County mobile crisis", HelpKind.MOBILE_CRISIS, "555-0100")


def _let_in(attempt: Callable[[], object]) -> object:
    """The person who is let in is told that there is no such backup."""
    with suppress(BackupMissing):
        return attempt()
    return None


def _backup(world: World) -> Unpacked:
    """A backup that is open: the world itself."""
    return Unpacked(cast(Store, world.store), None, Head())


def _weapon_line(ctx: Context) -> Term:
    return next(term for term in vocabulary.list_terms(ctx, POLICE) if term.code == "weapon")


def _hours_of(ctx: Context, had: Had) -> OpeningHours:
    """When that site is open."""
    (sheet,) = (one for one in sites.list_site_sheets(ctx) if one.site.id == had.site.id)
    return sheet.hours


def clinic_rows(world: World) -> dict[str, Row]:
    """A row for every use case of the chapter."""

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
        "clinic.extras.clinic_extras": Row("- - - - y -", lambda c, h, w: extras.clinic_extras(c)),
        "clinic.extras.set_mail_server": Row(
            "- - - - y1 -", lambda c, h, w: extras.set_mail_server(c, MailServer(), reason=w)),
        "clinic.extras.server_to_try": Row("- - - - y -", lambda c, h, w: extras.server_to_try(c)),
        "clinic.settings.set_closing_day": Row(
            "- - - - y1 -", lambda c, h, w: settings.set_closing_day(c, 12, reason=w)),
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
            "- - h - a -", lambda c, h, w: quick_choices.begin_with_channels(c, [desk_of(c, h)])),
        "clinic.sites.add_desk": Row("- - h - a -", lambda c, h, w: sites.add_desk(c, h.site.id, "Second")),
        "clinic.sites.change_desk": Row("- - h - a -", lambda c, h, w: sites.change_desk(c, desk_of(c, h))),
        "clinic.sites.add_phone_line": Row(
            "- - h - a -", lambda c, h, w: sites.add_phone_line(c, h.site.id, "Main")),
        "clinic.sites.change_phone_line": Row(
            "- - h - a -", lambda c, h, w: sites.change_phone_line(c, line_of(c, h))),
        "clinic.sites.retire_site": Row(
            "- - - - y -", lambda c, h, w: sites.retire_site(c, h.site, date(2027, 1, 1))),
        "clinic.sites.retire_desk": Row(
            "- - h - a -", lambda c, h, w: sites.retire_desk(c, desk_of(c, h), date(2027, 1, 1))),
        "clinic.sites.retire_phone_line": Row(
            "- - h - a -", lambda c, h, w: sites.retire_phone_line(c, line_of(c, h), date(2027, 1, 1))),
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
            c, replace(help_of(c, h), phone="555-0199"))),
        "clinic.directory.show_entry_until": Row("- - h - a -", lambda c, h, w: directory.show_entry_until(
            c, help_of(c, h), date(2027, 1, 1))),
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
