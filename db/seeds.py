"""Puts the shipped vocabularies in by code: adds what is new, corrects what was reworded, deletes nothing."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any

from db.unit import SqlUnit
from incident_tracker.domain.clinic.vocabulary import Term


def shipped_terms() -> Iterator[Term]:
    """Every term of `incident_tracker/vocabularies/*.toml`; a file's name is its vocabulary, the order the position."""
    folder = files("incident_tracker") / "vocabularies"
    for source in sorted(
        (part for part in folder.iterdir() if part.name.endswith(".toml")), key=lambda part: part.name
    ):
        vocabulary = source.name.removesuffix(".toml")
        entries = tomllib.loads(source.read_text(encoding="utf-8")).get("term", [])
        for position, entry in enumerate(entries):
            yield _term(vocabulary, position, entry)


def up_to_date(unit: SqlUnit) -> bool:
    """Are the terms of the database the shipped ones?"""
    return not any(_changes(unit))


def seed(unit: SqlUnit) -> None:
    """Bring the terms of the database up to the shipped ones.

    A term that the clinic retired stays retired; a term that is no longer shipped stays as it is.
    """
    for term, known in _changes(unit):
        if known:
            unit.terms.save(term)
        else:
            unit.terms.add(term)


def _changes(unit: SqlUnit) -> Iterator[tuple[Term, bool]]:
    """The terms that have to be saved, and whether the database knows an earlier wording of each."""
    present = {(term.vocabulary, term.code): term for term in unit.terms.all()}
    for shipped in shipped_terms():
        known = present.get((shipped.vocabulary, shipped.code))
        if known is None:
            yield shipped, False
            continue
        wanted = replace(shipped, valid_to=known.valid_to or shipped.valid_to, version=known.version)
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
        source=entry.get("source", ""),
        crosswalk=crosswalk,
        position=position,
        valid_from=entry.get("valid_from"),
        valid_to=entry.get("valid_to"),
    )
