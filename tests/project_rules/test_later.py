"""What is decided for later is in one list, names its feature, and leaves the list when it comes."""

from incident_tracker.domain.clinic.access import Permission
from tests.project_rules.features import CHAPTERS
from tests.project_rules.later import PERMISSIONS


def test_what_comes_later_is_not_here_yet_and_belongs_to_a_feature() -> None:
    features = {feature.id for chapter in CHAPTERS for feature in chapter.features}

    assert not set(PERMISSIONS) & set(Permission)
    assert set(PERMISSIONS.values()) <= features
