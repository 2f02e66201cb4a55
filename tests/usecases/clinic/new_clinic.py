"""What the tests found a clinic with, and who signs in to it."""

from datetime import time

from incident_tracker.domain.clinic.calendars import OpeningHours, Span
from incident_tracker.domain.clinic.founding import NewClinic
from incident_tracker.domain.clinic.sites import Profile

PHRASE = "seven quiet herons by the pond"
REASON = "a new colleague starts at the desk today"
NEW_CLINIC = NewClinic(
    site_name="Harbour Street",
    zone="America/Los_Angeles",
    profile=Profile.CA_CLINIC,
    desks=("Check-in", "Billing", " "),
    hours=OpeningHours("America/Los_Angeles", ((Span(time(8), time(17)),),) * 5 + ((), ())),
    user_name="Ada",
    display_name="Ada Admin",
    passphrase=PHRASE,
)
