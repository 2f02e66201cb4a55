"""Sites in words: the jurisdiction whose rules they follow."""

from incident_tracker.domain.clinic.sites import Profile
from incident_tracker.wording import _


def profile_text(profile: Profile) -> str:
    """A jurisdiction profile as people choose it."""
    match profile:
        case Profile.CA_CLINIC:
            return _("California, clinic (Labor Code 6401.9)")
        case Profile.CA_HOSPITAL:
            return _("California, on a hospital's license (8 CCR 3342)")
        case Profile.WASHINGTON:
            return _("Washington (RCW 49.19)")
        case Profile.OREGON:
            return _("Oregon (ORS 654.412–423)")
        case Profile.OTHER:
            return _("Elsewhere")
