"""Who may do what with root cause analyses and actions."""

from dataclasses import replace

from incident_tracker.domain.learning.actions import ActionEffect, ActionStatus
from incident_tracker.domain.learning.versions import UnsavedAnalysis
from incident_tracker.usecases.learning import actions, analyses
from incident_tracker.usecases.learning import drafts as analysis_drafts
from tests.usecases.rights.row import PLAN, Row


def learning_rows() -> dict[str, Row]:
    """A row for every use case of the chapter."""
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
