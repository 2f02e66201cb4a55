"""How long a person who keeps typing wrong pass phrases has to wait; pure, and stored outside the database.

The time of day plays no part: waits are counted on a clock that nobody can set (`steady_clock`).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from incident_tracker.domain.clinic.users import name_key
from incident_tracker.security.steady_clock import Reading

FREE = 5
FIRST_DELAY = 30  # seconds
LONGEST_DELAY = 900
STOP = 100
_MOST_NAMES = 500


@dataclass(frozen=True, slots=True)
class Failures:
    """Consecutive failures under one name, and when the wait after the last one began; None: not begun."""

    count: int = 0
    since: Reading | None = None

    def waiting(self, now: Reading) -> int | None:
        """Whole seconds until the next try is accepted; 0 means now, None never.

        How long a wait had run before a restart is unknown, so it starts over (`resumed`).
        """
        if self.count >= STOP:
            return None
        if self.count < FREE:
            return 0
        delay = min(FIRST_DELAY * 2 ** (self.count - FREE), LONGEST_DELAY)
        passed = now.seconds - self.since.seconds if self.since and self._goes_on(now) else 0.0
        return max(int(delay - passed + 0.999), 0)

    def resumed(self, now: Reading) -> "Failures":
        """The same failures; if the clock is another one, or went back, the wait counts from now on."""
        return self if self._goes_on(now) else replace(self, since=now)

    def _goes_on(self, now: Reading) -> bool:
        return self.since is not None and self.since.clock == now.clock and self.since.seconds <= now.seconds


@dataclass(frozen=True, slots=True)
class Attempts:
    """The failures under every name that was tried, known by a hash of the name.

    `mark` is made with the first attempt and stays: anyone who remembers it notices that the document was lost.
    """

    by_name: Mapping[str, Failures] = field(default_factory=dict)
    mark: UUID = field(default_factory=uuid4)

    def of(self, user_name: str) -> Failures:
        """The failures under this name."""
        return self.by_name.get(_known_by(user_name), Failures())

    def failed(self, user_name: str, now: Reading) -> "Attempts":
        """One more failure. It is saved before the pass phrase is checked, so that a kill cannot undo it."""
        others = {name: failures for name, failures in self.by_name.items() if name != _known_by(user_name)}
        while len(others) >= _MOST_NAMES:
            del others[min(others, key=lambda name: others[name].count)]
        count = min(self.of(user_name).count + 1, STOP)
        return replace(self, by_name=others | {_known_by(user_name): Failures(count, now)})

    def resumed(self, user_name: str, now: Reading) -> "Attempts":
        """After a try that has to wait: if the clock is a different one, the wait under this name starts over."""
        return replace(self, by_name={**self.by_name, _known_by(user_name): self.of(user_name).resumed(now)})

    def cleared(self, user_name: str) -> "Attempts":
        """Clear the failures under this name."""
        left = {name: failures for name, failures in self.by_name.items() if name != _known_by(user_name)}
        return replace(self, by_name=left)


def dump(attempts: Attempts) -> str:
    """As text for the file."""
    failures = {
        name: [failures.count, failures.since and [failures.since.clock, failures.since.seconds]]
        for name, failures in attempts.by_name.items()
    }
    return json.dumps({"mark": attempts.mark.hex, "failures": failures})


def parse(text: str) -> Attempts | None:
    """From the file's text; None for an unreadable one.

    Earlier versions stored the time of day, which is no use here: their counts stay, and their waits start over.
    """
    try:
        told = json.loads(text)
        if "mark" not in told:
            return Attempts({str(name): Failures(max(int(count), 0)) for name, (count, _) in told.items()})
        return Attempts(
            {
                str(name): Failures(max(int(count), 0), Reading(str(since[0]), float(since[1])) if since else None)
                for name, (count, since) in told["failures"].items()
            },
            UUID(hex=told["mark"]),
        )
    except (ValueError, TypeError, AttributeError, LookupError):
        return None


def _known_by(user_name: str) -> str:
    return hashlib.sha256(name_key(user_name).encode()).hexdigest()[:32]
