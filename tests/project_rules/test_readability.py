"""Texts are easy to read, in both languages, and say things in the words of the clinic."""

import ast
import re
import statistics
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.project_rules.plain_words import any_of, avoided_words
from tests.project_rules.readability import (
    TextCounts,
    counted,
    english_grade,
    english_syllables,
    spanish_ease,
    spanish_syllables,
)
from tests.project_rules.source_files import PROJECT, calls, sources
from tests.project_rules.test_manual_promises import sentences

CATALOGUES = sorted((PROJECT / "incident_tracker" / "locale" / "es" / "LC_MESSAGES").glob("*.po"))
A_SENTENCE = 4  # words; a shorter text is a label, which no formula measures
LONG = 12  # words
MEDIAN_GRADE, LONG_GRADE, LEAST_EASE = 8, 10, 60
LEAST_EASE_OF_A_SENTENCE = 55  # in the manual, where half of each page is at 60 or more; "normal" begins at 55
MANUAL = sorted(f"docs/{page.name}" for page in (PROJECT / "docs").glob("*.md"))
VOCABULARIES = sorted((PROJECT / "incident_tracker" / "vocabularies").glob("*.toml"))
WORDS_OF_THE_LAW = {
    "Including biting, choking, grabbing, hair pulling, kicking, punching, slapping, pushing, pulling, scratching, "
    "spitting.",
    "Including rape, attempted rape, physical display, unwanted verbal or physical sexual contact.",
}
"""Lists of California Labor Code 6401.9(d)(2)(G), which the log has to follow word for word."""
FAMILIAR = re.compile(
    r"\b(tú|tus?|te|ti|tuy[oa]s?|contigo|eres|estás|has|puedes|tienes|quieres|debes|sabes)\b", re.IGNORECASE
)
METHOD_FIRST = re.compile(
    r"^(?:An? |The )?(?:[cugptI]′? chart|run chart|control chart|exact Poisson|Wilson)\W.*\w", re.I
)
MONTHS = "January February March April May June July August September October November December"
VERBS: Mapping[str, tuple[str, ...]] = {
    "Accept": ("Aceptar",),
    "Add": ("Agregar",),
    "Book": ("Reservar",),
    "Change": ("Cambiar",),
    "Check": ("Comprobar",),
    "Choose": ("Elegir",),
    "Clear": ("Quitar",),
    "Close": ("Cerrar",),
    "Combine": ("Unir",),
    "Complete": ("Completar",),
    "Continue": ("Continuar",),
    "Copy": ("Copiar",),
    "Discard": ("Descartar",),
    "Dismiss": ("Descartar",),
    "Finish": ("Terminar",),
    "Keep": ("Conservar", "Guardar"),
    "Note": ("Anotar",),
    "Open": ("Abrir",),
    "Plan": ("Planificar",),
    "Print": ("Imprimir",),
    "Save": ("Guardar",),
    "Show": ("Mostrar", "Ver"),
    "Start": ("Empezar",),
    "Stop": ("Detener", "Parar"),
    "Take": ("Tomar",),
    "Undo": ("Deshacer",),
}
"""What a button does, by the first word of its text, and how Spanish says it: an infinitive, maybe with a pronoun."""


def messages(catalogue: Path) -> list[Message]:
    with catalogue.open("rb") as file:
        return [message for message in read_po(file, locale="es") if message.id]


def texts(catalogue: Path, of: str) -> Iterator[str]:
    """Its texts as they are read: a word for each value, no mark of a key; `of` is "id" or "string"."""
    for message in messages(catalogue):
        said = getattr(message, of)
        for text in [said] if isinstance(said, str) else said:
            if MONTHS not in (message.id, text):
                yield re.sub(r"\{\w*\}", "X", text).replace("&", "")


def terms(suffix: str) -> Iterator[str]:
    """What the clinic's words are called and mean; `suffix` is "" or "_es"."""
    for vocabulary in VOCABULARIES:
        for term in tomllib.loads(vocabulary.read_text(encoding="utf-8"))["term"]:
            for part in ("label", "definition"):
                if (text := term.get(part + suffix, "")) not in WORDS_OF_THE_LAW:
                    yield text


def english_of(place: Path) -> Iterable[str]:
    return terms("") if place == VOCABULARIES[0].parent else texts(place, "id")


def spanish_of(place: Path) -> Iterable[str]:
    return terms("_es") if place == VOCABULARIES[0].parent else texts(place, "string")


@pytest.mark.parametrize("place", [*CATALOGUES, VOCABULARIES[0].parent], ids=lambda path: path.stem)
def test_english_texts_are_easy(place: Path) -> None:
    words = {text: counted(text, english_syllables).words for text in english_of(place)}
    hard = {
        text: round(english_grade(text), 1)
        for text, n in words.items()
        if n >= LONG and english_grade(text) > LONG_GRADE
    }

    assert hard == {}
    assert statistics.median(english_grade(text) for text, n in words.items() if n >= A_SENTENCE) <= MEDIAN_GRADE


@pytest.mark.parametrize("place", [*CATALOGUES, VOCABULARIES[0].parent], ids=lambda path: path.stem)
def test_spanish_texts_are_easy(place: Path) -> None:
    """Also the hardest of the long texts: from 60 on a text is no harder than a daily paper ("normal" begins at 55)."""
    words = {text: counted(text, spanish_syllables).words for text in spanish_of(place)}
    hard = {
        text: round(spanish_ease(text), 1)
        for text, n in words.items()
        if n >= LONG and spanish_ease(text) < LEAST_EASE and not text.startswith("enero febrero marzo")
    }

    assert hard == {}
    assert statistics.median(spanish_ease(text) for text, n in words.items() if n >= A_SENTENCE) >= LEAST_EASE


def of_the_manual(page: str) -> list[str]:
    """The sentences and cells of a page of docs/ as they are read, with a word for each command, file and place."""
    said = [part for sentence in sentences(page, code="X") for part in sentence.split(" | ")]
    return [re.sub(r"\S+\.(md|py|json|toml)\b", "X", text) for text in said]


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.removeprefix("docs/"))
def test_the_manual_in_english_is_easy(page: str) -> None:
    words = {text: counted(text, english_syllables).words for text in of_the_manual(page)}
    hard = {
        text: round(english_grade(text), 1)
        for text, n in words.items()
        if n >= LONG and english_grade(text) > LONG_GRADE
    }

    assert hard == {}
    assert statistics.median(english_grade(text) for text, n in words.items() if n >= A_SENTENCE) <= MEDIAN_GRADE


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.removeprefix("docs/"))
def test_the_manual_in_spanish_is_easy_and_says_usted(page: str) -> None:
    texts = of_the_manual(page.replace("docs/", "docs/es/"))
    ease = {text: spanish_ease(text) for text in texts if counted(text, spanish_syllables).words >= A_SENTENCE}
    long = {text for text in ease if counted(text, spanish_syllables).words >= LONG}

    assert {text: round(ease[text], 1) for text in long if ease[text] < LEAST_EASE_OF_A_SENTENCE} == {}
    assert statistics.median(ease.values()) >= LEAST_EASE
    assert [text for text in texts if FAMILIAR.search(text)] == []


def test_spanish_says_usted() -> None:
    said = [text for place in (*CATALOGUES, VOCABULARIES[0].parent) for text in spanish_of(place)]

    assert [text for text in said if FAMILIAR.search(text)] == []


def test_a_finding_begins_with_what_was_found() -> None:
    """The name of a method is for those who know it: in parentheses at the end, where it is needed at all."""
    found = [text for catalogue in CATALOGUES for text in texts(catalogue, "id") if METHOD_FIRST.search(text)]

    assert found == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("A u chart of rates, as asked for.", True),
        ("Exact Poisson intervals. Two months rarely differ.", True),
        ("Rates, because some periods were busier than others (u chart).", False),
        ("Run chart", False),
    ],
)
def test_a_method_in_front_is_found(text: str, is_found: bool) -> None:
    assert (METHOD_FIRST.search(text) is not None) == is_found


def test_texts_use_the_words_of_the_clinic() -> None:
    avoided = any_of(avoided_words("Not in a text"))
    found = {text for catalogue in CATALOGUES for text in texts(catalogue, "id") if avoided.search(text)}

    assert found == set()


def test_a_button_in_spanish_is_an_infinitive() -> None:
    spanish = {message.id: message.string for catalogue in CATALOGUES for message in messages(catalogue)}
    wrong = {}
    for english in buttons():
        first, said = english.replace("&", "").split()[0], spanish[english].replace("&", "")
        if first in VERBS and not re.match(rf"({'|'.join(VERBS[first])})(l[eoa]s?)?\b", said):
            wrong[english] = said

    assert wrong == {}


def buttons() -> Iterator[str]:
    """The fixed texts of all buttons of the screen."""
    for source in sources("ui"):
        for call in calls(source):
            match call:
                case ast.Call(
                    func=ast.Name(id="Button"),
                    args=[ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str() as text)]), *_],
                ):
                    yield text


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("table", 2), ("clinic", 2), ("changed", 1), ("receptionist", 4), ("places", 2), ("used", 1), ("incident", 3)],
)
def test_english_syllables(word: str, syllables: int) -> None:
    assert english_syllables(word) == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("día", 2),
        ("ciudad", 2),
        ("aéreo", 4),
        ("construía", 4),
        ("guía", 2),
        ("pingüino", 3),
        ("quien", 1),
        ("recepción", 3),
    ],
)
def test_spanish_syllables(word: str, syllables: int) -> None:
    assert spanish_syllables(word) == syllables


def test_the_formulas_give_the_figures_of_their_authors() -> None:
    """13 words in 2 sentences with 17 syllables; 4 words in 1 sentence with 7."""
    english = "The clinic is open today. A nurse saw the patient at the desk."

    assert counted(english, english_syllables) == TextCounts(words=13, sentences=2, syllables=17)
    assert english_grade(english) == pytest.approx(0.39 * 13 / 2 + 11.8 * 17 / 13 - 15.59)
    assert spanish_ease("La clínica abre hoy.") == pytest.approx(206.835 - 62.3 * 7 / 4 - 4)
