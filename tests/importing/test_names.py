"""Names: they never turn a meaning round, and can be read in any script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
import yaml
from errsmith.importing import name_proposals
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

NEGATIONS: Final = ("not", "no", "only", "without", "never", "cannot")
plain = st.sampled_from(
    ["the", "order", "of", "a", "loaf", "is", "in", "token", "and", "ready", "shop"]
)
sentences = st.tuples(
    st.lists(plain, max_size=12),
    st.sampled_from(NEGATIONS),
    st.lists(plain, min_size=1, max_size=4),
)


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Number De-activated", "NUMBER_DEACTIVATED"),
        ("Un-registered shop", "UNREGISTERED_SHOP"),
        ("Only HTTPS requests are supported", "ONLY_HTTPS_REQUESTS_SUPPORTED"),
        ("Access without a token", "ACCESS_WITHOUT_TOKEN"),
        (
            "Phone number of the customer that was sent has in the end not been verified",
            "PHONE_NUMBER_CUSTOMER_SENT_END_NOT_VERIFIED",
        ),
        ("The amount must be greater than 1.00", "AMOUNT_TOO_SMALL"),
        ("Gone -- The loaf was taken off the shelf.", "GONE"),
        ("Method Not Allowed -- Not that way.", "METHOD_NOT_ALLOWED"),
        ("amount should more than {min_amount}", "AMOUNT_TOO_SMALL"),
        ("Amount should be at least {min} cents", "AMOUNT_TOO_SMALL"),
        ("The weight has to be less than 40", "WEIGHT_TOO_LARGE"),
        ("Số dư không đủ", "SO_DU_KHONG_DU"),
        (
            "Để gửi cần xác thực và có thẻ máy in",
            "DE_GUI_CAN_XAC_THUC_VA_CO_THE_MAY_IN",
        ),
        ("La cuenta bancaria está cerrada", "CUENTA_BANCARIA_ESTA_CERRADA"),
        ("The keeper\u2019s key is missing", "KEEPERS_KEY_MISSING"),
        ("Loaf :loaf of {{shop}} is %v", "LOAF_OF"),
    ],
)
def test_a_message_makes_a_name_that_says_the_same(message: str, name: str) -> None:
    assert name_proposals.of_text(message) == name


@settings(deadline=None)
@given(sentence=sentences)
def test_no_name_turns_a_sentence_round(
    sentence: tuple[list[str], str, list[str]],
) -> None:
    before, negation, after = sentence

    name = name_proposals.of_text(" ".join([*before, negation, *after]))

    assert negation.upper() in name.split("_")


@settings(deadline=None)
@given(text=st.text(max_size=60))
def test_whatever_a_text_holds_its_name_is_one_of_a_member(text: str) -> None:
    for name in (name_proposals.of_text(text), name_proposals.of_other_script(text)):
        assert re.fullmatch(r"([A-Z][A-Z0-9_]*)?", name)
        assert len(name) <= name_proposals.LONGEST_MEMBER + len("_ERROR")


def names(run: subprocess.CompletedProcess[str]) -> list[str]:
    spec = yaml.safe_load(run.stdout)
    return [row["name"] for table in spec["tables"] for row in table["codes"]]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # what all constants start with goes
        (
            "code;name\n1;API_ERROR_UNKNOWN\n5;API_ERROR_AUTH\n9;API_ERROR_FLOOD\n",
            ["UNKNOWN", "AUTH", "FLOOD"],
        ),
        # but not where it says what is wrong
        (
            "code;name\n1;INVALID_LOAF\n5;INVALID_OVEN\n9;INVALID_SHOP\n",
            ["INVALID_LOAF", "INVALID_OVEN", "INVALID_SHOP"],
        ),
        (
            "code;name\n1;NO_LOAF\n5;NO_OVEN\n9;NO_SHOP\n",
            ["NO_LOAF", "NO_OVEN", "NO_SHOP"],
        ),
        # a column of which the values repeat, or that has numbers, names nothing
        (
            (
                "code;name;message\n1;REJECTED;Oven is cold\n2;REJECTED;Shop is shut\n"
                "3;REJECTED;Bread is old\n4;FAILED;Dough is wet\n"
            ),
            ["OVEN_COLD", "SHOP_SHUT", "BREAD_OLD", "DOUGH_WET"],
        ),
        (
            (
                "code;name;message\n1;INVALID;Loaf is old\n2;INVALID;Bread is cold\n"
                "3;REJECTED;Your address is wrong\n4;500;An oven broke\n"
            ),
            ["LOAF_OLD", "BREAD_COLD", "ADDRESS_INVALID", "OVEN_BROKE"],
        ),
        (
            "code;name;message\n10;500;Oven is cold\n20;501;Shop is shut\n",
            ["OVEN_COLD", "SHOP_SHUT"],
        ),
        # where the kind is known its English, else the sounds
        (
            "code;message\n10;余额不足\n20;參數錯誤\n30;잔액 부족\n40;内部错误\n",
            ["YU_E_BU_ZU", "CAN_SHU_CUO_WU", "JAN_AEG_BU_JOG", "NEI_BU_CUO_WU"],
        ),
        (
            "code;message\n10;余额不足\n20;レート制限\n30;만료된 링크\n",
            ["INSUFFICIENT_FUNDS", "RATE_LIMITED", "EXPIRED"],
        ),
    ],
)
def test_a_table_gets_names_that_tell_its_rows_apart(
    imports: Run, tmp_path: Path, table: str, expected: list[str]
) -> None:
    page = tmp_path / "page.csv"
    page.write_text(table, "utf-8")

    assert names(imports(str(page), "--provider", "acme")) == expected
