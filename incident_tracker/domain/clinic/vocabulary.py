"""A coded term with its definition, source, crosswalk and validity; codes are retired, never deleted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary, with its words in English and Spanish; `crosswalk` maps schemes to their codes."""

    vocabulary: str
    code: str
    label: str
    label_es: str = ""
    definition: str = ""
    definition_es: str = ""
    source: str = ""
    crosswalk: Mapping[str, str] = field(default_factory=dict)
    position: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    version: int = 1

    def labeled(self, language: str) -> str:
        """The label in `language`, in English where there is no translation."""
        return self.label_es if language == "es" and self.label_es else self.label

    def explained(self, language: str) -> str:
        """The definition in `language`; empty where there is none in it, so that no page mixes two languages."""
        return self.definition_es if language == "es" else self.definition

    def valid_on(self, day: date) -> bool:
        """May a record of that day use this term?"""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
