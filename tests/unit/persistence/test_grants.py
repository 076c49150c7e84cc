"""Lines of SHOW GRANTS: read as the server means them, and written so that they can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_desktop.domain.roles import EVERYTHING, Right, Rights, Role
from ppm_desktop.persistence.grants import KEY_COLUMN, RUNNER_WRITES, SHOPS, Account, rights_of, role_statements

names = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\n\r", exclude_categories=["Cs"]), min_size=1, max_size=20
)
EXPECTED = {
    Role.VIEWER: frozenset(),
    Role.OPERATOR: frozenset({Right.RUN, Right.EDIT}),
    Role.ADMINISTRATOR: frozenset(Right),
}


@given(st.sampled_from(Role), names, names)
def test_what_gives_a_role_is_read_as_that_role_in_any_schema_and_for_any_account(
    role: Role, schema: str, account: str
) -> None:
    lines = [line.removesuffix(";") for line in role_statements(role, schema, Account(account))]
    assert rights_of(lines, schema) == Rights(EXPECTED[role])
    assert rights_of(lines, schema).role is role


@given(st.sampled_from(Role), names)
def test_role_in_one_schema_gives_nothing_in_another(role: Role, schema: str) -> None:
    lines = role_statements(role, schema, Account("anna"))
    assert rights_of(lines, schema + "x") == Rights(frozenset())


@pytest.mark.parametrize("table", RUNNER_WRITES)
def test_who_may_not_write_one_table_that_jobs_write_may_run_none(table: str) -> None:
    lines = role_statements(Role.OPERATOR, "ppm", Account("anna"))
    rights = rights_of([line.removesuffix(";") for line in lines if f"`{table}`" not in line], "ppm")
    assert not rights.may(Right.RUN)


@given(st.lists(st.text()), st.text())
def test_lines_that_are_no_grants_give_nothing_and_break_nothing(lines: list[str], schema: str) -> None:
    assert rights_of(lines, schema).granted <= frozenset(Right)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR])
def test_keys_are_read_by_those_who_run_jobs_only(role: Role) -> None:
    (shops,) = [line for line in role_statements(role, "ppm", Account("anna")) if f"`{SHOPS}`" in line]
    assert (f"`{KEY_COLUMN}`" in shops) is (role is Role.OPERATOR)
    assert shops.startswith("GRANT SELECT (")


def test_viewer_gets_no_verb_but_select_on_anything_of_jobs_and_products() -> None:
    for line in role_statements(Role.VIEWER, "ppm", Account("anna")):
        if "ppm_notification_reads" not in line:
            assert not any(verb in line for verb in ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER")), line


@pytest.mark.parametrize("role", Role)
def test_nobody_may_change_or_drop_what_others_did(role: Role) -> None:
    (line,) = [one for one in role_statements(role, "ppm", Account("anna")) if "ppm_audit_log" in one]
    assert "UPDATE" not in line
    assert "DELETE" not in line
    assert not any("DROP" in one for one in role_statements(role, "ppm", Account("anna")))


@pytest.mark.parametrize(
    ("line", "rights"),
    [
        ("GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION", EVERYTHING),
        ("GRANT ALL PRIVILEGES ON `ppm`.* TO `anna`@`%`", EVERYTHING),
        (r"GRANT ALL PRIVILEGES ON `pp_`.* TO `anna`@`%`", EVERYTHING),
        (r"GRANT ALL PRIVILEGES ON `pp\_`.* TO `anna`@`%`", Rights(frozenset())),
        (r"GRANT ALL PRIVILEGES ON `p%`.* TO `anna`@`%`", EVERYTHING),
        (
            "GRANT SELECT, INSERT, UPDATE ON `ppm`.* TO `anna`@`%`",
            Rights(frozenset({Right.EDIT, Right.SHOPS})),
        ),
        ("GRANT SELECT, INSERT, UPDATE, DELETE ON `ppm`.* TO `anna`@`%`", EVERYTHING),
        ("GRANT USAGE ON *.* TO `anna`@`%` IDENTIFIED BY PASSWORD '*AB'", Rights(frozenset())),
        ("GRANT INSERT, UPDATE (`name`) ON `ppm`.`prestashop_shops` TO `anna`@`%`", Rights(frozenset())),
        ("GRANT `office`@`%` TO `anna`@`%`", Rights(frozenset())),
    ],
)
def test_grants_as_servers_write_them(line: str, rights: Rights) -> None:
    assert rights_of([line], "ppm") == rights


def test_quotes_in_names_do_not_end_them() -> None:
    (line, *_) = role_statements(Role.VIEWER, "a`b", Account("o'hara", "10.0.%"))
    assert "`a``b`." in line
    assert line.endswith("TO 'o''hara'@'10.0.%';")
