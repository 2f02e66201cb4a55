"""Lists and charts on paper: anyone who may see them may print them, and the audit trail says that they did."""

from enum import StrEnum

from incident_tracker import wording
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.ports.context import Context
from incident_tracker.reports import list_sheet
from incident_tracker.reports.list_sheet import ListOnPaper, PaperHead
from incident_tracker.usecases.gate import UseCase, Work, needs, outside_gate
from incident_tracker.usecases.oversight.paper_acts import PaperAct, act_of
from incident_tracker.wording import _


class ListKind(StrEnum):
    """What is printed; the audit trail calls it by this word."""

    INCIDENTS = "incident_list"
    DEIDENTIFIED = "deidentified_list"
    ANALYSES = "analysis_list"
    ACTIONS = "action_list"
    SUPPORT = "support_list"
    STAFF = "staff_list"
    ACCOUNTS = "account_list"
    PLACES = "place_list"
    WORDS = "word_list"
    POLICE_CARD = "police_card"
    OUTSIDER_CARD = "outsider_card"
    AUDIT = "audit_list"
    READERS = "reader_list"
    CHANGES = "change_list"
    VISITS = "visit_list"
    TRENDS = "trend_charts"


@outside_gate("reading and recording go through the gate; drawing the pages needs no record")
def draw_list(ctx: Context, kind: ListKind, shown: ListOnPaper) -> bytes:
    """What was on the screen as PDF, in the present language; that it was shown is audited. Errors: NotAllowed."""
    head = recorder_of(kind)(ctx, PaperAct.SHOWN, len(shown.rows))
    return list_sheet.render(head, shown, language=wording.language())


def recorder_of(kind: ListKind) -> UseCase[[PaperAct, int], PaperHead]:  # noqa: C901  # one match over an enumeration
    """The use case that audits what is done with a printout of this kind, and says what is printed around it."""
    match kind:
        case ListKind.INCIDENTS:
            return record_incident_list
        case ListKind.DEIDENTIFIED:
            return record_deidentified_list
        case ListKind.ANALYSES:
            return record_analysis_list
        case ListKind.ACTIONS:
            return record_action_list
        case ListKind.SUPPORT:
            return record_support_list
        case ListKind.STAFF:
            return record_staff_list
        case ListKind.ACCOUNTS:
            return record_account_list
        case ListKind.PLACES:
            return record_place_list
        case ListKind.WORDS:
            return record_word_list
        case ListKind.POLICE_CARD:
            return record_police_card
        case ListKind.OUTSIDER_CARD:
            return record_outsider_card
        case ListKind.AUDIT:
            return record_audit_list
        case ListKind.READERS:
            return record_reader_list
        case ListKind.CHANGES:
            return record_change_list
        case ListKind.VISITS:
            return record_visit_list
        case ListKind.TRENDS:
            return record_trends


@needs(Permission.PRINT_INCIDENT, writes=True)
def record_incident_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Incidents with what identifies them."""
    return _record(work, ListKind.INCIDENTS, act, rows)


@needs(Permission.EXPORT_DEIDENTIFIED, writes=True)
def record_deidentified_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Incidents as the committee sees them."""
    return _record(work, ListKind.DEIDENTIFIED, act, rows)


@needs(Permission.SEE_ANALYSES, writes=True)
def record_analysis_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Root cause analyses."""
    return _record(work, ListKind.ANALYSES, act, rows)


@needs(Permission.COMPLETE_ACTION, writes=True)
def record_action_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Actions."""
    return _record(work, ListKind.ACTIONS, act, rows)


@needs(Permission.SEE_SUPPORT, writes=True)
def record_support_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """What support is owed to whom, as far as the reader may know."""
    return _record(work, ListKind.SUPPORT, act, rows)


@needs(Permission.SEE_CLINIC, writes=True)
def record_staff_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Members of staff."""
    return _record(work, ListKind.STAFF, act, rows)


@needs(Permission.SEE_ACCOUNTS, writes=True)
def record_account_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Accounts."""
    return _record(work, ListKind.ACCOUNTS, act, rows)


@needs(Permission.SEE_CLINIC, writes=True)
def record_place_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Sites, desks, phone lines or closed days."""
    return _record(work, ListKind.PLACES, act, rows)


@needs(Permission.SEE_CLINIC, writes=True)
def record_word_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Words of the clinic's vocabularies."""
    return _record(work, ListKind.WORDS, act, rows)


@needs(Permission.SEE_CLINIC, writes=True)
def record_police_card(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """The clinic's table for the police as a card."""
    return _record(work, ListKind.POLICE_CARD, act, rows)


@needs(Permission.NAME_MANAGER, writes=True)
def record_outsider_card(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """What someone from elsewhere is asked to do, as a card."""
    return _record(work, ListKind.OUTSIDER_CARD, act, rows)


@needs(Permission.SEE_WHOLE_AUDIT, writes=True)
def record_audit_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Entries of the audit trail."""
    return _record(work, ListKind.AUDIT, act, rows)


@needs(Permission.SEE_INCIDENT_AUDIT, writes=True)
def record_reader_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Who saw one incident."""
    return _record(work, ListKind.READERS, act, rows)


@needs(Permission.PRINT_INCIDENT, writes=True)
def record_change_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """What was changed in one incident."""
    return _record(work, ListKind.CHANGES, act, rows)


@needs(Permission.ENTER_DENOMINATORS, writes=True)
def record_visit_list(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Visits and hours by month."""
    return _record(work, ListKind.VISITS, act, rows)


@needs(Permission.SEE_TRENDS, writes=True)
def record_trends(work: Work, act: PaperAct, rows: int) -> PaperHead:
    """Trend charts."""
    return _record(work, ListKind.TRENDS, act, rows)


def _record(work: Work, kind: ListKind, act: PaperAct, rows: int) -> PaperHead:
    work.visible_sites()
    unit, actor = work.unit, work.actor
    work.record(act_of(act), kind.value, None, facts={"records": rows})
    sites = unit.sites.all()
    zone = next((site for site in sites if site.id in actor.sites), sites[0]).time_zone
    return PaperHead(
        site=unit.settings.get().name,
        mark=_mark(kind),
        made_at=work.now.astimezone(zone),
        made_by=unit.people.get(actor.person_id).name if actor.person_id else actor.name,
        audit_head=unit.audit.head(),
    )


def _mark(kind: ListKind) -> str:
    """Who may read it, at the foot of every page."""
    match kind:
        case ListKind.DEIDENTIFIED | ListKind.TRENDS:
            return _("For the safety committee · de-identified")
        case ListKind.VISITS | ListKind.PLACES | ListKind.WORDS | ListKind.POLICE_CARD:
            return _("For use in the clinic")
        case ListKind.OUTSIDER_CARD:
            return _("For the person who is named on it")
        case (
            ListKind.INCIDENTS
            | ListKind.ANALYSES
            | ListKind.ACTIONS
            | ListKind.SUPPORT
            | ListKind.STAFF
            | ListKind.ACCOUNTS
            | ListKind.AUDIT
            | ListKind.READERS
            | ListKind.CHANGES
        ):
            return _("Contains identifying detail")
