"""What is decided and not open to anybody yet, with the number of the feature that opens it. The list only shrinks.

Whoever builds one takes its line away here and adds the real thing; a name that is in both places fails the rules.
"""

PERMISSIONS = {
    "edit_closed": "C02",
    "see_patient_code": "V04",
    "see_staff_harm": "V02",
    "see_person_group": "Q01",
    "see_group_totals": "Q02",
    "purge": "G06",
    "break_glass": "V01",
}
"""Permissions that nothing asks yet, by the value they will have in `Permission`."""
