"""Turns the words of one log into codes: by its mapping, else by the clinic's lists, else by what we know."""

import re
from collections.abc import Callable, Mapping

from incident_tracker.domain.capture.parties import PhysicalImpact
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.exchange import meanings
from incident_tracker.exchange.cells import is_missing, options_of
from incident_tracker.exchange.readings import Certainty

Terms = Mapping[str, Mapping[str, str]]  # vocabulary → code or label in small letters → code
VOCABULARIES = {  # of the fields whose words become codes
    "channel": "channel",
    "kind": "kind",
    "severity": "severity",
    "outcome": "outcome",
    "affected_role": "job",
    "harm": "physical_impact",
}
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?%?")
_LEVELS = frozenset(str(int(level)) for level in Severity)
MOST_KEPT = 500  # different words of one field that are remembered for a mapping file


class WordReader:
    """Reads words of fields; remembers what each meant, for the mapping file, and which were unknown."""

    def __init__(self, values: Mapping[str, Mapping[str, str]], terms: Terms) -> None:
        self._mapped = {name: {word.casefold(): code for word, code in words.items()} for name, words in values.items()}
        self._terms = terms
        self.understood: dict[str, dict[str, str]] = {}
        self.unknown: dict[str, set[str]] = {}
        self.certainties: dict[str, Certainty] = {}
        self._known: dict[tuple[str, str], str | None] = {}
        self._levels: dict[tuple[str, str, str], Severity] = {}
        self._jobs: dict[str, tuple[str, ...]] = {}

    def code(self, name: str, text: str, meaning: Callable[[str], str | None] | None = None) -> str | None:
        """The code that a cell of the field `name` means; None if the cell is empty or its words are not known."""
        if is_missing(text):
            return None
        key = (name, text)
        if key not in self._known:
            self._known[key] = found = self._look_up(name, text, meaning)
            kept = self.understood.setdefault(name, {})
            if found is None:
                self.unknown.setdefault(name, set()).add(text)
            elif len(kept) < MOST_KEPT:
                kept[text] = found
        return self._known[key]

    def kind(self, text: str) -> str:
        """The code of the kind that a cell names; the default if it names none. Remembers how sure that is."""
        code = self.code("kind", text, meanings.kind_of)
        if text not in self.certainties:
            self.certainties[text] = self._certainty(text, code)
        return code or meanings.DEFAULT_KIND

    def _certainty(self, text: str, code: str | None) -> Certainty:
        if is_missing(text):
            return Certainty.MISSING
        if code is None:
            return Certainty.UNKNOWN
        options = (text, *options_of(text))
        named = any(self._exact("kind", option) == code for option in options)
        return Certainty.DOUBTED if not named and meanings.is_doubted(text) else Certainty.SURE

    def severity(self, kind: str, text: str, kind_text: str) -> Severity:
        """The severity of a cell; what the mapping names comes first, then what kind and words tell together."""
        key = (kind, text, kind_text)
        if key not in self._levels:
            self._levels[key] = self._level(*key)
        return self._levels[key]

    def _level(self, kind: str, text: str, kind_text: str) -> Severity:
        mapped = self._exact("severity", text)
        if mapped is not None and mapped.isdecimal() and int(mapped) <= Severity.SEVERE_HARM:
            return Severity(int(mapped))
        return meanings.severity_of(kind, text, kind_text)

    def is_no_level(self, text: str) -> bool:
        """Is this a number that is no level, and does the mapping not say what it means?"""
        return bool(_NUMBER.fullmatch(text)) and self._exact("severity", text) is None and text not in _LEVELS

    def harm(self, text: str) -> PhysicalImpact:
        """What happened to the body of the person affected; NONE where nothing is said."""
        code = self.code("harm", text, meanings.harm_of)
        return PhysicalImpact(code) if code in set(PhysicalImpact) else PhysicalImpact.NONE

    def truth(self, name: str, text: str) -> bool | None:
        """Yes, no or nothing said."""
        mapped = self._mapped.get(name, {}).get(text.casefold(), text)
        return None if is_missing(text) else meanings.truth_of(mapped)

    def jobs(self, text: str) -> tuple[str, ...]:
        """A job for every option of a cell; "" for those that are not known."""
        if is_missing(text):
            return ()
        if text not in self._jobs:
            self._jobs[text] = self._jobs_of(text)
        return self._jobs[text]

    def _jobs_of(self, text: str) -> tuple[str, ...]:
        whole = self._exact("affected_role", text)
        if whole is not None:
            return (whole,)
        return tuple(self.code("affected_role", option, meanings.job_of) or "" for option in options_of(text))

    def _look_up(self, name: str, text: str, meaning: Callable[[str], str | None] | None) -> str | None:
        exact = self._exact(name, text)
        if exact is not None:
            return exact
        options = options_of(text)
        if len(options) > 1:
            mapped = [code for option in options if (code := self._exact(name, option)) is not None]
            if mapped and name == "kind":
                rest = [option for option in options if self._exact(name, option) is None]
                return self._worst(mapped, meaning("; ".join(rest)) if rest and meaning is not None else None)
            if mapped:
                return mapped[0]
        return meaning(text) if meaning is not None else None

    @staticmethod
    def _worst(mapped: list[str], other: str | None) -> str:
        found = mapped if other is None else [*mapped, other]
        return max(found, key=lambda code: meanings.LOWEST.get(code, Severity.NEAR_MISS))

    def _exact(self, name: str, text: str) -> str | None:
        word = text.casefold()
        mapped = self._mapped.get(name, {}).get(word)
        return mapped if mapped is not None else self._terms.get(VOCABULARIES.get(name, name), {}).get(word)
