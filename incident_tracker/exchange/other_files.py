"""Files that are no table at all: known by their first bytes, so that the right sentence is said."""

_DOCUMENTS = ("word/", "ppt/")
_OF_WORKBOOKS = ("mimetype", "content.xml", "[Content_Types].xml")
_BEGINNINGS = (
    (b"SQLite format 3\x00", "is_database"),
    (b"%PDF", "is_document"),
    (b"{\\rtf", "is_document"),
    (b"\x89PNG", "is_picture"),
    (b"\xff\xd8\xff", "is_picture"),
    (b"GIF8", "is_picture"),
    (b"\x1f\x8b", "is_packed"),
    (b"7z\xbc\xaf", "is_packed"),
    (b"Rar!", "is_packed"),
    (b"\x00\x01\x00\x00Standard", "is_database"),
)


def kind_of_file(content: bytes) -> str | None:
    """The reason for refusing a file that is a database, a document, a picture or packed; None for any other."""
    return next((reason for beginning, reason in _BEGINNINGS if content.startswith(beginning)), None)


def kind_of_archive(names: list[str]) -> str | None:
    """The same for the names in a ZIP archive that is no workbook."""
    if any(name.startswith(_DOCUMENTS) for name in names):
        return "is_document"
    workbook = any(name.startswith("xl/") or name in _OF_WORKBOOKS for name in names)
    return None if workbook else "is_packed"
