# ruff: noqa: E501 - a table and what it is taken for stand in one line
"""Cells of codes, columns and names: what a cell, a title and a text are taken for."""

from __future__ import annotations

import pytest
from errsmith.importing import codes, name_proposals
from errsmith.importing.columns import guess
from errsmith.importing.draft import CodeEntry
from errsmith.importing.formats.concatenated import split_code, titles
from errsmith.importing.name_allocation import NamePool
from errsmith.importing.page import Grid, SourceRow
from errsmith.importing.reply_mapping import rule


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("1001", codes.CodeCell(("1001",))),
        ("`-7`", codes.CodeCell(("-7",))),
        ("\u22127", codes.CodeCell(("-7",))),
        ("ERR_A", codes.CodeCell(("ERR_A",))),
        ("auth/wrong-key", codes.CodeCell(("auth/wrong-key",))),
        ("0x80070005", codes.CodeCell(("2147942405",))),
        ("2201W", codes.CodeCell(("2201W",))),
        ("2201X", codes.CodeCell(("2201X",))),
        ("88-89", codes.CodeCell(ranges=((88, 89),))),
        ("100 to 199", codes.CodeCell(ranges=((100, 199),))),
        ("5xx", codes.CodeCell(ranges=((500, 599),))),
        ("404, 410", codes.CodeCell(("404", "410"))),
        ("404/410", codes.CodeCell(("404", "410"))),
        ("400 403", codes.CodeCell(("400", "403"))),
        ("1, 5-7", codes.CodeCell(("1",), ((5, 7),))),
        ("1001 (HTTP 400)", codes.CodeCell(("1001",), status=400)),
        ("HTTP 403 / NO_ACCESS", codes.CodeCell(("NO_ACCESS",), status=403)),
        ("Error code 1001", codes.CodeCell(("1001",))),
        ('400 "Bad Request"', codes.CodeCell(("400",), rest="Bad Request")),
        ("see below", None),
        ("The order 17 is late", None),
        ("", None),
    ],
)
def test_a_cell_of_codes_is_read(cell: str, found: codes.CodeCell | None) -> None:
    assert codes.parse(cell) == found


@pytest.mark.parametrize(
    ("header", "rows", "found"),
    [
        (("Code", "Message"), ["1|Late", "2|Lost"], {"code": 0, "message": 1}),
        (("HTTP", "Error", "Meaning"), ["400|A_B|Late", "400|B_C|Lost", "404|C_D|No"], {"code": 1, "status": 0, "message": 2}),
        (("Error", "Code", "Retriable"), ["A_B|1|True", "B_C|2|False"], {"code": 1, "name": 0, "retry": 2}),
        (("name", "codes"), ["A_B|400", "B_C|400 403", "C_D|403", "D_E|400"], {"code": 0, "status": 1}),
        ((), ["-1000|UNKNOWN_SYMBOL|It is not known.", "-1001|WRONG_ROW|It is not there."], {"code": 0, "name": 1, "message": 2}),
        (("Mã lỗi", "Mô tả lỗi"), ["1|Trễ", "2|Mất"], {"code": 0, "message": 1}),
        (("Error description",), ["It is late", "It is lost"], {"message": 0}),
        (("Plan", "Price"), ["Small|3", "Large|9"], {}),
        (("Field", "Type", "Description"), ["id|string|The ID", "at|number|The time"], {}),
    ],
)  # fmt: skip
def test_columns_are_told_by_titles_and_cells(
    header: tuple[str, ...], rows: list[str], found: dict[str, int]
) -> None:
    grid = Grid(1, header=header)
    grid.rows = [
        SourceRow(line, tuple(row.split("|"))) for line, row in enumerate(rows, 2)
    ]

    assert guess(grid) == found


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (CodeEntry(1, "ERROR_ZERO_BALANCE"), "ZERO_BALANCE"),
        (CodeEntry(1, "7", constant="BadDeviceToken"), "BAD_DEVICE_TOKEN"),
        (CodeEntry(1, "FLOOD_WAIT_X", constant="FLOOD_WAIT_X"), "FLOOD_WAIT"),
        (CodeEntry(1, "2FA_NEEDED", constant="2FA_NEEDED"), "TWO_FA_NEEDED"),
        (CodeEntry(1, "7", constant="ACME_TOO_FAST"), "TOO_FAST"),
        (CodeEntry(1, "7", message="Out of quota"), "OUT_OF_QUOTA"),
        (CodeEntry(1, "7", message="The user is blocked."), "USER_BLOCKED"),
        (CodeEntry(1, "7", message="The appKey cannot be empty."), "APP_KEY_EMPTY"),
        (
            CodeEntry(1, "7", message="title length cannot exceed 40 characters."),
            "TITLE_TOO_LONG",
        ),
        (
            CodeEntry(1, "7", message="Order doesn't exist, or was removed"),
            "ORDER_NOT_FOUND",
        ),
        (CodeEntry(1, "7", message="Số điện thoại sai"), "SO_DIEN_THOAI_SAI"),
        (CodeEntry(1, "7", message="Неверный ключ"), "NEVERNYY_KLYUCH"),
        (
            CodeEntry(1, "7", message="参数错误", description="Wrong parameter"),
            "WRONG_PARAMETER",
        ),
        (CodeEntry(1, "7", message="参数错误"), "CAN_SHU_CUO_WU"),
        (CodeEntry(1, "0", message="OK", success=True), "SUCCESS"),
    ],
)
def test_a_name_is_one_that_people_would_choose(entry: CodeEntry, name: str) -> None:
    assert name_proposals.proposal(entry, {"ACME"}) == name


def test_a_name_is_never_one_that_is_taken() -> None:
    taken = NamePool("Acme", ["AcmeCode"])

    given = [
        taken.first_free([name])
        for name in ("ERROR", "CODE", "LATE", "LATE", "UNKNOWN_CODE")
    ]

    assert given == ["ERROR_2", "CODE_2", "LATE", "LATE_2", "UNKNOWN_CODE_2"]


@pytest.mark.parametrize("prefix", ["Timeout", "Key"])
def test_a_class_never_shadows_a_builtin(prefix: str) -> None:
    taken = NamePool(prefix, [])

    assert taken.first_free(["ERROR"]) == "ERROR_2"


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("ERROR_KEYLate", "ERROR_KEY", "Late"),
        ("ERROR_KEYĐến muộn", "ERROR_KEY", "Đến muộn"),
        ("ERROR_BAD_TASKID of the task", "ERROR_BAD_TASK", "ID of the task"),
        ("ERROR_KEY", "ERROR_KEY", ""),
    ],
)
def test_a_glued_code_ends_where_the_text_starts(
    text: str, code: str, rest: str
) -> None:
    split = split_code(text)

    assert split is not None
    assert (split.code, split.rest) == (code, rest)


def test_glued_titles_come_apart() -> None:
    assert titles("errorCodeerrorDescriptionMô tả") == (
        "errorCode",
        "errorDescription",
        "Mô tả",
    )
    assert titles("Codes of the house") == ()


@pytest.mark.parametrize(
    ("samples", "paths"),
    [
        ([], ("code", "message", False)),
        (['{"error": "40", "errorDescription": "x"}'], ("error", "errorDescription", True)),
        (['{"data": {"id": 1}}', '{"error": {"code": 7, "message": "x"}}'], ("error.code", "error.message", True)),
        (['{"a[b]": 40, "message": "x"}'], ("code", "message", False)),
        (['{"odd": 40, "text": "x"}'], ("odd", "text", True)),
    ],
)  # fmt: skip
def test_a_sample_shows_where_code_and_message_stand(
    samples: list[str], paths: tuple[str, str, bool]
) -> None:
    found = rule(samples, {"40"})

    assert (found.code, found.message, "on the page" in found.why) == paths
