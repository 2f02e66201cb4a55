"""How close together the rows of a list stand: as someone chose, or as the window allows."""

from ui.theme.spacing import px

LOW = 800
"""Pixels of the design: in a lower window rows stand close together, unless someone chose otherwise."""
COMPACT_ROW, COMFORTABLE_ROW = 28, 36


def is_compact(rows: str, window_height: int) -> bool:
    """`rows` is what the settings say: "system", "compact" or "comfortable"."""
    return rows == "compact" or (rows != "comfortable" and window_height < px(LOW))


def row_height(letters: int, *, compact: bool) -> int:
    """Pixels of a row whose letters are so high."""
    return max(px(COMPACT_ROW if compact else COMFORTABLE_ROW), letters + px(8 if compact else 14))
