"""The order of the clinic's lists as a set-up file says it: which one is the clinic's own, and what a file changes."""

from collections.abc import Iterator, Sequence

from incident_tracker.domain.clinic.setup import OrderSetup, SetupAct, SetupChange
from incident_tracker.domain.clinic.vocabulary import Keeping, Term, keeping
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.clinic.quick_choices import keep_order
from incident_tracker.usecases.clinic.shipped_terms import shipped_terms
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.setup_steps import Applied, at_place


def orders_said(work: Work, terms: Sequence[Term]) -> tuple[OrderSetup, ...]:
    """The lists that the clinic has put in another order than the program brings."""
    shipped = {(term.vocabulary, term.code): term.position for term in shipped_terms()}
    found = []
    for vocabulary in sorted({term.vocabulary for term in terms if keeping(term.vocabulary) is Keeping.CLINIC}):
        offered = _offered(work, terms, vocabulary)
        usual = sorted(offered, key=lambda term: shipped.get((term.vocabulary, term.code), len(shipped)))
        if usual != offered:
            found.append(OrderSetup(vocabulary, tuple(term.code for term in offered)))
    return tuple(found)


def orders(
    work: Work, said: Sequence[OrderSetup], added: Sequence[tuple[str, str]], *, saves: bool
) -> Iterator[Applied]:
    """What the file changes in the order of lists; words that it does not name come after those that it does.

    `added` are the vocabularies and codes of the words that the same file adds.
    """
    for number, order in enumerate(said, start=1):
        with at_place("order", number):
            yield from _order(work, order, [code for name, code in added if name == order.vocabulary], saves=saves)


def _order(work: Work, said: OrderSetup, added: Sequence[str], *, saves: bool) -> Iterator[Applied]:
    terms = work.unit.terms.all(said.vocabulary)
    if keeping(said.vocabulary) is not Keeping.CLINIC:
        raise Refused(Reason.NOT_OURS_TO_CHANGE, "list")
    if len(set(said.codes)) != len(said.codes):
        raise Refused(Reason.SAID_TWICE, "codes")
    known = {term.code for term in terms}
    for code in said.codes:
        if code not in known and code not in added:
            raise Refused(Reason.UNKNOWN_TERM, "codes", term=code)
    offered = {term.code: term for term in _offered(work, terms, said.vocabulary)}
    now = [*offered, *(code for code in added if code not in known)]
    wanted = [code for code in said.codes if code in now]
    wanted += [code for code in now if code not in wanted]
    if wanted == now:
        return
    if saves:
        keep_order(work, said.vocabulary, [offered[code] for code in wanted])
    yield Applied(SetupChange(SetupAct.CHANGED, "order", said.vocabulary))


def _offered(work: Work, terms: Sequence[Term], vocabulary: str) -> list[Term]:
    day = today(work)
    here = [term for term in terms if term.vocabulary == vocabulary and term.valid_on(day)]
    return sorted(here, key=lambda term: term.position)
