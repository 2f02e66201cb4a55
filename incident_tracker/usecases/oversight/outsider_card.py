"""The card for someone from elsewhere who answers for a debrief, on paper."""

from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.errors import NotFound
from incident_tracker.labels.support.outsiders import asked_of_outsider
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.gate import outside_gate
from incident_tracker.usecases.oversight.list_paper import record_outsider_card
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.usecases.support.outsiders import outsider_card


@outside_gate("reading and recording go through the gate; drawing the page needs no record")
def draw_outsider_card(ctx: Context, debrief_id: UUID) -> bytes:
    """The card as PDF, in the present language; that it was shown is audited. Errors: NotFound, NotAllowed."""
    from incident_tracker.reports.outsider_card import OutsiderSheet, outsider_card_pdf  # a large library
    from incident_tracker.reports.printed import printed_moment_text

    card = outsider_card(ctx, debrief_id)
    if card is None:
        raise NotFound("outsider")
    site = next(one for one in list_sites(ctx) if one.id == card.outsider.site_id)
    by = printed_moment_text(card.by.astimezone(site.time_zone))
    asked = asked_of_outsider(by, card.least_minutes, card.holder)
    sheet = OutsiderSheet(card.outsider.name, card.outsider.contact, site.name, asked)
    head = record_outsider_card(ctx, PaperAct.SHOWN, 1)
    return outsider_card_pdf(head, sheet, language=wording.language())
