"""Puts the shipped vocabularies into the database, by code: adds new terms, corrects reworded ones, deletes nothing."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import attrgetter
from typing import Any
from uuid import UUID

from incident_tracker.domain.clinic.vocabulary import CLINIC, Term
from incident_tracker.ports.unit import Store, Unit
from incident_tracker.usecases.gate import outside_gate

VOCABULARY = "vocabulary"


def shipped_terms() -> Iterator[Term]:
    """Every term of `incident_tracker/vocabularies/*.toml`; a file's name is its vocabulary, the order the position."""
    for source in _sources():
        vocabulary = source.name.removesuffix(".toml")
        entries = tomllib.loads(source.read_text(encoding="utf-8")).get("term", [])
        for position, entry in enumerate(entries):
            yield _term(vocabulary, position, entry)


def fingerprint() -> UUID:
    """A number for everything that is shipped; any change of wording changes it."""
    digest = hashlib.sha256()
    for source in _sources():
        digest.update(source.read_bytes())
    return UUID(bytes=digest.digest()[:16], version=5)


@outside_gate("a new version of the program brings its terms before anyone is signed in")
def update_terms(store: Store, now: datetime) -> None:
    """Bring the database's terms up to date if a newer version of the program has others."""
    with store.read() as unit:
        if _up_to_date(unit):
            return
    with store.write() as unit:
        put_in(unit, now)
        unit.commit()


@outside_gate("a step of those who open or make a database")
def put_in(unit: Unit, now: datetime) -> None:
    """The same within one transaction.

    A term that the clinic retired stays retired, a place that it gave to a term stays, and so does a line of the table
    for the police that it changed; a term that is no longer shipped stays as it is.
    """
    for term, known in _changes(unit):
        if known:
            unit.terms.save(term)
        else:
            unit.terms.add(term)
    if not _up_to_date(unit):
        unit.requests.remember(fingerprint(), VOCABULARY, fingerprint())
        unit.audit.append(at=now, actor_id=None, act="terms_updated", kind="vocabulary", object_id=None, after=None)


def _up_to_date(unit: Unit) -> bool:
    """Has the database been given the shipped terms? Asks for one row instead of reading all terms."""
    return unit.requests.object_of(fingerprint(), VOCABULARY) is not None


def _sources() -> list[Traversable]:
    folder = files("incident_tracker") / "vocabularies"
    return sorted((part for part in folder.iterdir() if part.name.endswith(".toml")), key=attrgetter("name"))


def _changes(unit: Unit) -> Iterator[tuple[Term, bool]]:
    """The terms that have to be saved, and whether the database knows an earlier wording of each."""
    present = {(term.vocabulary, term.code): term for term in unit.terms.all()}
    for shipped in shipped_terms():
        known = present.get((shipped.vocabulary, shipped.code))
        if known is None:
            yield shipped, False
            continue
        if known.source == CLINIC:  # the clinic gave it another answer
            continue
        valid_to = known.valid_to or shipped.valid_to
        wanted = replace(shipped, position=known.position, valid_to=valid_to, version=known.version)
        if wanted != known:
            yield wanted, True


def _term(vocabulary: str, position: int, entry: Mapping[str, Any]) -> Term:
    crosswalk = {str(scheme): str(code) for scheme, code in entry.get("crosswalk", {}).items()}
    return Term(
        vocabulary=vocabulary,
        code=entry["code"],
        label=entry["label"],
        label_es=entry.get("label_es", ""),
        definition=entry.get("definition", ""),
        definition_es=entry.get("definition_es", ""),
        source=entry.get("source", ""),
        crosswalk=crosswalk,
        position=position,
        valid_from=entry.get("valid_from"),
        valid_to=entry.get("valid_to"),
    )
