"""The catalogues hold what the code says, whole, and fit into it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from tools.translations import LANGUAGES, catalogue, check

PLACEHOLDER = re.compile(r"\{\w+\}")


def messages(language: str) -> Iterator[tuple[str, list[str]]]:
    for message in ET.parse(catalogue(language)).getroot().iter("message"):  # noqa: S314  # our own file
        translation = message.find("translation")
        assert translation is not None
        forms = translation.findall("numerusform") or [translation]
        yield message.findtext("source", ""), [form.text or "" for form in forms]


def test_the_catalogues_are_complete_and_as_the_code_has_them() -> None:
    assert check() == []


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_translations_have_the_placeholders_of_their_source(language: str) -> None:
    for source, forms in messages(language):
        for form in forms:
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(source)), source


def test_polish_has_three_plural_forms() -> None:
    assert {len(forms) for _source, forms in messages("pl")} == {1, 3}
