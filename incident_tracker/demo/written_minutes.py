"""The minutes that people of the invented clinic write down for themselves."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from incident_tracker.domain.support.own_time import TimeDraft, TimeKind
from incident_tracker.domain.support.protected_time import Paid
from incident_tracker.ports.context import Context
from incident_tracker.usecases.support.own_time import write_time

Step = tuple[datetime, Callable[[], object]]


def minutes_written(people: tuple[Context, ...], until: datetime) -> Iterator[Step]:
    """What each of them wrote down of the last weeks: a report, a meeting of the committee, an hour of training."""
    kinds = ((TimeKind.REPORTING, 20), (TimeKind.COMMITTEE, 60), (TimeKind.TRAINING, 90))
    for place, person in enumerate(people):
        for week in range(1, 5):
            at = until - timedelta(days=7 * week + place, hours=5)
            kind, minutes = kinds[(place + week) % len(kinds)]
            draft = TimeDraft(at.date(), kind, minutes, Paid.YES, voluntary=week == 1)
            yield at, partial(write_time, person, draft)
