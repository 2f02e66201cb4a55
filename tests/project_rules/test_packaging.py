"""What the wheel and the folder for people without Python contain."""

import ast
import tomllib
from pathlib import Path

PACKAGES = ["incident_tracker", "ui", "db"]


def test_the_wheel_holds_the_packages_and_the_migrations_under_a_name_of_their_own(project: Path) -> None:
    wheel = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]

    assert wheel["wheel"]["packages"] == PACKAGES
    assert wheel["wheel"]["force-include"]["alembic"] == "db/_alembic"


def test_the_manual_goes_along_in_both_languages(project: Path) -> None:
    """The whole folder does: the pages in Spanish are inside it, with pictures of their own."""
    targets = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]

    assert targets["wheel"]["force-include"]["docs"] == "ui/docs"
    assert "docs" in targets["sdist"]["only-include"]
    assert ("docs", "docs") in bundled(project)
    assert (project / "docs" / "es" / "README.md").is_file()


def test_every_data_file_of_the_packages_goes_into_the_bundle(project: Path) -> None:
    """Python files are found by following imports; everything else must be named in build.spec."""
    named = [entry[0] for entry in bundled(project)]
    folders = {
        path.parent.relative_to(project).as_posix()
        for package in PACKAGES
        for path in (project / package).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and "__pycache__" not in path.parts
    }

    missing = {folder for folder in folders if not any(f"{folder}/".startswith(f"{name}/") for name in named)}
    assert not missing


def test_everything_that_the_bundle_names_is_there(project: Path) -> None:
    assert all((project / source).exists() for source, _ in bundled(project))


def bundled(project: Path) -> list[tuple[str, str]]:
    """The list DATA of build.spec: what, and where it goes."""
    for node in ast.parse((project / "build.spec").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "DATA":
            entries: list[tuple[str, str]] = ast.literal_eval(node.value)
            return entries
    raise AssertionError("build.spec has no list DATA")
