"""Tables of a web page, or of the XML that spreadsheets once wrote, as rows of cells: what many a ".xls" really is."""

from datetime import datetime
from html.parser import HTMLParser

_BEGINNINGS = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<workbook", b"<meta", b"<head", b"<!--", b"<div")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 2_000  # bytes
_TABLES = (b"<html", b"<table", b"<workbook", b":workbook", b"mso-application", b"<!doctype html")
_BREAKS = frozenset(("br", "p", "div", "li"))
_MOST_SPANNED = 2_000  # rows or columns that one cell may cover
WebCell = str | float | bool | datetime


def is_web_table(content: bytes) -> bool:
    """Does a file begin like a web page, or like a workbook in XML?"""
    head = content[:_LOOKED_AT]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    head = head.replace(b"\x00", b"").lstrip().lower()
    return head.startswith(_BEGINNINGS) and any(mark in head for mark in _TABLES)


class WebTables(HTMLParser):
    """Collects the tables of a page, each as a sheet with its rows; a cell that covers several rows counts for each.

    A table within a cell belongs to its text. `sheets` holds what was found: names and rows.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[tuple[str, list[list[WebCell]]]] = []
        self._rows: list[list[WebCell]] = []
        self._row: list[WebCell] | None = None
        self._text: list[str] | None = None
        self._kind = ""
        self._name = ""
        self._down, self._across = 1, 1
        self._held: dict[int, tuple[int, WebCell]] = {}
        self._depth = 0
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name.rpartition(":")[2]: value or "" for name, value in attrs}
        tag = tag.rpartition(":")[2]
        match tag:
            case "script" | "style" | "head":
                self._silent = tag
            case "worksheet":
                self._name = named.get("name", "")
            case "table":
                self._depth += 1
                if self._depth == 1:
                    self._rows, self._held = [], {}
            case "tr" | "row" if self._depth == 1:
                self._end_row()
                self._begin_row(named)
            case "td" | "th" | "cell" if self._depth == 1 and self._row is not None:
                self._end_cell()
                self._begin_cell(named)
            case "data":
                self._kind = named.get("type", "")
            case _ if tag in _BREAKS and self._text:
                self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "script" | "style" | "head":
                self._silent = ""
            case "table":
                if self._depth == 1:
                    self._end_row()
                    self.sheets.append((self._name or str(len(self.sheets) + 1), self._rows))
                self._depth = max(0, self._depth - 1)
            case "tr" | "row" if self._depth == 1:
                self._end_row()
            case "td" | "th" | "cell" if self._depth == 1:
                self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent:
            self._text.append(data)

    def finish(self) -> None:
        """Close what the page left open."""
        self.close()
        while self._depth:
            self.handle_endtag("table")

    def _begin_row(self, named: dict[str, str]) -> None:
        for _ in range(_number(named.get("index"), len(self._rows) + 1) - len(self._rows) - 1):
            self._rows.append([])
        self._row = []

    def _begin_cell(self, named: dict[str, str]) -> None:
        assert self._row is not None
        self._fill()
        for _ in range(_number(named.get("index"), len(self._row) + 1) - len(self._row) - 1):
            self._row.append("")
        self._down = _number(named.get("rowspan"), 1) + _number(named.get("mergedown"), 0)
        self._across = _number(named.get("colspan"), 1) + _number(named.get("mergeacross"), 0)
        self._text, self._kind = [], ""

    def _end_cell(self) -> None:
        if self._text is None or self._row is None:
            return
        cell = _cell(_tidy("".join(self._text)), self._kind)
        self._text = None
        if self._down > 1:
            self._held[len(self._row)] = (self._down - 1, cell)
        self._row += [cell, *[""] * (self._across - 1)]

    def _fill(self) -> None:
        """The cells of rows above that reach into this one."""
        assert self._row is not None
        while (held := self._held.get(len(self._row))) is not None:
            left, cell = held
            place = len(self._row)
            self._row.append(cell)
            if left > 1:
                self._held[place] = (left - 1, cell)
            else:
                del self._held[place]

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self._fill()
            self._rows.append(self._row)
        self._row = None


def _number(text: str | None, otherwise: int) -> int:
    return min(int(text), _MOST_SPANNED) if text and text.isascii() and text.isdecimal() else otherwise


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\xa0", " ").split("\n"))
    return "\n".join(line for line in lines if line)


def _cell(text: str, kind: str) -> WebCell:
    """A cell of the XML of a spreadsheet as what it is; in a web page all are text."""
    try:
        if kind == "DateTime":
            return datetime.fromisoformat(text)
        if kind == "Number":
            return float(text)
    except ValueError:
        return text
    return text == "1" if kind == "Boolean" else text
