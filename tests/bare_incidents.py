"""Incidents in the record with no support around them, for tests that are about something else."""

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.quick import accept_and_store
from incident_tracker.usecases.gate import needs

log_incident = needs(Permission.CREATE_INCIDENT, writes=True, changes={Area.INCIDENTS, Area.DRAFTS})(accept_and_store)
