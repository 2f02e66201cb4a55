"""The invented clinic with a few incidents. The walk of `tests/stories` looks around in the one that people get."""

from functools import partial

from incident_tracker.demo.filling import DemoSize
from incident_tracker.demo.making import look_around

look_around_briefly = partial(look_around, size=DemoSize(incidents=6, months=2))
