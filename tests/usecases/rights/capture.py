"""Who may do what when an incident is told of, read and reviewed."""

from dataclasses import replace
from typing import Any

from incident_tracker.demo import archive
from incident_tracker.domain.capture.help_calls import PoliceDecision
from incident_tracker.domain.capture.incidents import Completion, Details
from incident_tracker.domain.capture.listing import IncidentOrder, SortBy
from incident_tracker.domain.capture.saved_drafts import UnsavedCompletion
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
from incident_tracker.usecases.support import cases, duplicates, practice
from incident_tracker.usecases.support import drafts as support_drafts
from tests.storage_fixtures import ALEX
from tests.usecases.rights.row import EVERY, WHY, Row, a_draft, of_site
from tests.usecases.rights.world import Had, World


def _typed(had: Had) -> UnsavedCompletion:
    return UnsavedCompletion(had.incident.id, 1, Details(), Completion(Details()))


def capture_rows(world: World) -> dict[str, Row]:
    """A row for every use case of the chapter, and some for a part of its answer, named behind a colon."""
    return {**_capture(), **_notes(world)}


def _capture() -> dict[str, Row]:
    def importable(had: Had) -> list[Any]:
        return [replace(had.incident, id=ALEX.id, ref="")]

    checked = importing.CheckedLog
    return {
        # All who work here may tell of what happened, anywhere; nobody who sees no incident.
        "support.cases.log_incident_with_support": Row(
            "a a a a - -", lambda c, h, w: cases.log_incident_with_support(c, a_draft(h))),
        "support.practice.practice_log": Row("y y y y y y", lambda c, h, w: practice.practice_log(c, a_draft(h))),
        "capture.drafts.save_draft": Row("o o o o - -", lambda c, h, w: drafts.save_draft(c, a_draft(h), h.draft.id)),
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
            "- h h d - -", lambda c, h, w: exporting.export_deidentified(c, of_site(h))),
        "capture.exporting.list_serious": Row("- h h d - -", lambda c, h, w: exporting.list_serious(c, of_site(h))),
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
