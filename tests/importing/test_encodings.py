# ruff: noqa: RUF001 - letters of many languages are what is tested
"""Pages that do not say their encoding: the right letters and a word about it, or a refusal."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

import pytest
import yaml
from errsmith.cli import dispatch
from errsmith.importing.decoding import decode
from errsmith.importing.page import CannotImport

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

TEXTS: Final = {
    "russian": ("cp1251", "Неверный ключ доступа", "Слишком много запросов"),
    "russian in koi8": ("koi8_r", "Неверный ключ доступа", "Слишком много запросов"),
    "ukrainian": ("cp1251", "Невірний ключ доступу", "Забагато запитів"),
    "chinese": ("gb18030", "参数错误", "签名无效，请检查密钥"),
    "traditional chinese": ("big5", "參數錯誤", "餘額不足，請儲值"),
    "japanese": ("cp932", "パラメータが不正です", "電話番号が見つかりません"),
    "japanese in euc": ("euc_jp", "パラメータが不正です", "認証に失敗しました"),
    "korean": ("cp949", "잘못된 매개변수입니다", "인증에 실패했습니다"),
    "vietnamese": ("cp1258", "Số điện thoại không hợp lệ", "Số dư không đủ"),
    "german": ("cp1252", "Größe falsch", "Schlüssel fehlt"),
    "french": ("cp1252", "Clé expirée", "Requête refusée"),
    "spanish": ("cp1252", "Número inválido", "Código erróneo"),
    "typographic": ("cp1252", "The key isn’t valid", "Text is “too long” – cut it"),
    "german in utf-16": ("utf-16-le", "Größe falsch", "Schlüssel fehlt"),
    "chinese in utf-16": ("utf-16-be", "参数错误", "余额不足"),
}
TONES: Final = "\u0300\u0301\u0303\u0309\u0323"


def encoded(text: str, encoding: str) -> bytes:
    """Encode a text; in Vietnamese Windows tones stand behind their letters."""
    if encoding != "cp1258":
        return text.encode(encoding)
    parts: list[str] = []
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        base = "".join(mark for mark in marks if mark not in TONES)
        tones = "".join(mark for mark in marks if mark in TONES)
        parts.append(unicodedata.normalize("NFC", base) + tones)
    return "".join(parts).encode(encoding)


def page_in(encoding: str, texts: tuple[str, ...]) -> bytes:
    rows = "".join(f"{code},{text}\n" for code, text in enumerate(texts, 1001))
    return encoded(f"code,message\n{rows.replace(', ', '; ')}", encoding)


@pytest.mark.parametrize("name", TEXTS)
def test_an_encoding_that_is_not_declared_is_detected_and_said(
    name: str, tmp_path: Path, imports: Run
) -> None:
    encoding, *texts = TEXTS[name]
    page = tmp_path / "acme.csv"
    page.write_bytes(page_in(encoding, tuple(texts)))

    ran = imports(str(page))

    rows = yaml.safe_load(ran.stdout)["tables"][0]["codes"]
    assert [row["message"] for row in rows] == texts
    assert f"decoded as {encoding}, by its letters (--encoding says" in ran.stderr
    assert ran.returncode == 0


OTHERS: Final = {
    "polish": ("cp1250", "Nieprawidłowy klucz", "Zbyt dużo żądań"),
    "czech": ("cp1250", "Neplatný klíč", "Příliš mnoho žádostí"),
    "turkish": ("cp1254", "Geçersiz şifre", "Kullanıcı bulunamadı"),
    "greek": ("cp1253", "Λάθος κλειδί", "Δεν βρέθηκε"),
    "lithuanian": ("cp1257", "Netinkamas raktas ąčę", "Nerasta žinutė"),
    "hebrew": ("cp1255", "מפתח שגוי", "לא נמצא"),
    "arabic": ("cp1256", "مفتاح غير صالح", "غير موجود"),
    "thai": ("cp874", "รหัสไม่ถูกต้อง", "ไม่พบผู้รับ"),
    "dos": ("cp866", "Неверный ключ доступа", "Слишком много запросов"),
    "mac": ("mac_cyrillic", "Неверный ключ доступа", "Слишком много запросов"),
    "korean without words": ("cp949", "보내는 번호가 비어 있습니다", "글이 깁니다"),
    "chinese without words": ("gb18030", "短信发送太快", "用户已关机"),
    "japanese without words": ("cp932", "宛先が空です", "本文が長いです"),
}


@pytest.mark.parametrize("name", [*TEXTS, *OTHERS])
@pytest.mark.parametrize("count", [1, 2])
def test_a_page_is_never_read_with_the_wrong_letters(name: str, count: int) -> None:
    encoding, *texts = (TEXTS | OTHERS)[name]
    data = page_in(encoding, tuple(texts[:count]))

    try:
        found = decode(data).text
    except CannotImport as error:
        found = str(error)

    assert texts[0] in found or "--encoding" in found


@pytest.mark.parametrize(
    ("encoding", "texts"),
    [
        ("cp1250", ("Neplatný klíč", "Příliš mnoho žádostí")),
        ("cp1257", ("Netinkamas raktas ąčę",)),
        ("cp1256", ("مفتاح غير صالح",)),
    ],
)
def test_an_encoding_that_is_not_sure_is_asked_for(
    encoding: str, texts: tuple[str, ...], tmp_path: Path, imports: Run
) -> None:
    page = tmp_path / "acme.csv"
    page.write_bytes(page_in(encoding, texts))

    refused = imports(str(page))
    told = imports(str(page), "--encoding", encoding)

    assert refused.returncode == 2
    assert "--encoding" in refused.stderr
    assert refused.stdout == ""
    assert f"message: {texts[0]}" in told.stdout
    assert "decoded as" not in told.stderr


@pytest.mark.parametrize("encoding", ["windows-1251", "cp1251", "CP1251"])
def test_the_encoding_can_be_named_as_people_write_it(
    encoding: str, tmp_path: Path, imports: Run
) -> None:
    page = tmp_path / "acme.csv"
    page.write_bytes(page_in("cp1251", ("Ж", "Щ")))

    ran = imports(str(page), "--encoding", encoding)

    assert "message: Ж" in ran.stdout


@pytest.mark.parametrize("name", ["utf-9", "rot13", "zlib", "idna", "hex", "a\0b", "ÿ"])
@pytest.mark.parametrize("command", ["import", "update"])
def test_what_is_no_encoding_of_text_is_a_wrong_call(
    name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, spec = tmp_path / "acme.csv", tmp_path / "acme.yaml"
    page.write_text("code,message\n1,Late\n2,Lost\n")
    assert dispatch.main(["import", str(page), "-o", str(spec)]) == 0
    first = [str(spec)] if command == "update" else []

    code = dispatch.main([command, *first, str(page), "--encoding", name])

    assert code == 2
    assert "is not an encoding of text" in capsys.readouterr().err


def test_a_named_encoding_that_does_not_fit_is_told_with_its_line(
    tmp_path: Path, imports: Run
) -> None:
    page = tmp_path / "acme.csv"
    page.write_bytes(b"code,message\n1,Late\n2,\xff\xff\n")

    ran = imports(str(page), "--encoding", "utf-8")

    assert ran.returncode == 2
    assert "the page is not in utf-8: line 3 cannot be decoded" in ran.stderr


def test_update_reads_a_page_in_the_encoding_that_is_named(
    tmp_path: Path, imports: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    page, spec = tmp_path / "acme.csv", tmp_path / "acme.yaml"
    page.write_bytes(page_in("cp1254", ("Geçersiz istek", "Bulunamadı")))
    imports(str(page), "--encoding", "cp1254", "-o", str(spec))

    code = dispatch.main(["update", str(spec), str(page), "--encoding", "cp1254"])

    assert code == 0
    assert "is up to date" in capsys.readouterr().err


def test_update_says_which_encoding_it_detected(
    tmp_path: Path, imports: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    page, spec = tmp_path / "acme.csv", tmp_path / "acme.yaml"
    page.write_bytes(page_in("cp1251", ("Неверный ключ", "Нет доступа")))
    imports(str(page), "-o", str(spec))

    dispatch.main(["update", str(spec), str(page)])

    assert "decoded as cp1251" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        (b"<meta charset=gb2312>", "gbk"),
        (b"<meta charset='shift_jis'>", "cp932"),
        (b"<meta charset=iso-8859-1>", "cp1252"),
        (b"<?xml version='1.0' encoding='windows-1251'?>", "cp1251"),
        (b"<meta charset=iso-8859-1>", "utf-8"),
        (b"<meta charset=iso-8859-1>", "cp1251"),
    ],
)
def test_what_a_page_declares_is_taken_where_it_can_be(
    declared: bytes, encoding: str
) -> None:
    texts = {"gbk": "参数错误", "cp932": "①認証", "cp1252": "Größe – “x”"}
    text = texts.get(encoding, "Неверный ключ доступа. Слишком много запросов")
    data = declared + b"<p>" + text.encode(encoding)

    assert text in decode(data).text
