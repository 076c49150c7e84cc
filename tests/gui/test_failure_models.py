"""What is picked among failed products, and the list that is read page by page."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.failure_list import FailureGroup, FailureList, LedgerLine
from ppm_desktop.domain.job import ItemOutcome, ItemRecord, JobSnapshot
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.gui.failure_words import FailureWords
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.failure_picks import FailurePicks
from ppm_desktop.gui.models.failure_tree import PAGE_LINES, FailureColumn, FailureRole, FailureTreeModel
from tests.fakes.gui import MOMENT, job

THERE = {"timeout": 5, "refused": 2, "refused:ean13": 3}
IN_ENGLISH = pytest.mark.parametrize("language", ["en"], indirect=True)


def lines(first: int, last: int, cause: str = "timeout") -> list[LedgerLine]:
    return [
        LedgerLine(ItemRecord(number, f"S-{number}", f"Filtr {number}", ItemOutcome.FAILED, cause=cause), MOMENT)
        for number in range(first, last + 1)
    ]


def group(cause: str, first: int, last: int, count: int = 0) -> FailureGroup:
    return FailureGroup(cause, count or last - first + 1, 0, tuple(lines(first, last, cause)))


@pytest.fixture
def tree(wording: Wording, language: str) -> FailureTreeModel:
    words = FailureWords(wording, Language(language), job())
    model = FailureTreeModel(words)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


def test_everything_picked_is_a_retry_of_what_failed() -> None:
    picks = FailurePicks()
    for cause in THERE:
        picks.take_all(cause)
    assert picks.wish(THERE) == RetryWish()


def test_whole_causes_are_named_and_nothing_is_read_for_them() -> None:
    picks = FailurePicks()
    picks.take_all("timeout")
    assert picks.wish(THERE) == RetryWish(RetryScope.CAUSE, causes=("timeout",))


def test_a_cause_without_field_does_not_take_its_kinds_along() -> None:
    picks = FailurePicks()
    picks.take_all("refused")
    assert picks.wish(THERE) is None
    assert picks.wish_of({"refused": [8, 9]}) == RetryWish(RetryScope.SELECTION, sequences=(8, 9))


def test_single_products_are_named_by_their_places() -> None:
    picks = FailurePicks()
    picks.toggle("timeout", 4)
    picks.toggle("refused", 9)
    picks.toggle("timeout", 2)
    picks.toggle("timeout", 4)
    assert picks.wish(THERE) == RetryWish(RetryScope.SELECTION, sequences=(2, 9))


def test_all_but_some_of_a_cause_need_its_places() -> None:
    picks = FailurePicks()
    picks.take_all("timeout")
    picks.toggle("timeout", 3)
    picks.toggle("refused", 9)
    assert (picks.count("timeout", 5), picks.wish(THERE), picks.missing()) == (4, None, ("timeout",))
    wish = picks.wish_of({"timeout": [1, 2, 3, 4, 5]})
    assert wish.sequences == (1, 2, 4, 5, 9)


Step = tuple[str, int, bool]


@given(st.lists(st.tuples(st.sampled_from(["toggle", "all", "none", "put"]), st.integers(1, 6), st.booleans())))
def test_picks_are_what_a_set_would_be(steps: list[Step]) -> None:
    everything = set(range(1, 7))
    picks, told = FailurePicks(), set[int]()
    for what, number, picked in steps:
        some = {number, number % 6 + 1}
        if what == "toggle":
            picks.toggle("timeout", number)
            told ^= {number}
        elif what == "put":
            picks.put("timeout", some, picked=picked)
            told = told | some if picked else told - some
        else:
            (picks.take_all if what == "all" else picks.drop_all)("timeout")
            told = set(everything) if what == "all" else set()
        assert {one for one in everything if picks.has("timeout", one)} == told
        assert picks.count("timeout", 6) == len(told)
    assert set(_sequences(picks, {"timeout": everything})) == told


def _sequences(picks: FailurePicks, there: Mapping[str, set[int]]) -> tuple[int, ...]:
    return picks.wish_of({cause: there[cause] for cause in picks.missing()}).sequences


def test_copies_do_not_follow() -> None:
    picks = FailurePicks()
    picks.take_all("timeout")
    other = picks.copied()
    picks.toggle("timeout", 1)
    assert (picks.has("timeout", 1), other.has("timeout", 1)) == (False, True)


@IN_ENGLISH
def test_a_group_that_is_longer_than_what_was_read_ends_with_a_row_for_more(tree: FailureTreeModel) -> None:
    tree.show_list(FailureList((group("timeout", 1, 3, 3 + PAGE_LINES + 2),)), searched=False)
    head = tree.index(0, 0)
    more = tree.index(3, 0, head)
    assert (tree.rowCount(head), tree.line(more), more.data()) == (4, None, f"Show {PAGE_LINES} more")
    spy = QSignalSpy(tree.more_wanted)
    tree.ask_more(more)
    tree.ask_more(more)
    assert [spy.at(n) for n in range(spy.count())] == [["timeout", 3]]
    tree.add("timeout", lines(4, 3 + PAGE_LINES))
    assert (tree.rowCount(head), tree.index(3 + PAGE_LINES, 0, head).data()) == (PAGE_LINES + 4, "Show 2 more")
    tree.add("timeout", lines(4 + PAGE_LINES, 5 + PAGE_LINES))
    assert tree.rowCount(head) == PAGE_LINES + 5
    assert tree.index(PAGE_LINES + 4, FailureColumn.SKU, head).data() == f"S-{PAGE_LINES + 5}"


def test_a_group_that_became_shorter_meanwhile_ends_where_it_ends(tree: FailureTreeModel) -> None:
    tree.show_list(FailureList((group("timeout", 1, 3, 9),)), searched=False)
    tree.add("timeout", [])
    assert tree.rowCount(tree.index(0, 0)) == 3


def test_a_head_picks_its_products_read_or_not(tree: FailureTreeModel) -> None:
    tree.show_list(FailureList((group("timeout", 1, 3, 90), group("internal", 100, 101))), searched=False)
    tree.toggle(tree.index(0, 0))
    assert (tree.picked, tree.all_state) == (90, Qt.CheckState.PartiallyChecked)
    tree.toggle(tree.index(1, 0, tree.index(0, 0)))
    assert tree.picked == 89
    assert tree.index(0, 0).data(FailureRole.CHECK) is Qt.CheckState.PartiallyChecked
    tree.toggle_all()
    assert (tree.picked, tree.all_state) == (92, Qt.CheckState.Checked)
    tree.toggle_all()
    assert (tree.picked, tree.all_state) == (0, Qt.CheckState.Unchecked)


def test_under_a_search_a_head_asks_for_the_places_of_its_matches(tree: FailureTreeModel) -> None:
    tree.show_list(FailureList((group("timeout", 1, 3, 90),)), searched=False)
    tree.show_list(FailureList((group("timeout", 2, 3),)), searched=True)
    spy = QSignalSpy(tree.places_wanted)
    tree.toggle(tree.index(0, 0))
    assert spy.at(0) == ["timeout", True]
    tree.put("timeout", [2, 3], picked=True)
    assert (tree.picked, tree.index(0, 0).data(FailureRole.CHECK)) == (2, Qt.CheckState.Checked)
    tree.show_list(FailureList((group("timeout", 1, 3, 90),)), searched=False)
    assert (tree.picked, tree.index(0, 0).data(FailureRole.CHECK)) == (2, Qt.CheckState.PartiallyChecked)


def test_products_that_succeeded_since_cannot_be_picked(tree: FailureTreeModel) -> None:
    fixed = tuple(replace(line, resolved_by=913) for line in lines(1, 2))
    tree.show_list(FailureList((FailureGroup("timeout", 2, 2, fixed),)), searched=False)
    head = tree.index(0, 0)
    tree.toggle(head)
    tree.toggle(tree.index(0, 0, head))
    assert (tree.picked, head.data(FailureRole.CHECK)) == (0, None)
    assert tree.index(0, FailureColumn.DETAIL, head).data() == "naprawione w #913"


def test_only_chosen_causes_are_listed_and_what_is_picked_of_others_stays(tree: FailureTreeModel) -> None:
    tree.show_list(FailureList((group("timeout", 1, 3), group("internal", 4, 5))), searched=False)
    tree.toggle(tree.index(0, 0))
    tree.show_only(["internal"])
    assert (tree.group_count(), tree.group_key(0), tree.picked) == (1, "internal", 3)
    tree.add("timeout", lines(6, 7))
    tree.show_only(None)
    assert tree.group_count() == 2


@IN_ENGLISH
def test_a_head_says_what_is_known_of_all_its_products(wording: Wording) -> None:
    record = ItemRecord(1, "S-1", "", ItemOutcome.FAILED, cause="refused:ean13", code="PS 84", message="ean13: 590")
    one = FailureGroup("refused:ean13", 1, 0, (LedgerLine(record, MOMENT),))
    sending: JobSnapshot = job(type="BulkSyncProducts", origin="here")
    words = FailureWords(wording, Language.ENGLISH, sending)
    assert words.head(one).sentence.startswith('Field "EAN-13" has an invalid value "590".')
    assert words.head(replace(one, count=2)).sentence.startswith('Field "EAN-13" has an invalid value.')
    assert (words.head(one).code, words.head(one).step) == ("PS 84", "Show products")
    assert words.head(FailureGroup("permission:products", 3)).step == "Open shop settings"
    assert words.head(FailureGroup("internal", 3)).code == "HTTP 500"
