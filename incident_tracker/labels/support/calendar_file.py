"""What was saved as a calendar file, in one sentence."""

from incident_tracker.wording import _, ngettext


def exported_text(times: int, canceled: int, path: object) -> str:
    """How many times to come are in the file at `path`, and how many that were canceled."""
    if not times and not canceled:
        return _("There is no protected time to come, so no file is written.")
    saved = ngettext("{n} time to come is saved to {path}.", "{n} times to come are saved to {path}.", times)
    text = saved.format(n=times, path=path)
    if not canceled:
        return text
    gone = ngettext(
        "{n} canceled time is in it, marked as such.", "{n} canceled times are in it, marked as such.", canceled
    )
    return f"{text} {gone.format(n=canceled)}"
