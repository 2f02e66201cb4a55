"""Everything that the audit trail can say has words of its own, in both languages."""

import re
from pathlib import Path
from typing import get_args

import pytest

from incident_tracker import wording
from incident_tracker.domain.audit import Act, ActGroup, acts_of
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.labels.clinic.permissions import permission_text
from incident_tracker.labels.oversight.audit_trail import act_group_text, act_text, act_words


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_act_has_words_and_no_two_mean_the_same(language: str) -> None:
    with wording.speaking(language):
        assert set(act_words()) == set(get_args(Act))
        assert len(set(act_words().values())) == len(act_words())
        assert act_text("of_a_newer_program") == "of a newer program"


def test_in_spanish_an_act_is_told_as_done_and_a_permission_as_what_may_be_done() -> None:
    """ "Held" is a column elsewhere, and "Close" the last step of a talk."""
    with wording.speaking("es"):
        verbs = {permission_text(permission).split()[0] for permission in Permission}
        assert (act_text("held"), act_text("opened"), act_text("named")) == ("Realizó", "Abrió", "Nombró")
        assert {verb for verb in verbs if not verb.endswith("r")} == set()


def test_every_act_that_the_program_notes_is_one_of_them(project: Path) -> None:
    """The type of `Work.record` says so already; this finds an act that no code notes anymore."""
    source = "\n".join(
        path.read_text(encoding="utf-8") for top in ("incident_tracker", "db") for path in (project / top).rglob("*.py")
    )
    unused = [act for act in get_args(Act) if len(re.findall(f'"{act}"', source)) < 3]  # named, worded, noted
    assert unused == []


def test_every_group_holds_acts_that_there_are() -> None:
    assert frozenset().union(*map(acts_of, ActGroup)) == set(get_args(Act))
    assert all(act_group_text(group) for group in ActGroup)


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_permissions_are_told_apart(language: str) -> None:
    with wording.speaking(language):
        assert len({permission_text(permission) for permission in Permission}) == len(Permission)
