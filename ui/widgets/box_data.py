"""What a box of choices stands for, found by what it is equal to: Qt compares ids as Python objects, by identity."""

from PySide6.QtWidgets import QComboBox


def choose_data(box: QComboBox, data: object, otherwise: int = 0) -> None:
    """Choose the entry with this data in `box`; where there is none, the one at `otherwise` (-1 shows nothing)."""
    found = (place for place in range(box.count()) if box.itemData(place) == data)
    box.setCurrentIndex(next(found, otherwise))
