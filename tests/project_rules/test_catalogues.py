"""The compiled translations that the program reads are those of the texts that people translate."""

import io
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parents[2] / "incident_tracker" / "locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda po: f"{po.parts[-3]}-{po.stem}")
def test_catalogue_is_compiled_from_its_source(po: Path) -> None:
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parts[-3], domain=po.stem)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)

    assert po.with_suffix(".mo").read_bytes() == compiled.getvalue(), f"run pybabel compile -i {po.name} -o …"


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda po: f"{po.parts[-3]}-{po.stem}")
def test_a_translation_fills_in_what_the_text_fills_in(po: Path) -> None:
    """What Babel checks before it compiles; "95% of" counts as a C format: write "(95%)" or the sign last."""
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parts[-3], domain=po.stem)

    assert [(message.lineno, str(fault)) for message, faults in catalogue.check() for fault in faults] == []


def test_no_compiled_catalogue_has_lost_its_source() -> None:
    assert sorted(path.with_suffix(".po") for path in LOCALE.rglob("*.mo")) == CATALOGUES


def test_a_text_stands_in_one_catalogue() -> None:
    """The catalogues are one chain: of two entries for one text only the first is read, whatever the other says."""
    places: dict[tuple[str | None, str], list[str]] = {}
    for po in CATALOGUES:
        with po.open("rb") as file:
            for message in read_po(file, locale=po.parts[-3]):
                if message.id:
                    text = message.id if isinstance(message.id, str) else message.id[0]
                    places.setdefault((message.context, text), []).append(po.stem)

    assert {key: stems for key, stems in places.items() if len(stems) > 1} == {}, "keep one, or say which is meant"
