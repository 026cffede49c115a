# ruff: noqa: E501, RUF001 - a list of words is read as a whole, and in its own letters
"""The words that pages use for their columns, in several languages."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

ROLES: Final = ("code", "name", "message", "description", "status", "remedy", "retry")
"""What a column can be for."""

TITLES: Final = {
    "code": (
        "code", "error code", "errorcode", "err code", "errcode", "error id", "errorid", "id",
        "errno", "error number", "number", "no", "nr", "error no", "errorno", "code number", "value",
        "numeric code", "code value", "int", "integer", "sqlstate", "return code", "retcode",
        "result code", "response code", "reason code", "status code", "statuscode", "codes", "num",
        "error codes", "custom error code", "exit code", "close code", "api code", "hex", "subcode",
        "mã", "mã lỗi", "mã số", "mã phản hồi", "код", "код ошибки", "коды", "номер", "错误码", "错误代码",
        "代码", "返回码", "返回值", "状态码", "错误编码", "エラーコード", "コード", "오류 코드", "코드",
        "código", "código de error", "codigo", "código do erro", "code erreur", "code d erreur",
        "code retour", "fehlercode", "fehlernummer", "codice", "codice errore", "kode", "kod", "hata kodu",
    ),
    "name": (
        "name", "constant", "macro", "symbol", "identifier", "key", "enum", "error name",
        "error", "errors", "condition", "condition name", "mnemonic", "error type", "type", "slug",
        "errorname", "label", "variable", "exception", "tên", "tên lỗi", "имя", "название", "константа",
        "名称", "错误名称", "名前", "이름", "nombre", "nom", "nome", "bezeichnung",
    ),
    "message": (
        "message", "msg", "error message", "errormessage", "errmsg", "text", "error text", "phrase",
        "reason phrase", "response", "error string", "title", "error title", "short description",
        "response message", "status message", "user message", "english", "reason", "error detail", "error msg", "wire message",
        "thông báo", "thông báo lỗi", "mô tả lỗi", "nội dung", "сообщение", "текст", "сообщение об ошибке",
        "текст ошибки", "错误信息", "错误消息", "消息", "提示", "メッセージ", "メッセージ内容", "메시지",
        "mensaje", "mensaje de error", "mensagem", "fehlermeldung", "meldung", "libellé", "messaggio",
    ),
    "description": (
        "description", "error description", "errordescription", "desc", "meaning", "explanation",
        "details", "detail", "cause", "causes", "possible cause", "possible causes", "when", "notes",
        "note", "summary", "comment", "comments", "info", "information", "definition", "what it means",
        "additional info", "reasons", "possible reason", "scenario", "usage", "context",
        "mô tả", "thông tin lỗi", "ý nghĩa", "giải thích", "chi tiết", "nguyên nhân", "описание",
        "описание ошибки", "значение", "пояснение", "причина", "描述", "说明", "错误描述", "含义",
        "错误说明", "原因", "详情", "説明", "内容", "意味", "설명", "의미", "descripción", "descripcion",
        "significado", "descrição", "beschreibung", "bedeutung", "erläuterung", "signification",
        "explication", "descrizione", "açıklama",
    ),
    "status": (
        "http", "http status", "http code", "http status code", "status", "httpstatus", "http response",
        "http statuscode", "httpcode", "http response code", "http error code", "http error",
        "trạng thái", "mã http", "статус", "http статус", "http код", "код http", "http 状态码",
        "http状态码", "状态", "httpステータス", "ステータス", "estado", "statut", "http status codes",
    ),
    "remedy": (
        "solution", "solutions", "remedy", "resolution", "action", "how to fix", "fix", "handling",
        "recommended action", "what to do", "suggestion", "recommendation", "possible solution",
        "possible solutions", "troubleshooting", "next steps", "workaround", "suggested action", "client action",
        "user action", "hướng dẫn xử lý", "cách xử lý", "cách khắc phục", "giải pháp", "решение",
        "что делать", "рекомендации", "解决方案", "解决方法", "处理建议", "解决办法", "处理方法", "対処方法", "対処",
        "対応", "해결 방법", "solución", "solução", "lösung", "maßnahme", "abhilfe", "soluzione",
    ),
    "retry": (
        "retry", "retriable", "retryable", "can retry", "is retriable", "safe to retry", "should retry",
        "reconnect", "transient", "có thể thử lại", "повтор", "可重试", "是否可重试", "リトライ",
    ),
}  # fmt: skip
"""What a column of each role is called."""

ROLE_OF: Final = {title: role for role, titles in TITLES.items() for title in titles}
PARTS: Final = (
    ("retry", re.compile(r"retr(y|iable)")),
    ("status", re.compile(r"\bhttp\b.*\b(status|code)|\bstatus code.*http")),
    ("remedy", re.compile(r"solution|resol|action|how to|what to do|handling|fix")),
    ("code", re.compile(r"\b(error|err|return|status|result|response|reason)?\s?codes?\b|\berrno\b")),
    ("message", re.compile(r"message|\bmsg\b")),
    ("description", re.compile(r"descri|meaning|explan|cause|detail")),
    ("name", re.compile(r"\bname\b|constant|\bmacro\b|symbol")),
)  # fmt: skip
"""What tells in a longer title."""

ABOUT_ERRORS: Final = re.compile(
    r"err(or|no|code|eur|ore)|\berr\b|exception|fehler|fault|failure|lỗi|ошиб|错误|错誤|錯誤|异常|エラー|오류"
    r"|(return|status|result|response|reason|close|exit|mã|返回|状态)\s?(event )?(codes?|码|代码)|sqlstate|erro\b|troubleshoot"
    r"|mã phản hồi|reject",
    re.IGNORECASE,
)
"""Words of headings and titles below which there are error codes."""

LONGEST: Final = 60


def words(title: str) -> str:
    """A title in lower case, its words apart: `errorCode` and `Error_Code:` are `error code`."""
    title = unicodedata.normalize("NFC", title[: LONGEST * 2])
    title = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title)
    return " ".join(re.sub(r"[\W_]+", " ", title).split()).casefold()


def role(title: str) -> str:
    """What a column of this title is for; empty where the title does not tell."""
    said = words(title)
    if not said or len(said) > LONGEST:
        return ""
    if said in ROLE_OF:
        return ROLE_OF[said]
    return next((role for role, part in PARTS if part.search(said)), "")


def is_title(text: str) -> bool:
    """Whether a cell is the title of a column and nothing else."""
    return words(text) in ROLE_OF and len(text) <= LONGEST


def about_errors(text: str) -> bool:
    """Whether a heading or title announces error codes."""
    return bool(ABOUT_ERRORS.search(text[:300]))
