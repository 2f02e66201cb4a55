"""How much is tried: a sample in `./test`, the whole in `./test long`, which of the tests in each of `./test rounds`.

A long run and a round print the seed with which they can be tried again.
"""

import os
from random import Random

LONG = bool(os.environ.get("TESTS_LONG"))
SEED = os.environ.get("TESTS_SEED", "0")
PART = int(os.environ.get("TESTS_PART", "1"))
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


def takes_part(name: str) -> bool:
    """Is this test one of those of this round? Each process that is asked says the same."""
    return chance(f"part {name}").randrange(PART) == 0
