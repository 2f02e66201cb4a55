"""The log lets ids and numbers through and nothing else; settings survive a file that says nonsense."""

import logging
from dataclasses import replace
from enum import Enum
from pathlib import Path
from uuid import UUID

import pytest

from incident_tracker.logs import LOG_FILE, log, log_bug, start_logging
from incident_tracker.settings import Settings, keep_settings, read_settings


def stop_logging() -> None:
    """Close the file, so that all of it can be read."""
    logger = logging.getLogger("incident_tracker")
    for handler in list(logger.handlers):
        if isinstance(handler, logging.FileHandler):
            logger.removeHandler(handler)
            handler.close()


class Tone(Enum):
    CALM = "calm"


def test_only_ids_numbers_and_fixed_words_reach_the_log(tmp_path: Path) -> None:
    start_logging(tmp_path)
    number = UUID(int=7)
    log("incident.saved", id=number, count=3, tone=Tone.CALM, name="Rosa", said="he shouted at Rosa")
    log("He shouted at Rosa")
    logging.getLogger("sqlalchemy.engine").warning("he shouted")
    stop_logging()
    text = (tmp_path / LOG_FILE).read_text()
    assert f"incident.saved id={number} count=3 tone=calm name=… said=…" in text
    assert "Rosa" not in text
    assert "shouted" not in text


@pytest.mark.parametrize("canary", ["Anna", "anna", "Anna_Lee", "A1", "K4711", "shouting", "2026-03-02", "SELECT"])
def test_no_word_passes_as_a_fact_whatever_its_shape(tmp_path: Path, canary: str) -> None:
    start_logging(tmp_path)
    log("incident.saved", who=canary, several=[canary], both={canary: canary}, raw=canary.encode())
    log(f"incident.{canary}.Saved")
    stop_logging()
    assert canary not in (tmp_path / LOG_FILE).read_text()


def test_where_nothing_can_be_written_the_window_opens_all_the_same(tmp_path: Path) -> None:
    """It can say then what is wrong; a folder that cannot be made stands for a place that is read-only."""
    in_the_way = tmp_path / "data"
    in_the_way.write_text("no folder", encoding="utf-8")
    start_logging(in_the_way / "logs")
    log("screen.started")
    stop_logging()
    assert in_the_way.read_text(encoding="utf-8") == "no folder"


def test_a_large_log_is_turned_over_and_four_are_kept(tmp_path: Path) -> None:
    for _ in range(6):
        (tmp_path / LOG_FILE).write_bytes(b"x" * 1_000_001)
        start_logging(tmp_path)
        log("screen.started")
        stop_logging()
    assert len(list(tmp_path.iterdir())) == 5
    assert (tmp_path / LOG_FILE).stat().st_size < 100


@pytest.mark.expects_log_entries
def test_a_bug_is_noted_without_any_value(tmp_path: Path) -> None:
    start_logging(tmp_path)

    def break_down(narrative: str) -> None:
        raise ValueError(narrative)

    try:
        break_down("he shouted at Rosa")
    except ValueError as error:
        reference = log_bug(error)
    stop_logging()
    text = (tmp_path / LOG_FILE).read_text()
    assert reference in text
    assert "ValueError" in text
    assert "break_down" in text
    assert "Rosa" not in text


def test_settings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    kept = Settings(
        tmp_path, language="es", appearance="dark", text_size=150, lock_after=3, last_user='a "quoted" name'
    )
    keep_settings(kept)
    assert read_settings({"INCIDENT_TRACKER_DATA": str(tmp_path)}) == kept


def test_nonsense_in_the_file_is_taken_as_unsaid(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('lock_after = 900\ntext_size = "big"\nappearance = "dark"\nshoe = 1\n')
    settings = read_settings({"INCIDENT_TRACKER_DATA": str(tmp_path)})
    assert settings == Settings(tmp_path, appearance="dark")
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe not toml")
    assert read_settings({"INCIDENT_TRACKER_DATA": str(tmp_path)}) == Settings(tmp_path)


@pytest.mark.parametrize("password", ["desk:secret@server/clinic", "desk@server/clinic?password=secret"])
def test_a_password_is_never_written_down_and_never_shown(password: str, tmp_path: Path) -> None:
    settings = Settings(tmp_path, database_url=f"postgresql+psycopg://{password}")
    keep_settings(settings)
    assert "server" not in (tmp_path / "settings.toml").read_text()
    assert settings.place == "server/clinic"


def test_the_address_that_the_file_names_stays_whatever_one_call_used(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('database_url = "postgresql+psycopg://desk@server/clinic"\n')
    keep_settings(replace(read_settings({}, tmp_path, "postgresql+psycopg://desk@elsewhere/trial"), text_size=150))
    assert read_settings({}, tmp_path) == Settings(
        tmp_path, database_url="postgresql+psycopg://desk@server/clinic", text_size=150
    )


def test_each_folder_has_settings_of_its_own(tmp_path: Path) -> None:
    usual, other = tmp_path / "usual", tmp_path / "other"
    environment = {"INCIDENT_TRACKER_DATA": str(usual)}
    keep_settings(Settings(usual, text_size=115))
    keep_settings(Settings(other, text_size=150, appearance="contrast", lock_after=1))
    settings = read_settings(environment, other)
    assert (settings.data_folder, settings.text_size, settings.appearance) == (other, 150, "contrast")
    keep_settings(replace(settings, last_user="rosa"))
    assert read_settings(environment, other) == replace(settings, last_user="rosa")
    assert read_settings(environment) == Settings(usual, text_size=115)
