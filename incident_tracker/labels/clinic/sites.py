"""Sites in words: what kind of place they are, and the jurisdiction whose rules they follow."""

from incident_tracker.domain.clinic.sites import Facility, Profile
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


def facility_text(facility: Facility) -> str:
    """What kind of place a site is."""
    match facility:
        case Facility.CLINIC:
            return _("Clinic")
        case Facility.HOSPITAL:
            return _("Hospital")
        case Facility.SURGERY_CENTER:
            return _("Surgery center")
        case Facility.HOME_HEALTH:
            return _("Home health")
        case Facility.BEHAVIORAL_HEALTH:
            return _("Behavioral health")
        case Facility.OTHER:
            return _("Another kind of place")
