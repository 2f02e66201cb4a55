"""Who may do what with what looks across the clinic: today, trends, reports, lists on paper and the audit trail."""

from dataclasses import replace
from datetime import date

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.setup import ClinicSetup
from incident_tracker.domain.clinic.staff_rows import StaffRow
from incident_tracker.usecases.capture import exporting, incidents
from incident_tracker.usecases.oversight import (
    analysis_sheet,
    audit_trail,
    clinic_changes,
    closing,
    denominators,
    exported_tables,
    five_minutes,
    incident_sheet,
    list_paper,
    monthly_report,
    promise_report,
    setup,
    staff_file,
    today,
    trends,
    year_figures,
)
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from tests.storage_fixtures import ALEX, USERS
from tests.usecases.rights.row import EVERY, Row, desk_of, help_of, line_of, of_site
from tests.usecases.rights.world import CODE, HARM, World

MONTH = "2026-02"
INCIDENTS_ONLY = (exported_tables.Exportable.INCIDENTS,)


def oversight_rows(world: World) -> dict[str, Row]:
    """A row for every use case of the chapter, and some for a part of its answer, named behind a colon."""
    return {**_few_eyes(), **_on_paper(), **_oversight(world)}


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
        "outsider_card": "- y y - y -",
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


def _oversight(world: World) -> dict[str, Row]:
    figures = denominators.MonthFigures(visits=100)
    return {
        "oversight.audit_trail.list_audit": Row(
            "- - - - - y", lambda c, h, w: audit_trail.list_audit(c, AuditFilter())),
        "oversight.audit_trail.who_saw": Row("- h h - - a", lambda c, h, w: audit_trail.who_saw(c, h.incident.id)),
        "oversight.audit_trail.verify_trail": Row("y y y y y y", lambda c, h, w: audit_trail.verify_trail(c)),
        "oversight.exported_tables.export_tables": Row(
            "- - h1 - - -", lambda c, h, w: exported_tables.export_tables(c, of_site(h), INCIDENTS_ONLY, reason=w)),
        "oversight.exported_tables.export_tables: codes": Row(
            "- - h1 - - -",
            lambda c, h, w: exported_tables.export_tables(c, of_site(h), INCIDENTS_ONLY, reason=w),
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
            "- - h - a -", lambda c, h, w: clinic_changes.if_line_ends(c, line_of(c, h).id)),
        "oversight.clinic_changes.if_help_ends": Row(
            "- - h - a -", lambda c, h, w: clinic_changes.if_help_ends(c, help_of(c, h).id)),
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
            "- - h - a -", lambda c, h, w: clinic_changes.if_desk_ends(c, desk_of(c, h).id)),
        "oversight.clinic_changes.if_shifts": Row(
            "- - y - y -", lambda c, h, w: clinic_changes.if_shifts(c, ALEX.id, ())),
        "oversight.clinic_changes.if_person_changes": Row(
            "- - y - y -", lambda c, h, w: clinic_changes.if_person_changes(c, replace(ALEX, active=False))),
        "oversight.clinic_changes.if_desks_stay_open": Row(
            "- - y - y -", lambda c, h, w: clinic_changes.if_desks_stay_open(c)),
        "oversight.clinic_changes.if_account_closes": Row(
            "- y y - y -", lambda c, h, w: clinic_changes.if_account_closes(c, USERS[Role.RECEPTION].id)),
        "oversight.denominators.enter_months": Row("- h h - a -", lambda c, h, w: denominators.enter_months(
            c, h.site.id, [denominators.MonthEntry(MONTH, figures)])),
        "oversight.denominators.list_denominators": Row(
            "- y y - y -", lambda c, h, w: denominators.list_denominators(c, MONTH, MONTH)),
        "oversight.denominators.list_site_pasts": Row(
            "- h h - a -", lambda c, h, w: denominators.list_site_pasts(c), lambda h: h.site.id),
        "oversight.analysis_sheet.compile_analysis_sheet": Row(
            "- h h d - -", lambda c, h, w: analysis_sheet.compile_analysis_sheet(c, h.analysis.ref)),
        "oversight.analysis_sheet.record_analysis_sheet": Row(
            "- h h y - -",
            lambda c, h, w: analysis_sheet.record_analysis_sheet(c, h.analysis.ref, PaperAct.PRINTED)),
        "oversight.incident_sheet.compile_incident_sheet": Row(
            "- h h - - -", lambda c, h, w: incident_sheet.compile_incident_sheet(c, h.incident.id)),
        "oversight.monthly_report.list_report_months": Row(
            "- y y y - -", lambda c, h, w: monthly_report.list_report_months(c)),
        "oversight.monthly_report.compile_monthly_report": Row(
            "- h h d - -", lambda c, h, w: monthly_report.compile_monthly_report(c, "2026-03", h.site.id)),
        "oversight.monthly_report.record_report": Row("- h h a - -", lambda c, h, w: monthly_report.record_report(
            c, "2026-03", h.site.id, PaperAct.PRINTED)),
        "oversight.closing.list_open_months": Row("- - y - - -", lambda c, h, w: closing.list_open_months(c)),
        "oversight.closing.close_month": Row("- - y - - -", lambda c, h, w: closing.close_month(c, "2026-01")),
        "oversight.year_figures.keep_year": Row(
            "- y y y y -", lambda c, h, w: year_figures.keep_year(c, "2026-03")),
        "oversight.promise_report.list_promise_periods": Row(
            "- y y y y -", lambda c, h, w: promise_report.list_promise_periods(c)),
        "oversight.promise_report.compile_promises": Row(
            "- h h d d -", lambda c, h, w: promise_report.compile_promises(c, "2026-03", h.site.id)),
        "oversight.promise_report.record_promises": Row(
            "- h h a a -", lambda c, h, w: promise_report.record_promises(
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
