"""The card for the desk: the clinic's table for the police, and who can be called instead, on paper."""

from incident_tracker import wording
from incident_tracker.domain.clinic.directory import entries_at
from incident_tracker.domain.clinic.police_table import POLICE, by_answer
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.directory import list_directory
from incident_tracker.usecases.clinic.vocabulary import list_terms
from incident_tracker.usecases.gate import outside_gate
from incident_tracker.usecases.oversight.list_paper import record_police_card
from incident_tracker.usecases.oversight.paper_acts import PaperAct


@outside_gate("reading and recording go through the gate; drawing the page needs no record")
def draw_police_card(ctx: Context) -> bytes:
    """The card as it is today as PDF, in the present language; that it was shown is audited. Errors: NotAllowed."""
    from incident_tracker.reports.police_card import police_card_pdf  # a large library that only this page needs

    terms = list_terms(ctx, POLICE)
    head = record_police_card(ctx, PaperAct.SHOWN, len(terms))
    day = head.made_at.date()
    sites = ctx.actor.sites
    here = next(iter(sites)) if len(sites) == 1 else None
    table = by_answer([term for term in terms if term.valid_on(day)])
    return police_card_pdf(head, table, entries_at(list_directory(ctx), here, day), language=wording.language())
