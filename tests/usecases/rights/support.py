"""Who may do what with offers, debriefs, protected time and what is owed."""

from datetime import date, timedelta
from uuid import UUID

from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.support.calendar_entries import CalendarEntry
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.invitations import invitation
from incident_tracker.domain.support.lateness import Lateness, LateReason
from incident_tracker.domain.support.offers import Answer, OfferKind
from incident_tracker.domain.support.outreach import Consent, OutreachKind, OutreachOutcome
from incident_tracker.domain.support.outside_help import HelpDraft
from incident_tracker.domain.support.outsiders import OutsiderDraft
from incident_tracker.domain.support.own_time import TimeDraft, TimeKind
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.private_line import Consequence, LineAct, LineDraft
from incident_tracker.domain.support.protected_time import MoveReason, Paid, Protected, SlotRequest
from incident_tracker.domain.support.reminder_kinds import ReminderKind, ReminderStage
from incident_tracker.domain.support.reminders import Reminder
from incident_tracker.domain.support.wellbeing import NoteDraft
from incident_tracker.usecases.support import (
    assistants,
    booking,
    calendar,
    cases,
    circumstances,
    completing,
    daily_card,
    debriefs,
    follow_ups,
    holding,
    invitations,
    listed,
    naming,
    offering_debriefs,
    offers,
    outbox,
    outreach,
    outside_help,
    outsiders,
    owed,
    own_time,
    participants,
    private_line,
    protected_time,
    reminders,
    slots,
    striking_out,
    thematic,
    week,
    wellbeing,
)
from incident_tracker.usecases.support import drafts as support_drafts
from incident_tracker.usecases.support.outreach import OutreachDraft
from tests.storage_fixtures import ALEX
from tests.usecases.rights.row import NOW, WHY, Row, a_draft
from tests.usecases.rights.world import Had, World

ID = UUID(int=0)
SLOT = SlotRequest(NOW + timedelta(hours=25), NOW + timedelta(hours=26), {}, "Quiet room")
LETTER = invitation(CalendarEntry(ID, ID, ID, NOW, NOW, 1, NOW), "a@b.example", "c@d.example", id=ID, now=NOW)
MINUTES = TimeDraft(date(2026, 3, 2), TimeKind.TRAINING, 30, Paid.YES, voluntary=True)
ELSEWHERE = OutsiderDraft("Dana, Hill Road", "555 0100")
OUTSIDE = HelpDraft("Quiet Line", "555 0100", (OfferKind.DEDICATED_COUNSELING,), apart=True)


def _reminder(had: Had) -> Reminder:
    return Reminder("a", ReminderKind.PLAN, ReminderStage.OPEN, had.person.id, had.debrief.id, had.site.id, NOW, NOW)


def support_rows(world: World) -> dict[str, Row]:
    """A row for every use case of the chapter, and some for a part of its answer, named behind a colon."""
    return {**_support(world), **_debriefs(), **_week()}


def _support(world: World) -> dict[str, Row]:
    return {
        "support.invitations.invitations_of": Row(
            "o o o o a o", lambda c, h, w: invitations.invitations_of(c, h.person.id)),
        "support.invitations.agree_to_invitations": Row(
            "o o o o a o", lambda c, h, w: invitations.agree_to_invitations(c, "a@b.example", h.person.id)),
        "support.invitations.withdraw_from_invitations": Row(
            "o o o o a o", lambda c, h, w: invitations.withdraw_from_invitations(c, h.person.id)),
        "support.invitations.switch_invitations": Row(
            "- - - - y1 -", lambda c, h, w: invitations.switch_invitations(c, on=False, reason=w)),
        "support.outbox.outbox_state": Row("- - - - y -", lambda c, h, w: outbox.outbox_state(c)),
        "support.outbox.hurry_letters": Row("- - - - y -", lambda c, h, w: outbox.hurry_letters(c)),
        # Who is signed in sends what waits: it says nothing to them.
        "support.outbox.letters_are_due": Row("y y y y y y", lambda c, h, w: outbox.letters_are_due(c)),
        "support.outbox.take_letters": Row("y y y y y y", lambda c, h, w: outbox.take_letters(c)),
        "support.outbox.note_delivery": Row("y y y y y y", lambda c, h, w: outbox.note_delivery(c, LETTER, None)),
        "support.calendar.export_calendar": Row(
            "o y y o - -", lambda c, h, w: calendar.export_calendar(c, h.person.id)),
        # Who leads the site says what a report says, and where the clinic allows it, as here, who wrote it.
        "support.striking_out.void_incident": Row(
            "- - h1 - - -", lambda c, h, w: striking_out.void_incident(c, h.incident.id, h.incident.version, w)),
        # Only the person who logged it undoes that, in the first seconds.
        "support.striking_out.undo_log": Row(
            "o o o o - -", lambda c, h, w: striking_out.undo_log(c, h.written.id, a_draft(h))),
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
        "support.private_line.my_line": Row("y y y y y y", lambda c, h, w: private_line.my_line(c)),
        "support.private_line.answer_on_line": Row(
            "y y y y y y", lambda c, h, w: private_line.answer_on_line(c, LineDraft(Consequence.NO))),
        "support.private_line.read_line": Row("- - - - - y", lambda c, h, w: private_line.read_line(c)),
        "support.private_line.step_on_line": Row(
            "- - - - - y", lambda c, h, w: private_line.step_on_line(c, ID, 1, LineAct.SPOKE, "")),
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
        "support.own_time.list_own_time": Row("y y y y y y", lambda c, h, w: own_time.list_own_time(c)),
        "support.own_time.write_time": Row("y y y y y y", lambda c, h, w: own_time.write_time(c, MINUTES)),
        "support.own_time.correct_time": Row(
            "o o o o o o", lambda c, h, w: own_time.correct_time(c, world.minutes[h.person.id], 1, MINUTES)),
        "support.own_time.take_back_time": Row(
            "o o o o o o", lambda c, h, w: own_time.take_back_time(c, world.minutes[h.person.id], 1)),
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
        "support.outsiders.list_outsiders": Row("- y y - y -", lambda c, h, w: outsiders.list_outsiders(c)),
        "support.outsiders.outsider_card": Row(
            "- h h - a -", lambda c, h, w: outsiders.outsider_card(c, h.debrief.id)),
        "support.outsiders.add_outsider": Row(
            "- h h - a -", lambda c, h, w: outsiders.add_outsider(c, h.site.id, ELSEWHERE)),
        "support.outsiders.change_outsider": Row(
            "- h h - a -", lambda c, h, w: outsiders.change_outsider(c, world.outsiders[h.site.id].id, 1, ELSEWHERE)),
        "support.outsiders.retire_outsider": Row(
            "- h h - a -", lambda c, h, w: outsiders.retire_outsider(c, world.outsiders[h.site.id].id, 1)),
        "support.outsiders.choose_outsider_again": Row(
            "- h h - a -", lambda c, h, w: outsiders.choose_outsider_again(c, world.outsiders[h.site.id].id, 1)),
        "support.outside_help.refer_outside": Row("- h h - - -", lambda c, h, w: outside_help.refer_outside(
            c, h.offer.id, world.helps[h.site.id].id)),
        "support.outside_help.take_back_referral": Row("- h h - - -", lambda c, h, w: outside_help.take_back_referral(
            c, h.offer.id, h.offer.version)),
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
        "support.reminders.tell_reminders": Row("y y y y y y", lambda c, h, w: reminders.tell_reminders(c)),
        "support.reminders.put_off": Row("o o o o o o", lambda c, h, w: reminders.put_off(
            c, _reminder(h), NOW + timedelta(hours=1))),
        "support.daily_card.my_card": Row("y y y y y y", lambda c, h, w: daily_card.my_card(c)),
        "support.reminders.bring_back": Row("o o o o o o", lambda c, h, w: reminders.bring_back(c, _reminder(h))),
        "support.reminders.put_away": Row("o o o o o o", lambda c, h, w: reminders.put_away(c, _reminder(h))),
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
            c, h.debrief.id, h.debrief.version, h.debrief.manager_id)),
        "support.assistants.set_assistants": Row(planned, lambda c, h, w: assistants.set_assistants(
            c, h.debrief.id, h.debrief.version, ())),
        "support.debriefs.list_facilitators": Row(planned, lambda c, h, w: debriefs.list_facilitators(c, h.debrief.id)),
        "support.debriefs.choose_facilitator": Row(planned, lambda c, h, w: debriefs.choose_facilitator(
            c, h.debrief.id, h.debrief.version, ALEX.id, WHY)),
        "support.debriefs.choose_outside_facilitator": Row(planned, lambda c, h, w: debriefs.choose_outside_facilitator(
            c, h.debrief.id, h.debrief.version, "Ines, a peer")),
        "support.debriefs.combine_debriefs": Row(planned, lambda c, h, w: debriefs.combine_debriefs(
            c, h.debrief.id, h.debrief.version, h.led.id, [h.person.id])),
        "support.debriefs.record_not_held": Row(planned, lambda c, h, w: debriefs.record_not_held(
            c, h.debrief.id, h.debrief.version, None)),
        "support.debriefs.say_why_late": Row(planned, lambda c, h, w: debriefs.say_why_late(
            c, h.debrief.id, h.debrief.version, Lateness(LateReason.TOO_BUSY))),
        "support.booking.take_back_not_held": Row(planned, lambda c, h, w: booking.take_back_not_held(
            c, h.debrief.id, h.debrief.version)),
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
