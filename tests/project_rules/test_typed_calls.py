"""What the screen asks of a use case is checked by type on its way there and back; nothing else gets through."""

from pathlib import Path

from tests.project_rules.type_checking import refused_and_wrong

PLANTED = """
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.domain.clinic.people import Person
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.drafts import save_draft
from incident_tracker.usecases.clinic.people import add_person
from ui.asking import Asking
from ui.runner import Runner, asked
from ui.support.panel import DebriefPanel


def kept(draft: SavedDraft) -> None: ...


def counted(number: int) -> None: ...


def how_many(ctx: Context, least: int) -> int:
    return least


def ask(runner: Runner, owner: QObject, draft: IncidentDraft, id: UUID | None) -> None:
    runner.run(asked(save_draft, draft, id), owner=owner, then=kept)
    runner.run(asked(how_many, 3), owner=owner, then=counted)
    runner.run(asked(save_draft, 42, "nonsense"), owner=owner, then=kept)  # wrong
    runner.run(asked(save_draft, draft, id, color="red"), owner=owner, then=kept)  # wrong
    runner.run(asked(save_draft, draft, id), owner=owner, then=counted)  # wrong
    runner.run(asked(save_draft, 42, "nonsense", color="red"), owner=owner, then=counted)  # wrong
    runner.run(asked(how_many, "three"), owner=owner, then=counted)  # wrong
    runner.run(save_draft, draft, id, owner=owner)  # wrong


def call(runner: Runner, owner: QObject) -> None:
    runner.call(partial(abs, -3), owner=owner, then=counted)
    runner.call(partial(len, 3), owner=owner, then=counted)  # wrong
    runner.call(partial(len, "abc"), owner=owner, then=kept)  # wrong


def question(asking: Asking[Person], panel: DebriefPanel, draft: IncidentDraft, id: UUID) -> None:
    asking.run(asked(add_person, "Rosa", "reception", id))
    asking.run(asked(add_person, "Rosa", "reception", id, shoe_size=40))  # wrong
    asking.run(asked(save_draft, draft, id))  # wrong
    panel.run(asked(save_draft, draft, id), then=kept)
    panel.run(asked(save_draft, draft), then=kept)
    panel.run(asked(save_draft, draft, id), then=counted)  # wrong
"""


def test_a_wrong_argument_and_a_wrong_listener_are_type_errors(tmp_path: Path) -> None:
    refused, wrong = refused_and_wrong(tmp_path, PLANTED)

    assert refused == wrong
