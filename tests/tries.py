"""How much a test tries: a sample in `./test`, the whole in `./test long`, with the seed that such a run prints."""

import os
from random import Random

LONG = bool(os.environ.get("TESTS_LONG"))
SEED = os.environ.get("TESTS_SEED", "0")
_MORE_EXAMPLES = 20


def tries(sample: int, whole: int) -> int:
    """How often to try what takes long: kills, attacks, rounds."""
    return whole if LONG else sample


def examples(sample: int) -> int:
    """How many examples of a property."""
    return sample * _MORE_EXAMPLES if LONG else sample


def chance(name: str) -> Random:
    """Chance for one test: in a sample always alike, in a long run as its seed says."""
    return Random(f"{SEED} {name}")
