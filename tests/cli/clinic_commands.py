"""Commands on a prepared clinic, called as the program calls them, and what they answered."""

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from incident_tracker.cli.program import main
from tests.storage_fixtures import PASSPHRASE

NOON = "2026-03-02T20:00:00+00:00"  # at the prepared clinic, on a Monday
REASON = "asked for by the people at the desk"
INCIDENT = {
    "occurred_at": "2026-03-02T10:30",
    "site": "Harbour Street",
    "desk": "Check-in",
    "channel": "in_person_desk",
    "kind": "verbal_abuse",
    "severity": 2,
    "narrative": "Shouted about the waiting time.",
}


@dataclass(frozen=True)
class Answer:
    """How a command ended: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON line on standard output."""
        assert self.out.count("\n") == 1, self.out
        document = json.loads(self.out)
        assert document.pop("schema") == 1
        return document


class Commands:
    """The command line on the clinic in `folder`."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._environment = monkeypatch
        self._screen = capsys

    def __call__(self, user: str, *words: object, now: str = NOON, plain: bool = False, **secrets: str) -> Answer:
        """Run `words` as `user`; `secrets` become environment variables, such as PASSPHRASE="…"."""
        given = [*map(str, words), "--data", str(self.folder), "--user", user, "--now", now]
        out, err = StringIO(), StringIO()
        with self._environment.context() as patch:
            for name, value in {"PASSPHRASE": PASSPHRASE, **secrets}.items():
                patch.setenv(f"INCIDENT_TRACKER_{name}", value)
            try:
                status = main(given if plain else [*given, "--json"], out, err)
            except SystemExit as stop:
                status = int(stop.code or 0)
        beside = self._screen.readouterr()
        assert beside.out == "", "something else than the answer was printed"
        said = err.getvalue() + beside.err
        assert "Traceback" not in said
        if status not in (0, 1, 11):
            assert out.getvalue() == ""
            assert said
        return Answer(status, out.getvalue(), said)

    def written(self, name: str, document: object) -> Path:
        """A JSON file beside the clinic."""
        place = self.folder.parent / f"{name}.json"
        place.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        return place

    def log(self, user: str = "rosa", *words: object, **changes: object) -> Answer:
        """Log one incident."""
        return self(user, "log", "--file", self.written("incident", INCIDENT | changes), *words)
