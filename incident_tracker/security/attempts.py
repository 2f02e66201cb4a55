"""How long somebody who keeps typing wrong pass phrases has to wait; pure, and kept outside the database."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from incident_tracker.domain.clinic.users import name_key
from incident_tracker.domain.errors import Delayed

FREE = 5
FIRST_DELAY = 30  # seconds
LONGEST_DELAY = 900
STOP = 100
_MOST_NAMES = 500


@dataclass(frozen=True, slots=True)
class Failures:
    """Consecutive failures under one name, and when the last one was (UTC)."""

    count: int = 0
    last: datetime | None = None

    def waiting(self, now: datetime) -> int | None:
        """Whole seconds until the next try is looked at, 0 for at once, None for never.

        A clock that was set back does not shorten the wait.
        """
        if self.count >= STOP:
            return None
        if self.count < FREE or self.last is None:
            return 0
        delay = min(FIRST_DELAY * 2 ** (self.count - FREE), LONGEST_DELAY)
        passed = max((now - self.last).total_seconds(), 0.0)
        return max(int(delay - passed + 0.999), 0)


@dataclass(frozen=True, slots=True)
class Attempts:
    """The failures under every name that was tried, known by a hash of the name."""

    by_name: Mapping[str, Failures]

    def of(self, user_name: str) -> Failures:
        """The failures under this name."""
        return self.by_name.get(_mark(user_name), Failures())

    def check(self, user_name: str, now: datetime) -> None:
        """Let through, or raise Delayed."""
        seconds = self.of(user_name).waiting(now)
        if seconds != 0:
            raise Delayed(seconds)

    def failed(self, user_name: str, now: datetime) -> "Attempts":
        """One failure more. It is kept before the pass phrase is looked at, so that a kill cannot undo it."""
        others = {mark: failures for mark, failures in self.by_name.items() if mark != _mark(user_name)}
        while len(others) >= _MOST_NAMES:
            del others[min(others, key=lambda mark: others[mark].count)]
        return Attempts(others | {_mark(user_name): Failures(self.of(user_name).count + 1, now)})

    def cleared(self, user_name: str) -> "Attempts":
        """No failures under this name any more."""
        return Attempts({mark: failures for mark, failures in self.by_name.items() if mark != _mark(user_name)})


def dump(attempts: Attempts) -> str:
    """As text for the file."""
    return json.dumps(
        {
            mark: [failures.count, failures.last.isoformat() if failures.last else None]
            for mark, failures in attempts.by_name.items()
        }
    )


def parse(text: str) -> Attempts:
    """From the file's text; an unreadable file counts as no failures, since it is no secret."""
    try:
        told = json.loads(text)
        return Attempts(
            {
                str(mark): Failures(int(count), datetime.fromisoformat(last) if last else None)
                for mark, (count, last) in told.items()
            }
        )
    except (ValueError, TypeError, AttributeError):
        return Attempts({})


def _mark(user_name: str) -> str:
    return hashlib.sha256(name_key(user_name).encode()).hexdigest()[:32]
