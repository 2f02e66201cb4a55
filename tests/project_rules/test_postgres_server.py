"""The throw-away PostgreSQL server of the tests works as the other tests expect."""

import psycopg
import pytest

from tests.postgres_server import PostgresServer


@pytest.mark.postgres
def test_every_test_gets_a_database_of_its_own(postgres_server: PostgresServer) -> None:
    first, second = postgres_server.new_database(), postgres_server.new_database()

    with psycopg.connect(first.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE note (words text)")
    with psycopg.connect(second.replace("+psycopg", "")) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE tablename = 'note'").fetchone()

    assert first != second
    assert tables == (0,)
