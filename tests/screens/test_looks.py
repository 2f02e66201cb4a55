"""The palettes can be read, the sizes grow together, and every icon is there."""

import ast
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.icons import Icon, icon
from ui.sheets.contrast import contrast
from ui.theme.palettes import CONTRAST, DARK, LIGHT, Tones
from ui.theme.spacing import px
from ui.theme.theme import Theme, style_sheet

TEXT_PAIRS = (
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("muted", "paper"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("on_accent_soft", "accent_soft"),
    ("accent_strong", "paper"),
    ("accent_strong", "surface"),
    ("word_of_care", "paper"),
    ("word_of_care", "surface"),
    ("word_of_care", "care_soft"),
    ("good", "surface"),
    ("good", "good_soft"),
    ("notice", "surface"),
    ("notice", "notice_soft"),
    ("ink", "care_soft"),
    ("ink", "good_soft"),
    ("ink", "notice_soft"),
    ("ink", "accent_soft"),
)
"""Text and its ground: at least 4.5 : 1 (WCAG 2.2, 1.4.3); 7 : 1 in high contrast."""

SHAPE_PAIRS = (
    ("border", "surface"),
    ("border", "paper"),
    ("border", "sunken"),
    ("border", "accent_soft"),
    ("muted", "paper"),
    ("accent", "accent_soft"),
    ("focus", "accent_soft"),
    ("focus", "line"),
    ("on_accent", "accent"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("focus", "paper"),
    ("focus", "surface"),
    ("focus", "sunken"),
)
"""Borders, rings and marks that carry meaning: at least 3 : 1 (WCAG 2.2, 1.4.11)."""


def test_contrast_is_measured_as_wcag_measures_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("tones", "least"), [(LIGHT, 4.5), (DARK, 4.5), (CONTRAST, 7.0)])
def test_words_stand_out_from_their_ground(tones: Tones, least: float) -> None:
    weak = {
        pair: round(contrast(getattr(tones, pair[0]), getattr(tones, pair[1])), 2)
        for pair in TEXT_PAIRS
        if contrast(getattr(tones, pair[0]), getattr(tones, pair[1])) < least
    }
    assert weak == {}


@pytest.mark.parametrize("tones", [LIGHT, DARK, CONTRAST])
def test_borders_and_rings_stand_out(tones: Tones) -> None:
    weak = [p for p in SHAPE_PAIRS if contrast(getattr(tones, p[0]), getattr(tones, p[1])) < 3]
    assert weak == []


def test_the_bundled_face_is_used_and_grows(theme: Theme, qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Open Sans"
    small = px(8)
    theme.choose("light", 200)
    assert px(8) == 2 * small
    theme.choose("light", 100)


class Repainted(QLabel):
    """Counts how often Qt goes through it because of another look."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:
        kinds = (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange)
        self.times += event.type() in kinds
        super().changeEvent(event)


def test_a_look_that_is_there_already_is_not_set_again(qtbot: QtBot, theme: Theme, qapp: QApplication) -> None:
    label = Repainted("Log an incident")
    qtbot.addWidget(label)
    label.show()
    label.times = 0
    theme.choose("light", 100)
    again = Theme(qapp, "light", 100)
    again.dress(qapp)
    shiboken6.delete(again)
    assert label.times == 0
    theme.choose("dark", 100)
    assert label.times > 0
    theme.choose("light", 100)


@pytest.mark.parametrize("tones", [LIGHT, DARK, CONTRAST])
def test_the_style_sheet_leaves_no_gap_unfilled(theme: Theme, tones: Tones) -> None:
    assert "$" not in style_sheet(tones).replace("$name", "").replace("$p12", "")


@pytest.mark.parametrize("meaning", list(Icon))
def test_every_icon_is_drawn(qapp: QApplication, meaning: Icon) -> None:
    image = icon(meaning).pixmap(QSize(24, 24)).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_no_signal_is_connected_to_a_lambda(project: Path) -> None:
    found = [
        f"{file.relative_to(project)}:{node.lineno}"
        for file in (project / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("connect", "singleShot")
        and any(isinstance(argument, ast.Lambda) for argument in node.args)
    ]
    assert found == []
