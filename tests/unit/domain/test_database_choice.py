"""Addresses of databases, typed in parts and written as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_desktop.domain.database_choice import DatabaseChoice, is_this_computer

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0\t\n\r"), min_size=1, max_size=20
)
hosts = st.from_regex(r"[a-z][a-z0-9-]{0,10}(\.[a-z]{2,5}){0,2}", fullmatch=True) | st.just("::1")


@given(st.builds(DatabaseChoice, hosts, st.integers(1, 65_535), words, words, words, st.booleans()))
def test_address_is_read_as_it_was_written(choice: DatabaseChoice) -> None:
    assert DatabaseChoice.parse(choice.url) == choice


@pytest.mark.parametrize("url", ["sqlite:///ppm.sqlite3", ""])
def test_what_is_no_server_is_the_embedded_database(url: str) -> None:
    assert DatabaseChoice.parse(url) == DatabaseChoice()
    assert DatabaseChoice.parse(url).embedded


def test_encryption_is_said_only_where_it_is_unusual() -> None:
    assert DatabaseChoice.parse("mysql://anna@db.firma.pl/ppm").tls
    assert not DatabaseChoice.parse("mysql://anna@localhost/ppm").tls
    assert DatabaseChoice("db.firma.pl", user="anna").url == "mysql+pymysql://anna@db.firma.pl:3306/ppm"
    assert DatabaseChoice("db.firma.pl", user="anna", tls=False).url.endswith("?tls=off")
    assert is_this_computer("LOCALHOST")


def test_password_is_neither_shown_nor_kept_where_it_is_not_wanted() -> None:
    choice = DatabaseChoice("db.firma.pl", user="anna", password="tajne-haslo")
    assert "tajne" not in repr(choice)
    assert "tajne" not in choice.without_password().url
    assert choice.entry == "database:anna@db.firma.pl:3306"
