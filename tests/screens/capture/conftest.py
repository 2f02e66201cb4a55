"""An incident that was written down just now."""

from dataclasses import replace

import pytest

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.screens.capture.incident_at_desk import DRAFT
from tests.storage_fixtures import Clinic


@pytest.fixture
def logged(clinic: Clinic) -> Incident:
    """What Rosa wrote down just now."""
    draft = replace(DRAFT, occurred_at=clinic.clock())
    return log_incident_with_support(clinic.as_role(Role.RECEPTION), draft).incident
