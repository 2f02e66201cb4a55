"""Public holidays are suggested, kept and written to a file under one name, and read in the language of the reader."""

from datetime import date

import pytest

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.sites import Profile
from incident_tracker.exchange.setup_file import read_setup, write_setup
from incident_tracker.labels.clinic.closed_days import closed_day_name
from incident_tracker.usecases.clinic.opening import suggested_closed_days
from incident_tracker.usecases.clinic.sites import list_site_sheets
from incident_tracker.usecases.oversight.setup import export_setup, preview_setup
from incident_tracker.usecases.support.opening import close_on
from incident_tracker.wording import speaking
from tests.storage_fixtures import HARBOUR, HILL, Clinic
from ui.clinic.hours_dialogs import holidays_of

SAME_IN_BOTH = {"Diwali"}

IN_SPANISH = {
    "Thanksgiving Day": "Día de Acción de Gracias",
    "Christmas Day (observed)": "Navidad (observado)",
    "Diwali; Veterans Day (observed)": "Diwali; Día de los Veteranos (observado)",
    "Presidents' Day; Susan B. Anthony Day": "Día de los Presidentes; Día de Susan B. Anthony",
    "Staff training": "Staff training",
    "Thanksgiving Day, mornings only": "Thanksgiving Day, mornings only",
    "Staff training; Labor Day": "Staff training; Labor Day",
    "Party (observed)": "Party (observed)",
    "Capacitación": "Capacitación",
    "": "",
}


@pytest.mark.parametrize(("name", "spanish"), IN_SPANISH.items())
def test_a_holiday_is_read_in_the_readers_language_and_own_days_as_typed(name: str, spanish: str) -> None:
    with speaking("es"):
        assert closed_day_name(name) == spanish
    assert closed_day_name(name) == name


@pytest.mark.parametrize("state", sorted({holidays_of(one) for one in Profile}, key=str))
def test_every_holiday_that_is_suggested_has_its_spanish_name(clinic: Clinic, state: str | None) -> None:
    """A newer list of holidays may bring a name that is not known here yet."""
    ada = clinic.as_role(Role.ADMINISTRATOR)
    names = {one.name for year in range(2024, 2060) for one in suggested_closed_days(ada, year, state)}
    with speaking("es"):
        english = {name for name in names if closed_day_name(name) == name}
    assert names
    assert english <= SAME_IN_BOTH


def test_a_file_has_the_name_that_is_kept_in_whatever_language_it_is_written(clinic: Clinic) -> None:
    ada, day = clinic.as_role(Role.ADMINISTRATOR), date(2026, 11, 26)
    thanksgiving = next(one for one in suggested_closed_days(ada, 2026) if one.day == day)
    close_on(ada, [HARBOUR.id], [thanksgiving])
    with speaking("es"):
        text = write_setup(export_setup(ada))
        assert 'name = "Thanksgiving Day"' in text
        assert preview_setup(ada, read_setup(text)) == ()
    assert {one.site.id: one.closed_days for one in list_site_sheets(ada)} == {HARBOUR.id: (thanksgiving,), HILL.id: ()}
