"""The recovery key is shown whole on the smallest screen, whichever letters it was drawn."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.clinic.key_step import KeyStep
from ui.runner import Runner
from ui.sheets.look import SHARED
from ui.theme.theme import Theme


@pytest.fixture
def large(theme: Theme) -> Iterator[None]:
    theme.choose("light", 200)
    yield
    theme.choose("light", 100)


def test_wide_letters_twice_as_large_stay_in_sight(qtbot: QtBot, large: None) -> None:
    step = KeyStep(Runner())
    qtbot.addWidget(step)
    step.show_key("-".join(["WWWWW"] * 8))
    step.show()
    margins = 2 * 96
    assert step.minimumSizeHint().width() <= SHARED[0] - margins
