# ruff: noqa: E501, RUF001 - a list of words is read as a whole, and in its own letters
"""How pages say success, failure, yes and no, in several languages."""

from __future__ import annotations

import re
from typing import Final

SUCCESS: Final = re.compile(
    r"(?:(?:request|operation|call|message|task|command)?\s?(?:is |was |has been |has )?(?:success(?:ful(?:ly)?(?: completion| completed)?)?|succeed(?:ed|s)?)"
    r"|ok|okay|no[ _]?err(?:or)?s?|[a-z]{1,12}_(?:ok|none|done|success\w*|no_error)|done|none|normal|completed|no problems?|successful_completion|errcode_successful\w*"
    r"|thành công|gửi thành công|успешно\w*|успех|нет ошибок|без ошибок|ошибок нет|成功|请求成功|操作成功|正常|無錯誤|成功しました|성공|정상"
    r"|éxito|exitoso|sin error(?:es)?|sucesso|succès|aucune erreur|erfolg(?:reich)?|kein fehler|successo|nessun errore|başarılı)"
    r"(?:\W.*)?\Z",
    re.IGNORECASE | re.DOTALL,
)
FAILURE: Final = re.compile(
    r"\b(?:not|fail\w*|but|partial\w*|some|unsuccess\w*|except)\b|lỗi|thất bại|失败|неуда",
    re.IGNORECASE,
)
YES: Final = re.compile(
    r"(?:true|yes|y|1|retriable|retryable|x|có|да|是|\u2713|\u2714|\u2705)\W*",
    re.IGNORECASE,
)
NO: Final = re.compile(
    r"(?:false|no|n|0|none|không|нет|否|\u2717|\u2718|\u274c)\W*", re.IGNORECASE
)
