"""What readers of a PDF find in it: text, tags, marks and their owners."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
import pypdfium2

PAINTING = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "Tj", "TJ", "'", '"', "sh"})


@dataclass
class Reading:
    """A PDF as a careful reader takes it in."""

    pages: list[str]
    unmarked: list[str] = field(default_factory=list)
    unowned: list[str] = field(default_factory=list)
    elements: list["Tag"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of all pages with single blanks."""
        return " ".join(" ".join(self.pages).split())

    def of_kind(self, kind: str) -> list["Tag"]:
        return [element for element in self.elements if f"/{kind}" == element.S]


def read(pdf: bytes) -> Reading:
    """Text by PDFium, tags and marks by pikepdf."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    reading = Reading(pages)
    with pikepdf.open(BytesIO(pdf)) as file:
        owners = _owners(file.Root.StructTreeRoot.ParentTree)
        for number, page in enumerate(file.pages):
            _walk_marks(number, page, owners, reading)
        reading.elements = [_copy(element) for element in _elements(file.Root.StructTreeRoot.K)]
    return reading


def _owners(tree: pikepdf.Dictionary) -> dict[int, pikepdf.Object]:
    numbers = list(tree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def _walk_marks(number: int, page: pikepdf.Page, owners: dict[int, pikepdf.Object], reading: Reading) -> None:
    assert int(page.StructParents) == number
    assert page.Tabs == "/S"
    open_marks: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            open_marks.append(str(operands[0]))
            if name == "BDC" and "/MCID" in operands[1]:
                owner = owners[number][int(operands[1].MCID)]
                if operands[0] != owner.S:
                    reading.unowned.append(f"page {number + 1}: {operands[0]} is owned by {owner.S}")
        elif name == "EMC":
            open_marks.pop()
        elif name in PAINTING and not open_marks:
            reading.unmarked.append(f"page {number + 1}: {name} {list(operands)}")
    assert open_marks == []


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    waiting = [element]
    while waiting:
        found = waiting.pop()
        yield found
        kids = found.get("/K", [])
        waiting.extend(
            kid
            for kid in reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids])
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        )


@dataclass(frozen=True)
class Tag:
    """What a test asks of an element once its file is closed."""

    S: str
    alt: str
    scope: str
    parent: str
    children: int


def _copy(element: pikepdf.Dictionary) -> Tag:
    attributes = element.get("/A", pikepdf.Dictionary())
    return Tag(
        str(element.S),
        str(element.get("/Alt", "")),
        str(attributes.get("/Scope", "")),
        str(element.P.get("/S", "/StructTreeRoot")),
        len(list(element.get("/K", []))),
    )
