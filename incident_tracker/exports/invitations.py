"""Invitations as letters that a calendar understands (RFC 5545, 5546, 6047), and handing a batch to the mail server."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.extras import MailServer, MailTrouble
from incident_tracker.domain.support.invitations import OF_ONE_LETTER, InvitationLetter, may_be_begun
from incident_tracker.exports.calendar import PRODUCT, event_of, plain_line
from incident_tracker.exports.letters import Letter, begun
from incident_tracker.exports.mail_server import Undelivered, connected
from incident_tracker.wording import _, speaking


@dataclass(frozen=True, slots=True)
class Batch:
    """The letters that one program took to itself, and what it takes to send them: the server, the zone of each
    person's site, and the clinic's language.
    """

    server: MailServer
    letters: tuple[InvitationLetter, ...]
    zones: Mapping[UUID, str]
    language: str


def deliveries(
    batch: Batch, now: Callable[[], datetime], is_stopped: Callable[[], bool] = lambda: False
) -> Iterator[tuple[InvitationLetter, MailTrouble | None]]:
    """Hand over one letter after the other; each with what went wrong, None if the server took it.

    Where the server itself is the trouble, all that are left have it. What is not begun, because it `is_stopped` or the
    lease is nearly over, is left to the next program and told of nothing.
    """
    left = list(batch.letters)
    try:
        with connected(batch.server) as mailing:
            while left and not is_stopped() and may_be_begun(left[0], now()):
                letter, trouble = left[0], None
                try:
                    mailing.send(letter_of(letter, ZoneInfo(batch.zones[letter.person_id]), batch.language))
                except Undelivered as undelivered:
                    trouble = undelivered.trouble
                    if trouble not in OF_ONE_LETTER:
                        raise
                del left[0]
                yield letter, trouble
    except Undelivered as undelivered:
        for letter in left:
            yield letter, undelivered.trouble


def letter_of(invitation: InvitationLetter, zone: ZoneInfo, language: str) -> Letter:
    """The letter as it is sent, the same bytes each time: no name, no place, and no word of what the time is for."""
    with speaking(language):
        message = begun(
            invitation.id, invitation.sender, invitation.address, _("Protected time"), invitation.changed_at
        )
        start, end = invitation.starts_at.astimezone(zone), invitation.ends_at.astimezone(zone)
        said = _("Canceled: {when}") if invitation.canceled else "{when}"
        when = said.format(when=f"{start:%Y-%m-%d, %H:%M}–{end:%H:%M} ({zone.key})")
        message.set_content(f"{_('Protected time')}\n{when}\n")
        method = "CANCEL" if invitation.canceled else "REQUEST"
        message.add_alternative(
            _calendar(invitation, method), subtype="calendar", charset="utf-8", params={"method": method}
        )
    message.set_boundary(f"={invitation.id.hex}=")
    return Letter(invitation.sender, invitation.address, message.as_bytes())


def _calendar(invitation: InvitationLetter, method: str) -> str:
    from icalendar import Calendar, vCalAddress, vText

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    event = event_of(invitation.entry)
    organizer = vCalAddress(f"mailto:{invitation.sender}")
    organizer.params["CN"] = vText(plain_line(_("Protected time")))
    event.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{invitation.address}")
    for name, value in (("CUTYPE", "INDIVIDUAL"), ("ROLE", "REQ-PARTICIPANT"), ("RSVP", "FALSE")):
        attendee.params[name] = vText(value)
    event.add("attendee", attendee)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode().replace("\r\n", "\n")
