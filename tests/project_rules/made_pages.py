"""The pages of the manual that are made from tables; run as a module it writes them into docs/."""

from pathlib import Path

from tests.project_rules.features import CHAPTERS, Feature
from ui.shell.navigation import entries

DOCS = Path(__file__).parents[2] / "docs"

FEATURES_INTRODUCTION = """\
# What it can do, and where

Every feature of the plan with its number. **Bold** is a page of the window, `typed` a command. *Not yet* means just
that: it is planned and cannot be used. Each feature that can be used has a test that uses it.
"""


def features_page() -> str:
    """docs/features.md."""
    labels = {entry.key: entry.label for entry in entries()}
    lines = [FEATURES_INTRODUCTION]
    for chapter in CHAPTERS:
        lines += [f"## {chapter.heading}\n", "| | Feature | Where |", "|---|---|---|"]
        lines += [f"| {one.id} | {one.title} | {_where(one, labels)} |" for one in chapter.features]
        lines.append("")
    here = sum(feature.is_here for chapter in CHAPTERS for feature in chapter.features)
    every = sum(len(chapter.features) for chapter in CHAPTERS)
    begun = sum(bool(one.story and one.lacks) for chapter in CHAPTERS for one in chapter.features)
    lines.append(f"{here} of {every} are here, {begun} in part, {every - here - begun} not yet.")
    return "\n".join(lines) + "\n"


def _where(feature: Feature, labels: dict[str, str]) -> str:
    if not feature.story:
        return "*not yet*"
    places = [f"**{labels[key]}**" for key in feature.pages] + [f"`{name}`" for name in feature.commands]
    return ", ".join(places) + (f"; *not yet:* {feature.lacks}" if feature.lacks else "")


if __name__ == "__main__":
    (DOCS / "features.md").write_text(features_page(), encoding="utf-8")
