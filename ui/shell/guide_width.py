"""Tables and commands of a guide in the width there is: no word is cut, and no one has to scroll sideways."""

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFormat, QTextTable

_STEP = 2  # pixels by which the letters of a table get smaller
_SMALLEST = 0.45
"""Of the letters around it."""


def fit_to_width(document: QTextDocument, room: float, letters: int) -> None:
    """Make the letters of a table that is wider than `room` smaller until it fits; those around it have `letters`
    pixels. A command that is wider goes on in the next line.
    """
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        if block.blockFormat().nonBreakableLines() and layout.blockBoundingRect(block).width() > room:
            broken = block.blockFormat()
            broken.setNonBreakableLines(False)
            QTextCursor(block).setBlockFormat(broken)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        size = letters
        while (
            isinstance(frame, QTextTable)
            and layout.frameBoundingRect(frame).width() > room
            and size > letters * _SMALLEST
        ):
            size -= _STEP
            whole = frame.firstCursorPosition()
            whole.setPosition(frame.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            smaller = QTextCharFormat()
            smaller.setProperty(QTextFormat.Property.FontPixelSize, size)
            whole.mergeCharFormat(smaller)
