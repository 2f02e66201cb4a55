"""What the fields of an old log are called, where someone says which column is which."""

from incident_tracker.wording import _, pgettext


def correction_field_text(field: str) -> str:
    """A field that a corrected row of a log changes, in words."""
    texts = {
        "occurred_at": _("when it happened"),
        "channel": _("how it came"),
        "kind": _("the kind"),
        "severity": _("the level"),
        "narrative": _("the description"),
    }
    return texts[field]


def log_field_text(field: str) -> str:
    """A field of `exchange.mapping.FIELDS` in words."""
    texts = {
        "occurred_at": _("When it happened"),
        "occurred_date": _("The day"),
        "occurred_time": _("The time of day"),
        "reported_at": _("When it was reported"),
        "external_id": _("Its number in the old log"),
        "site": _("Site"),
        "desk": _("Desk"),
        "channel": _("How it came"),
        "kind": _("Kind"),
        "severity": _("Level"),
        "narrative": _("What happened, in words"),
        "outcome": _("How it ended"),
        "reporter": _("Who reported it"),
        "affected_role": _("Job of the person it happened to"),
        "harm": _("Injury"),
        "police_called": _("Police called"),
        "security_called": _("Security called"),
        "kind_ticked": _("Ticked if it was this kind"),
        "occurred_day": _("The day of the month"),
        "occurred_month": _("The month"),
        "occurred_year": _("The year"),
        "occurred_half": _("AM or PM"),
        "count": _("How many incidents the row stands for"),
        "ignore": pgettext("a column", "Leave out"),
    }
    return texts[field]
