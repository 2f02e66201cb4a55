"""Without a display the program walks its main job through the real windows, and leaves only pictures and a PDF."""

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from ui.tour.pictures import HEIGHT, WIDTH

LONGEST = 300  # seconds on a machine that is busy with other tests


@pytest.mark.timeout(LONGEST)
def test_the_main_job_is_walked_from_first_start_to_report(project: Path, tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    bare.pop("QT_QPA_PLATFORM", None)
    bare |= {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(project)}

    walked = subprocess.run(
        [sys.executable, "-m", "incident_tracker"],
        cwd=elsewhere,
        env=bare,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )

    assert walked.returncode == 0, walked.stderr
    assert "There is no display here" in walked.stderr
    folder = elsewhere / "incident-tracker-pictures"
    assert str(folder) in walked.stdout
    pictures = {path.name for path in folder.glob("*.png")}
    for manual in ("docs", "docs/es"):
        assert pictures == {path.name for path in (project / manual / "pictures").glob("*.png")}
    with Image.open(folder / "today.png") as today:
        assert today.size == (2 * WIDTH, 2 * HEIGHT)
        assert len(today.convert("RGB").getcolors(10**7) or []) > 20
    with pypdfium2.PdfDocument(next(folder.glob("*.pdf"))) as report:
        assert "Safety committee report" in report[0].get_textpage().get_text_bounded()
    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert [path.name for path in elsewhere.iterdir()] == ["incident-tracker-pictures"]
