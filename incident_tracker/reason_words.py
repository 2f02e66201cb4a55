"""Why something was refused: one sentence for each reason, with the way out in it."""

from incident_tracker.catalogues import _
from incident_tracker.domain.errors import Reason


def reason_sentence(reason: Reason) -> str:  # noqa: C901  # one match over an enumeration
    """The sentence of a reason, with its values still to be filled in."""
    match reason:
        case Reason.MISSING:
            return _("Please fill this in; everything else is kept.")
        case Reason.TOO_LONG:
            return _("This is too long: at most {most} characters fit here.")
        case Reason.NOT_A_NUMBER:
            return _("Please write a number here.")
        case Reason.NOT_A_TEXT:
            return _("Please write a text here, in quotation marks.")
        case Reason.NOT_TRUE_OR_FALSE:
            return _("Please write true or false here, or null for not known.")
        case Reason.NOT_A_LIST:
            return _("Please write a list here, in square brackets.")
        case Reason.NOT_AN_OBJECT:
            return _("Please write the fields of this in braces, each with its name.")
        case Reason.NOT_AN_ID:
            return _("“{given}” is not an id from this program.")
        case Reason.NOT_ONE_OF:
            return _("“{given}” is not an answer that is known here.")
        case Reason.SAID_TWICE:
            return _("The file says this in two places. Nothing was saved; please keep one of them.")
        case Reason.ALREADY_DESCRIBED:
            return _("It already has a description, which is never replaced. Please write the rest under “addendum”.")
        case Reason.OUT_OF_RANGE:
            return _("Please choose a value from {least} to {most}.")
        case Reason.NOT_SHOWN:
            return _("These words are not shown to you, so they stay as they are. Everything else can be changed.")
        case Reason.NOT_TOGETHER:
            return _("Please choose a level or a channel. The two together could lead to one person.")
        case Reason.UNKNOWN_TERM:
            return _("“{term}” is not in the clinic's list. Please choose one that is.")
        case Reason.UNKNOWN_KEY:
            return _("There is no field called “{key}”. Nothing was saved; please remove or rename it.")
        case Reason.NOT_A_DATE:
            return _("This is not a date and time the program understands. Try 14:05, or 2026-03-31 14:05.")
        case Reason.NOT_A_DAY:
            return _("Please write a day here, such as 2026-11-26, without quotation marks.")
        case Reason.NOT_A_SPAN:
            return _("“{given}” is not a time of opening. Please write it like “08:00-17:00”.")
        case Reason.NOT_DAYS:
            return _("“{given}” is not a time away. Write “2026-12-21..2026-12-24” or “2026-12-30 13:00-17:00”.")
        case Reason.IN_THE_FUTURE:
            return _("This time is in the future. Please enter a time up to now.")
        case Reason.BEFORE_THE_INCIDENT:
            return _("This is before the incident itself. Please give a later time.")
        case Reason.ENDS_BEFORE_START:
            return _("The end is before the start. Please change one of them.")
        case Reason.PART_OF_ONE_DAY:
            return _("Part of a day is for one day. For several days, enter whole days.")
        case Reason.TOO_LONG_AWAY:
            return _("This is more than {most} days. Someone who has left is marked so under People.")
        case Reason.MONTH_IS_OVER:
            return _("A month that is over stays as it is. Please change only days from the first of this month on.")
        case Reason.CLOSES_LATER:
            return _("This month can be closed from {day} on: late reports and visits still belong to it.")
        case Reason.AWAY_ALREADY:
            return _("Some of this time is entered as away already. Please change that entry, or other days.")
        case Reason.WRONG_STATUS:
            return _("This is not possible in its current status. Nothing was changed.")
        case Reason.TOO_LATE_TO_UNDO:
            return _("More than ten seconds have passed, so the report stays. A manager can strike it out.")
        case Reason.OTHERS_WORK_ON_IT:
            return _("Someone works with this report already, so it stays. A manager can strike it out.")
        case Reason.ALREADY_DONE:
            return _("This was already done. Nothing was changed.")
        case Reason.NAME_TAKEN:
            return _("This name is already taken. Please choose another.")
        case Reason.NAME_TAKEN_MEANWHILE:
            return _("Another one has this name now. Please give one of the two another name first.")
        case Reason.REASON_TOO_SHORT:
            return _("Please write the reason in a sentence of at least {least} characters.")
        case Reason.REASON_SAYS_NOTHING:
            return _("This does not say why. Please write a sentence of at least {least} different words.")
        case Reason.WAS_INVOLVED:
            return _("{who} was involved in the incident and cannot lead the debrief. Please choose someone else.")
        case Reason.NOT_APART:
            return _("Help for staff comes from outside, never from clinicians who work here. Please check this first.")
        case Reason.NOT_AGREED:
            return _("The person has not said yes to this. Please ask them first.")
        case Reason.KEY_OF_ANOTHER_DAY:
            return _("Your pass phrase was renewed meanwhile. Please lock the window and sign in again.")
        case Reason.NO_KEY_YET:
            return _("They have no pass phrase of their own yet. Please ask them to sign in once.")
        case Reason.NOT_GIVEN:
            return _("This place does not help with that. Please choose another one.")
        case Reason.STAFF_SAID_NO:
            return _("A person affected would rather not have this talk. It waits until they change their mind.")
        case Reason.NEEDS_WRITTEN_REASON:
            return _("This choice is possible, but it needs a written reason.")
        case Reason.OUTSIDE_PAID_HOURS:
            return _(
                "This time is outside the paid hours of {who}. Choose another time, or record it as paid extra time."
            )
        case Reason.IN_A_BREAK:
            return _("This time falls into a break of {who}. Breaks stay free; please choose another time.")
        case Reason.COVER_MISSING:
            return _("No one covers the desk of {who} yet. Please name someone.")
        case Reason.DESK_STAYS_OPEN:
            return _("This clinic does not close desks. Please name who covers the desk of {who}.")
        case Reason.TOO_EARLY:
            return _("This is less than a day after the incident. Earlier only if the person asks for it.")
        case Reason.TOO_SHORT:
            return _("The time is too short: at least {least} minutes are meant for this.")
        case Reason.NOBODY_ACCEPTED:
            return _("No one has said yes so far, so there is nothing to schedule. The offer stays open.")
        case Reason.IN_THE_PAST:
            return _("This day or time has passed. Please choose a later one.")
        case Reason.NOT_ALL_AGREE:
            return _("A group meets only if it is fine with each targeted person. One to one is always possible.")
        case Reason.GROUP_TOO_EARLY:
            return _("A group meets three days later at the earliest. One to one is possible sooner.")
        case Reason.SAME_PERSON:
            return _("Manager and deputy must be two different people. Please choose another deputy.")
        case Reason.NEEDS_SYSTEM_FACTOR:
            return _("Please name at least one factor within the clinic before closing.")
        case Reason.NEEDS_STRONGER_ACTION:
            return _("All actions are of the weaker kind. Add a stronger one, or write why none is possible.")
        case Reason.NEEDS_STATEMENT:
            return _("Please write at least one causal statement before closing.")
        case Reason.PASSPHRASE_TOO_SHORT:
            return _("A pass phrase needs at least {least} characters. Several words in a row work well.")
        case Reason.PASSPHRASE_TOO_COMMON:
            return _(
                "This is easy to guess: something that people say, or words of the clinic. "
                "Please take four words that no one says together."
            )
        case Reason.PASSPHRASE_HAS_NAME:
            return _("A pass phrase must not contain the user name. Please choose other words.")
        case Reason.PASSPHRASE_UNCHANGED:
            return _("This is your current pass phrase. Please choose another one.")
        case Reason.RECOVERY_KEY_WRONG:
            return _("This is not the recovery key of this clinic. Please check it group by group.")
        case Reason.LAST_OF_ROLE:
            return _("This is the last account with this role. Give the role to someone else first.")
        case Reason.MAY_NOT_AGREE:
            return _("This person cannot agree to it. It takes someone else whose role includes this.")
        case Reason.OWN_ROLE:
            return _("You cannot change your own role. Please ask another administrator.")
        case Reason.LAST_SITE:
            return _("The clinic needs one site that goes on. Add the other site first.")
        case Reason.LAST_TERM:
            return _("One word of the list has to go on. Add the other word first.")
        case Reason.NOT_OURS_TO_CHANGE:
            return _("The words of this list are set by the law or by the program. They can be read here.")
        case Reason.NOT_AN_ADDRESS:
            return _("This is not an e-mail address that every server takes. Write it like name@example.org.")
        case Reason.NOT_A_HOST:
            return _("Please write the name of the server alone, such as mail.example.org.")
        case Reason.NOT_PLAIN:
            return _("Please use letters without accents, figures and plain signs here.")
        case Reason.NOT_SWITCHED_ON:
            return _("The clinic sends no invitations, so no address is kept. An administrator can switch them on.")
        case Reason.ZONE_STAYS:
            return _("The time zone stays: the months of this site were counted in it. Add a new site for another one.")
        case Reason.CLOSED_THAT_DAY:
            return _("The clinic is closed that day. Please choose another day, or record it as paid extra time.")
        case Reason.IN_ANOTHER_DEBRIEF:
            return _("{who} is in another debrief at that time. Please choose another time, or someone else.")
        case Reason.PLACE_TAKEN:
            return _("Another debrief is in this place at that time. Please choose another place or time.")
        case Reason.COVERS_TWO_DESKS:
            return _("{who} cannot cover two desks at once. Please name a different person for each.")
        case Reason.COVERS_IT:
            return _("{who} covers a desk at that time. Please name someone else to cover first.")
        case Reason.COVER_NOT_AT_WORK:
            return _("{who} covers a desk and is not at work at that time, or has a break. Please name someone who is.")
        case Reason.COVER_NOT_CONFIRMED:
            return _("{who} has not said yes to covering the desk. Please ask, and note the answer.")
        case Reason.LEADS_IT:
            return _("{who} leads this debrief. To invite them to it, choose someone else to lead it first.")
        case Reason.IS_ASKED_TO_IT:
            return _("{who} is invited to this debrief and cannot lead it too. Please choose someone else to lead it.")
        case Reason.NO_ONE_LEADS:
            return _("No one leads it yet. Please choose who leads it first.")
        case Reason.LEADER_NOT_AT_WORK:
            return _("{who} leads it and is not at work at that time. It is possible as their paid time.")
        case Reason.IS_AWAY:
            return _("{who} is away at that time. Please choose another time, or someone else.")
        case Reason.HAS_LEFT:
            return _("{who} no longer works here. Please choose someone else.")
        case Reason.LATE_WITHOUT_WHY:
            return _("The limit has passed. Please say why it comes late; the person needs no reason.")
        case Reason.NO_LONGER_HERE:
            return _("{who} no longer works here. No one asks them, and nothing new is noted for them.")
        case Reason.BOOKED_FOR_LATER:
            return _("It is booked for a later time. To begin now, move it to now first, so that the desk is covered.")
        case Reason.NO_ONE_IN_BOTH:
            return _("These are about different people. One debrief for both is possible only for the same person.")
        case Reason.NOT_ALL_WANT_ONE:
            return _("Each person has to agree to one debrief for both. Please ask all of them first.")
        case Reason.WINDOWS_APART:
            return _("One of them has to be held before the other may begin. Please keep two debriefs.")
        case Reason.ONE_ANSWERS:
            return _("One person answers for it. Please choose someone, or write who does so from outside.")
        case Reason.NO_ONE_ANSWERS:
            return _("No one answers for this debrief. Please choose who does, or name someone from outside.")
        case Reason.ANSWERS_FOR_OWN:
            return _("{who} had a part in the incident and cannot answer for the debrief. Please choose someone else.")
        case Reason.CANNOT_ASSIST:
            return _(
                "{who} had a part in the incident and cannot help here. Please choose someone else, or invite them."
            )
        case Reason.HAS_ANOTHER_PART:
            return _("{who} has another part in this debrief. Please choose someone else.")
        case Reason.HELP_NOT_WANTED:
            return _("No one asks for this help anymore. Please look at the debrief again.")
        case Reason.ONE_HELPS:
            return _("Please choose one person, or write who it is from outside.")
        case Reason.CANNOT_ACT:
            return _("{who} has no account that leads this site, so could not act. Please choose someone who has.")
        case Reason.NOT_A_SERVER:
            return _(
                "This is not the address of a PostgreSQL database. Please write it like "
                "postgresql+psycopg://name@server/incidents. Nothing was opened."
            )
        case Reason.SERVER_UNPROVEN:
            return _(
                "Another computer has to prove that it is the clinic's server. Please take “sslmode” out of the "
                "address, or write sslmode=verify-full. Nothing was opened."
            )
