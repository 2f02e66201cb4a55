"""What becomes of sealed notes when a pass phrase is made new, told before and after to the person who makes it."""

from incident_tracker.wording import _


def sealed_notes_text() -> str:
    """It says nothing of whether there are any."""
    return _(
        "If they keep sealed notes about how they are, they cannot open them afterwards. Only the person whom they "
        "chose to read them can give them back. Tell them first, if you can."
    )
