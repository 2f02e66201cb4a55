"""Until when a card with questions is put off."""

from datetime import datetime, time, timedelta

from ui.page import PageDesk


def tomorrow(desk: PageDesk) -> datetime:
    """The first moment of tomorrow at the site, a day from now at most."""
    now = desk.now()
    day = now.astimezone(desk.zone).date() + timedelta(days=1)
    return min(datetime.combine(day, time(), desk.zone), now + timedelta(hours=24))
