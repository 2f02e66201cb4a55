"""People have databases in the shape of every released version; each shape is kept, so that it can always be read."""

import re
from pathlib import Path

from db.migrate import known_revisions
from incident_tracker import __version__
from incident_tracker.security.key_file import FORMAT
from tests.migrations.frozen_shapes import frozen, shape_of

FIRST = "0005-keys1"
LARGEST = 1_250_000  # bytes; every checkout carries them all


def test_the_shape_of_a_released_version_is_frozen(project: Path) -> None:
    """The changelog names released versions; as long as it does not name this one, its shape may change."""
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", (project / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    if __version__ in released:
        assert (known_revisions()[-1], FORMAT) in {
            (shape_of(folder).schema, shape_of(folder).keys) for folder in frozen()
        }


def test_a_frozen_shape_is_what_its_folder_says_and_small() -> None:
    folders = frozen()
    assert folders[0].name == FIRST
    for folder in folders:
        shape = shape_of(folder)
        assert folder.name == f"{shape.schema}-keys{shape.keys}"
        assert shape.schema in known_revisions()
        assert sum(path.stat().st_size for path in folder.iterdir()) < LARGEST
