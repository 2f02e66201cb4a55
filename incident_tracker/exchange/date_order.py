"""Whether a file writes the day or the month first: proven from the whole file, never assumed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.dates import DateForm, DateOrder, Stamp

_AGREES = 0.9  # share of the weekdays that must match; a few may be typing errors


@dataclass(frozen=True, slots=True)
class ProvenOrder:
    """The order of a file's dates and what proves it, such as "weekday: 900 of 900 rows agree"."""

    order: DateOrder
    proof: str


def prove_order(
    stamps: Sequence[Stamp], weekdays: Sequence[int | None], *, counts: bool = False, given: DateOrder | None = None
) -> ProvenOrder:
    """The one order in which all dates of a file make sense.

    `stamps` are its dates, `weekdays` the day of the week noted in the same rows (Monday is 0) or None;
    `counts` tells that the rows are monthly counts, whose dates are first days of months.
    `given` is the order that a person named. Errors: FileRefused("date_order") if nothing proves one order,
    or if the file mixes both.
    """
    open_stamps = [(stamp, weekday) for stamp, weekday in zip(stamps, weekdays, strict=True) if stamp.day is None]
    if given is not None:
        return ProvenOrder(given, "named in the mapping")
    if not open_stamps:
        forms = {stamp.form for stamp in stamps}
        shown = "; ".join(form.value for form in DateForm if form in forms)
        return ProvenOrder(DateOrder.YMD, shown)
    proofs = list(_proofs(open_stamps, counts=counts))
    orders = {proven.order for proven in proofs}
    if len(orders) == 1:
        return ProvenOrder(orders.pop(), "; ".join(proven.proof for proven in proofs))
    if not orders and all(stamp.first == stamp.second for stamp, _ in open_stamps):
        return ProvenOrder(DateOrder.DMY, "day and month are the same number in every date")
    raise FileRefused("date_order")


def _proofs(stamps: Sequence[tuple[Stamp, int | None]], *, counts: bool) -> list[ProvenOrder]:
    proofs = []
    for order, other in ((DateOrder.MDY, DateOrder.DMY), (DateOrder.DMY, DateOrder.MDY)):
        only = sum(stamp.on(order) is not None and stamp.on(other) is None for stamp, _ in stamps)
        if only:
            proofs.append(ProvenOrder(order, f"day above 12: {only} of {len(stamps)} rows"))
        agree, asked = _agreement(stamps, order)
        if asked and agree >= _AGREES * asked and agree > _agreement(stamps, other)[0]:
            proofs.append(ProvenOrder(order, f"weekday: {agree} of {asked} rows agree"))
        if counts and _all_first(stamps, order) and not _all_first(stamps, other):
            proofs.append(ProvenOrder(order, f"first of the month: all {len(stamps)} monthly counts"))
    return proofs


def _agreement(stamps: Sequence[tuple[Stamp, int | None]], order: DateOrder) -> tuple[int, int]:
    days = [(stamp.on(order), weekday) for stamp, weekday in stamps if weekday is not None]
    return sum(_falls_on(day, weekday) for day, weekday in days), len(days)


def _falls_on(day: date | None, weekday: int) -> bool:
    return day is not None and day.weekday() == weekday


def _all_first(stamps: Sequence[tuple[Stamp, int | None]], order: DateOrder) -> bool:
    return all((day := stamp.on(order)) is not None and day.day == 1 for stamp, _ in stamps)
