"""What is told of a year about people: which shares and counts together leave every hidden one open.

What became of the debriefs is known month by month as two sums: those that were held in their window or that all
declined, and the rest of those that were due. A debrief is declined by at least one person, one that was held had at
least one who came, and nothing was said of one that was not held. So a share whose whole is close to all that may have
been held would say how many were declined, and is then not told.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from incident_tracker.domain.clinic.release import LEAST_VALUES, told_counts, told_share
from incident_tracker.domain.oversight.year_figures import Told, YearRow, YearShare, YearTable
from incident_tracker.domain.support.compliance import Became, Compliance, ComplianceShare

Code = TypeVar("Code", bound=StrEnum)

_OF_DEBRIEFS = (YearShare.PROTECTED, YearShare.PAID, YearShare.COVER_CAME)
"""Their whole is a number of debriefs that were held."""
_OF_WHO_CAME = (YearShare.PROTECTED_BY_STAFF, YearShare.PAID_BY_STAFF)
"""Their whole is a number of people who came."""
_HIDDEN = (None, None)

Shares = Mapping[YearShare, tuple[Told, Told]]


@dataclass(frozen=True, slots=True)
class KnownOfDebriefs:
    """What a reader knows of the debriefs of a year: `kept` were held in their window or declined by all, `late` were
    held later. `declined` is told, or None.
    """

    kept: int
    late: int
    declined: int | None

    def leaves_open(self, shares: Shares) -> bool:
        """Whether these shares leave each hidden count enough values: the debriefs and the people that declined, and
        the desks that were closed.
        """
        debriefs, people = set[int](), set[int]()
        no, asked = shares[YearShare.DECLINED]
        least_held = max((shares[one][1] or 0 for one in _OF_DEBRIEFS), default=0)
        least_came = max((shares[one][1] or 0 for one in _OF_WHO_CAME), default=0)
        for declined in range(self.kept + 1) if self.declined is None else (self.declined,):
            held = self.kept - declined + self.late
            most = declined + LEAST_VALUES if asked is None else asked - max(held, least_came)
            if held >= least_held and declined <= most and (no is None or declined <= no <= most):
                debriefs.add(declined)
                people.update(range(declined, most + 1))
        open_debriefs = self.declined is not None or len(debriefs) >= min(LEAST_VALUES, self.kept + 1)
        return open_debriefs and (no is not None or len(people) >= LEAST_VALUES) and _desks_are_open(shares)


def people_of_year(kept: Compliance) -> tuple[YearRow, ...]:
    """The rows of the year's tables about people and support."""
    return tuple(_rows(kept))


def _rows(kept: Compliance) -> Iterator[YearRow]:
    became = kept.became
    held, declined = told_counts([became[Became.HELD], became[Became.DECLINED]])
    # Whether one was held late or not at all is what the clinic did.
    counts = (held, declined, became[Became.LATE], became[Became.NOT_HELD])
    for one, count in zip((Became.HELD, Became.DECLINED, Became.LATE, Became.NOT_HELD), counts, strict=True):
        yield YearRow(YearTable.DEBRIEFS, one, (count,))
    known = KnownOfDebriefs(became[Became.HELD] + became[Became.DECLINED], became[Became.LATE], declined)
    for share, told in told_shares(known, kept).items():
        yield YearRow(YearTable.SHARES, share, told)
    for step, of in kept.follow_ups:
        yield YearRow(YearTable.CHECKS, step, told_share(of.numerator, of.denominator))
    yield from _by_reason(YearTable.REASONS, (*kept.not_held, *kept.late))
    yield from _by_reason(YearTable.LATE, (*kept.offered_late, *kept.declined_late))


def told_shares(known: KnownOfDebriefs, kept: Compliance) -> Shares:
    """The shares as they are told: small ones hidden, then one after the other those that would give away another."""
    shares = {share: told_share(of.numerator, of.denominator) for share, of in _shares(kept).items()}
    order: list[Callable[[Shares], YearShare]] = [_largest(_OF_DEBRIEFS)] * len(_OF_DEBRIEFS)
    order += [_largest(_OF_WHO_CAME)] * len(_OF_WHO_CAME)
    order += [lambda _shares: YearShare.COVER_CONFIRMED, lambda _shares: YearShare.DECLINED]
    for next_one in order:
        if known.leaves_open(shares):
            break
        shares[next_one(shares)] = _HIDDEN
    return shares


def _largest(among: Iterable[YearShare]) -> Callable[[Shares], YearShare]:
    return lambda shares: max(among, key=lambda one: shares[one][1] or 0)


def _desks_are_open(shares: Shares) -> bool:
    """A desk to be covered was not closed: of all desks, the closed ones are at most the rest."""
    closed, desks = shares[YearShare.DESKS_CLOSED]
    confirmed, to_cover = shares[YearShare.COVER_CONFIRMED]
    del confirmed
    return closed is not None or desks is None or to_cover is None or desks - to_cover >= LEAST_VALUES - 1


def _shares(kept: Compliance) -> dict[YearShare, ComplianceShare]:
    return {
        YearShare.PROTECTED: kept.protected,
        YearShare.PROTECTED_BY_STAFF: kept.protected_by_staff,
        YearShare.PAID: kept.paid,
        YearShare.PAID_BY_STAFF: kept.paid_by_staff,
        YearShare.COVER_CONFIRMED: kept.cover_confirmed,
        YearShare.COVER_CAME: kept.cover_came,
        YearShare.DESKS_CLOSED: kept.desks_closed,
        YearShare.DECLINED: kept.declined,
    }


def _by_reason(table: YearTable, found: Iterable[tuple[Code, int]]) -> Iterator[YearRow]:
    """How often each reason was given; where one is too rare no reason is named, because that it was given is told by
    its name already.
    """
    times: dict[Code, int] = {}
    for reason, count in found:
        times[reason] = times.get(reason, 0) + count
    told = told_counts(times.values())
    if None not in told:
        yield from (YearRow(table, reason, (count,)) for reason, count in zip(sorted(times), told, strict=True))
