"""The settings that apply to all of the clinic's computers."""

from dataclasses import replace

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.settings import ClinicSettings, accept_closing_day, accept_idle_minutes
from incident_tracker.domain.clinic.sites import accept_name
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.SEE_CLINIC)
def clinic_settings(work: Work) -> ClinicSettings:
    """The settings of the clinic."""
    return work.unit.settings.get()


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def name_clinic(work: Work, name: str, *, reason: str) -> ClinicSettings:
    """Call the clinic as a whole otherwise; its sites keep their names. Errors: Refused at `name` or `reason`."""
    work.require_reason(reason)
    saved = work.unit.settings.save(replace(work.unit.settings.get(), name=accept_name(name)))
    work.record("changed", "clinic", saved.id, after=saved)
    return saved


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def allow_own_reports(work: Work, allowed: bool, *, reason: str) -> ClinicSettings:
    """Let people complete the open reports that they wrote, or end that. Errors: Refused at `reason`."""
    work.require_reason(reason)
    return _saved(work, replace(work.unit.settings.get(), own_reports=allowed), own_reports=int(allowed))


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC, Area.SUPPORT})
def let_desks_close(work: Work, allowed: bool, *, reason: str) -> ClinicSettings:
    """Let a desk be closed for the time of a debrief, or end that. Errors: Refused at `reason`."""
    work.require_reason(reason)
    return _saved(work, replace(work.unit.settings.get(), desks_may_close=allowed), desks_may_close=int(allowed))


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def limit_idle(work: Work, minutes: int, *, reason: str) -> ClinicSettings:
    """Let unused windows lock after these minutes at the latest, on every computer of the clinic.

    Errors: Refused at `idle_minutes` or `reason`.
    """
    work.require_reason(reason)
    return _saved(
        work, replace(work.unit.settings.get(), idle_minutes=accept_idle_minutes(minutes)), idle_minutes=minutes
    )


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def set_closing_day(work: Work, day: int, *, reason: str) -> ClinicSettings:
    """Let months be closed from this day of the next one on; those that are closed stay so.

    Errors: Refused at `closing_day` or `reason`.
    """
    work.require_reason(reason)
    return _saved(work, replace(work.unit.settings.get(), closing_day=accept_closing_day(day)), closing_day=day)


def _saved(work: Work, changed: ClinicSettings, **facts: int) -> ClinicSettings:
    """The settings with a change, and the trail that tells it; nothing is done where they are so already."""
    if changed == work.unit.settings.get():
        return changed
    saved = work.unit.settings.save(changed)
    work.record("changed", "clinic", saved.id, after=saved, facts=facts)
    return saved
