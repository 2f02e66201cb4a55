"""The three palettes – light, dark, high contrast – as named tones, and the pairs that must stand out."""

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Tones:
    """One palette. Every tone is a color "#RRGGBB", named by its purpose."""

    paper: str  # the page
    surface: str  # cards and fields
    sunken: str  # the sidebar, table headings, quiet buttons
    ink: str  # text
    muted: str  # secondary text
    line: str  # hairlines that only order the page
    border: str  # borders that show where a field is
    accent: str  # what is chosen, the one main button
    accent_strong: str  # the main button under the pointer; links
    on_accent: str  # text on the accent
    accent_soft: str  # the row or chip that is chosen
    on_accent_soft: str  # text on it
    focus: str  # the ring around what has the focus
    word_of_care: str  # rust: words that need to be read
    care_soft: str  # a quiet background behind them
    good: str  # words of success
    good_soft: str
    notice: str  # words that should be read at some point
    notice_soft: str


LIGHT = Tones(
    paper="#F6F7F5",
    surface="#FFFFFF",
    sunken="#ECEFEC",
    ink="#22302E",
    muted="#566662",
    line="#DDE2DF",
    border="#74857F",
    accent="#2F7F77",
    accent_strong="#246A63",
    on_accent="#FFFFFF",
    accent_soft="#DCEBE8",
    on_accent_soft="#17453F",
    focus="#246A63",
    word_of_care="#8A3B12",
    care_soft="#F8ECE4",
    good="#2A6A3F",
    good_soft="#E4F1E7",
    notice="#6B5416",
    notice_soft="#F6EFD9",
)

DARK = Tones(
    paper="#151B1A",
    surface="#1E2624",
    sunken="#111615",
    ink="#E6ECEA",
    muted="#A3B2AE",
    line="#313C39",
    border="#788A85",
    accent="#6FB9AF",
    accent_strong="#8ACBC2",
    on_accent="#12302B",
    accent_soft="#22423D",
    on_accent_soft="#D5EFEA",
    focus="#8ACBC2",
    word_of_care="#F0A27A",
    care_soft="#3A2A22",
    good="#8FCB9F",
    good_soft="#203628",
    notice="#E3C877",
    notice_soft="#38311C",
)

CONTRAST = Tones(
    paper="#000000",
    surface="#000000",
    sunken="#000000",
    ink="#FFFFFF",
    muted="#E8E8E8",
    line="#767676",
    border="#FFFFFF",
    accent="#7FE3D6",
    accent_strong="#B6F5EC",
    on_accent="#000000",
    accent_soft="#0B4A43",
    on_accent_soft="#FFFFFF",
    focus="#FFD84D",
    word_of_care="#FFB38A",
    care_soft="#2B1206",
    good="#9CF0B2",
    good_soft="#06280F",
    notice="#FFE08A",
    notice_soft="#2A2200",
)

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "paper"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.BrightText, "word_of_care"),
    (QPalette.ColorRole.Highlight, "accent_soft"),
    (QPalette.ColorRole.HighlightedText, "on_accent_soft"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Link, "accent_strong"),
    (QPalette.ColorRole.LinkVisited, "accent_strong"),
    (QPalette.ColorRole.ToolTipBase, "ink"),
    (QPalette.ColorRole.ToolTipText, "paper"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "line"),
    (QPalette.ColorRole.Mid, "border"),
    (QPalette.ColorRole.Dark, "muted"),
    (QPalette.ColorRole.Shadow, "focus"),
)


def qt_palette(tones: Tones) -> QPalette:
    """The same palette for what Qt draws itself, and for our own painting (see `_ROLES`)."""
    palette = QPalette()
    for role, tone in _ROLES:
        palette.setColor(role, QColor(getattr(tones, tone)))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tones.muted))
    return palette


def names() -> tuple[str, ...]:
    """The tones' names."""
    return tuple(field.name for field in fields(Tones))
