"""In which languages, colors and sizes of text every window is looked at."""

from tests.tries import LONG
from ui.sheets.look import Look

ENGLISH = Look("en", "light", 100)
LARGE = Look("es", "dark", 200)
"""Spanish needs a quarter more room, and large letters twice as much: what fits here fits everywhere."""

SAMPLE = (ENGLISH, LARGE)
EVERY = (
    *SAMPLE,
    Look("es", "light", 100),
    Look("en", "light", 200),
    Look("en", "contrast", 100),
)
LOOKS = EVERY if LONG else SAMPLE

KEYS = {str(look) for look in EVERY if look.appearance == "light"}
"""Here Tab, the underlined letters and the wheel are tried too, which takes longer."""
