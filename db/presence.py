"""Is there a clinic at a place? Asked before any of the database code is loaded: the first window waits for it."""

from pathlib import Path


def clinic_in_file(path: Path) -> bool:
    """Is there a database at `path`, or are there keys of one?"""
    return path.exists() or path.with_suffix(".keys").exists()


def clinic_on_server(url: str) -> bool:
    """Are there keys of a clinic on the server at `url`? A server that does not answer counts as one that has them."""
    import psycopg

    try:
        with psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=3) as connection:
            return bool(connection.execute("SELECT 1 FROM key_document WHERE name = 'keys'").fetchall())
    except psycopg.errors.UndefinedTable:
        return False
    except psycopg.Error:
        return True
