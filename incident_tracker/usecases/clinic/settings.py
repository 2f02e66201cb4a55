"""The settings that apply to all of the clinic's computers."""

from dataclasses import replace

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.settings import ClinicSettings, accept_settings
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.SEE_CLINIC)
def clinic_settings(work: Work) -> ClinicSettings:
    """The settings of the clinic."""
    return work.unit.settings.get()


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def change_settings(
    work: Work,
    *,
    reason: str,
    name: str | None = None,
    language: str | None = None,
    idle_minutes: int | None = None,
) -> ClinicSettings:
    """Change what is given. Errors: Refused at the field or at `reason`."""
    work.require_reason(reason)
    wanted = accept_settings(work.unit.settings.get(), name=name, language=language, idle_minutes=idle_minutes)
    saved = work.unit.settings.save(wanted)
    work.record("changed", "clinic", saved.id, after=saved)
    return saved


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def allow_own_reports(work: Work, allowed: bool, *, reason: str) -> ClinicSettings:
    """Let people complete the open reports that they wrote, or end that. Errors: Refused at `reason`."""
    work.require_reason(reason)
    before = work.unit.settings.get()
    if before.own_reports == allowed:
        return before
    saved = work.unit.settings.save(replace(before, own_reports=allowed))
    work.record("changed", "clinic", saved.id, after=saved, facts={"own_reports": int(allowed)})
    return saved
