# ruff: noqa: E501 - a list of words is read as a whole, and in its own letters
"""The words of pages that tell the kind of an error, in several languages."""

from __future__ import annotations

import re
from typing import Final

WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("insufficient_funds", r"insufficient (?:funds?|balance|credits?)|not enough (?:funds?|balance|credits?|money)|(?:zero|low|no|negative) balance|balance (?:is )?(?:too low|insufficient|not enough|exhausted)|payment required|out of credits?|top up|charge failure|overdraft|số dư|không đủ (?:tiền|số dư)|недостаточно средств|баланс|余额不足|欠费|saldo insuficiente|guthaben|solde insuffisant"),
    ("rate_limited", r"rate.?limit|too many (?:requests?|calls?|attempts?|messages per|operations)|too (?:fast|frequent|often)|frequen(?:t|cy)|throttl\w*|flood\w*|slow\w? ?down|slow_?mode|qps|requests? per (?:second|minute)|traffic control|push rate|limit.{0,20}per (?:second|minute)|a wait of|tần suất|tần số|quá nhanh|quá nhiều yêu cầu|слишком (?:часто|много запросов)|频率|限流|过于频繁|过快|频繁|レート制限|demasiadas (?:solicitudes|peticiones)|zu viele anfragen|trop de requêtes"),
    ("already_exists", r"already (?:exists?|existed|present|registered|in use|taken|used|included|been|done|a member|occupied|submitted|reported|assigned|defined|set\b)|duplicat\w*|is not unique|conflict\w*|unique violation|repeated|đã tồn tại|trùng|уже (?:существует|есть|зарегистрирован)|已存在|重复|すでに存在|ya existe|já existe|existiert bereits|existe déjà"),
    ("quota_exceeded", r"quota\w*|(?:daily|monthly|hourly) (?:limit|cap|maximum)|limit (?:for|of) the (?:current )?(?:day|month)|total (?:amount|count) limit|allowance|(?:exceed\w*|reach\w*).{0,40}(?:per day|a day|a month|plan)|maximum number of (?:guilds|servers|pins|reactions|webhooks|accounts|projects|channels|roles|emojis|invites)|giới hạn.{0,20}ngày|hạn mức|квот\w*|лимит\w*|配额|超过.{0,6}上限|当日|クォータ|cuota|kontingent"),
    ("too_large", r"too (?:large|long|big|many|much|high)\b|exceed\w* (?:the )?(?:max\w*|allowed|limit|length|size|\d+)|(?:length|size|count|number|limit|amount|weight)\w*(?: \w+){0,4} exceed\w*|exceeded|exceeds|over(?:size|flow)\w*|maximum (?:character|length|size|number|limit)\w*|longer than|greater than|cannot exceed|must not exceed|out of range|payload too|limit reached|max \w+ reached|quá (?:dài|lớn|nhiều)|vượt quá|слишком (?:длин|больш|велик)\w*|превыш\w*|过长|过大|超过|超出|長すぎ|demasiado (?:largo|grande)|zu (?:lang|groß)|trop (?:long|grand)"),
    ("expired", r"expire[ds]?|expir(?:y|ation|ing)|timed? ?out (?:link|session)|too (?:late|old)|no longer (?:valid|available|exists?)|outdated (?:token|session)|validity period|hết hạn|quá hạn|истек\w*|просроч\w*|过期|期限切れ|만료|expirad[oa]|abgelaufen|expirée?"),
    ("account_blocked", r"(?:account|user|app(?:lication)?|key|ip|address|sender|client|merchant|partner|organi[sz]ation)(?: \w+){0,4} (?:is |was |has been |been )?(?:block\w*|ban(?:ned)?\b|suspend\w*|disabl\w*|deactivat\w*|frozen|terminated|locked|inactive|not activ\w*)|(?:block|black|deny).?list\w*|banned|suspended|deactivated|temp.?blocked|bị (?:chặn|khóa|vô hiệu)|chưa được kích hoạt|заблокирован\w*|封禁|冻结|黑名单|停用|禁用|bloquead[oa]|gesperrt|bloqué"),
    ("authentication_failed", r"authenticat\w*|unauthori[sz]ed|unauthenticated|(?:api|access|secret|client|app|auth|private|public|security|account)[ _-]?(?:key|token|secret|id)s?\b.{0,30}(?:invalid|wrong|incorrect|missing|denied|not (?:found|valid|exist))|(?:invalid|wrong|incorrect|missing|bad|unknown|illegal|no) (?:\w+ )?(?:api|access|secret|client|app|auth|security)?[ _-]?(?:key|credentials?|token|signature|secret|password|login|certificate)\b|(?:key|credentials?|token|signature|secret|password|login|certificate) (?:\w+ ){0,2}(?:invalid|incorrect|wrong|mismatch|fail\w*|denied)|signature|credentials?|log ?in again|not logged in|usersig|access token|khóa (?:api|tài khoản)|xác thực|mã truy cập|secret key|неверный (?:ключ|пароль|токен)|авториза\w*|签名|鉴权|认证失败|未授权|密钥|認証|인증|autenticaci\w*|authentifi\w*|anmeldung"),
    ("permission_denied", r"permissions?|forbidden|not (?:allowed|permitted|authori[sz]ed|entitled)|den(?:y|ied)|prohibited|(?:admin\w*|privileges?|rights?|role) (?:is |are )?(?:required|needed)|access to|no access|privileges?|restricted|unauthori[sz]ed|don.t have|can.t (?:write|send|use|do)|admin|quyền|không được phép|запрещ\w*|нет (?:прав|доступа)|权限|禁止|拒绝|权限不足|許可|권한|permiso|permissão|berechtigung|nicht erlaubt|interdit"),
    ("unsupported", r"(?:not|un|no longer) ?(?:yet )?(?:support\w*|implement\w*)|method not allowed|(?:un)?support\w* (?:version|method|type|format)|version (?:mismatch|too (?:old|low))|deprecated|not available (?:in|for|on)|không (?:được )?hỗ trợ|не поддержива\w*|不支持|対応していません|지원하지|no soportad[oa]|nicht unterstützt|non (?:supporté|pris en charge)"),
    ("recipient_unavailable", r"(?:recipient|user|subscriber|handset|device|phone|member|account|contact)(?: \w+){0,4} (?:is |are )?(?:offline|unreachable|inactive|unavailable|not (?:receive|reachable|available|accept\w*)|refused|rejects?|opted out|unsubscribed|turned off)|opt(?:ed)?.?out|stop list|unsubscrib\w*|user refused|unreachable|can ?not receive|not receive|từ chối nhận|không (?:thể )?nhận|недоступен (?:абонент|получатель)|拒收|退订"),
    ("invalid_recipient", r"(?:phone|mobile|msisdn|recipient|destination|email|device token|registration|reg.?id|push ?id|receiver|'?to'?)(?: \w+){0,3}(?:'s)? ?(?:number|token|address|id)?s?(?: \w+){0,2} (?:is |are )?(?:not (?:valid|found|registered|exist\w*|subscribed)|invalid|unregistered|incorrect|unknown|wrong|does not exist)|(?:invalid|unknown|unregistered|bad|wrong|no such|incorrect|inexistent) (?:\w+ ){0,2}(?:phone|mobile|msisdn|recipient|destination|receiver|email address|device ?token|reg.?id|push ?id|push token|registration token|subscriber|user id|peer)|unregistered|user not found|no such user|số điện thoại|неверный номер|номер телефона|号码(?:无效|错误|不存在)|无效的?手机号|número de teléfono"),
    ("content_rejected", r"(?:template|content|text|message|media|sensitive|image|video|body|spam)(?: \w+){0,3} (?:is |was |not )?(?:rejected|refused|blocked|filtered|approved|prohibited|forbidden|disabled)|sensitive (?:words?|information)|spam\w*|profan\w*|moderat\w*|blocked by (?:filter|automod)|not approved|inappropriate|explicit content|nội dung (?:mẫu )?không hợp lệ|chưa được phê duyệt|спам|контент|敏感|违规|审核|contenido"),
    ("not_found", r"not[ _-]?(?:be )?(?:found|exist\w*)|does ?n[o']t exist|do not exist|no such|unknown (?!error|server|reason|failure|exception|status|internal|problem)\w+|non.?exist\w*|cannot find|could ?n[o']t find|no \w+ (?:was |were )?found|undefined (?:column|table|function|object|parameter|file)|inexistent|missing resource|không tồn tại|không tìm thấy|не (?:найден|существует)\w*|不存在|未找到|找不到|見つかりません|찾을 수 없|no (?:existe|encontrad\w)|nicht gefunden|introuvable"),
    ("service_unavailable", r"(?:service|server|system|gateway|resource|connection|network|provider|broker|leader|coordinator)s?(?: \w+){0,4} (?:is |are |was )?(?:unavailable|busy|overload\w*|down\b|too busy|not available|unreachable|lost|timed? ?out|in maintenance|closed|dropped|shutdown)|unavailable|maintenance|time[ds]?[ _-]?out|busy|overload\w*|try (?:again|later)|retry later|temporar(?:y|ily)|disconnect\w*|connection (?:request )?(?:exception|failure|error|refused|reset|does not exist)|starting up|shut ?down|not ready|no longer connected|bad gateway|quá tải|tạm thời|bảo trì|thử lại|hết thời gian|временно|недоступ\w*|перегруж\w*|таймаут|繁忙|超时|稍后|不可用|维护|断开|混雑|一時的|利用できません|시간 초과|temporalmente|no disponible|zeitüberschreitung|nicht verfügbar|indisponible"),
    ("misconfigured", r"not (?:been )?(?:configured|set up|enabled|linked|connected to|activated|opened?|turned on|installed|initiali[sz]ed|whitelisted|subscribed to|bound|associated|provisioned|yet open)|misconfigur\w*|configuration|(?:channel|toggle|feature|service|switch|notification)(?: \w+){0,6} (?:is )?(?:closed|off|disabled|inactive|not on|not enabled)|association required|inactive|chưa (?:được )?(?:liên kết|cấu hình|bật)|не (?:настроен|подключен|активирован)\w*|未(?:配置|开通|启用|激活)|no configurad[oa]"),
    ("invalid_request", r"invalid|illegal|incorrect|wrong|bad|malformed|missing|required|empty|must (?:be|not|have|contain)|can ?not be|should (?:be|not)|not (?:valid|specified|enough|within|match|a valid|of \w+ type|an?\b)|mismatch\w*|lacks?|pars(?:e|ing)|format|syntax|parameters?|argument|violation|undefined|ambiguous|out of|unexpected|unrecogni[sz]ed|unknown (?:param|field|option|argument|method)|not in (?:the )?(?:list|range)|negative|zero|null|too (?:short|few|small|low)|less than|at least|không (?:hợp lệ|đúng|chính xác)|sai|thiếu|trống|неверн\w*|некорректн\w*|недопустим\w*|отсутств\w*|пуст\w*|无效|非法|错误的|参数|格式|缺少|不能为空|为空|不正确|不合法|無効|不正|必須|잘못|유효하지|inválid[oa]|falt\w*|incorrect[oa]|ungültig\w*|fehlt|invalide|manquant"),
    ("provider_fault", r"internal|unknown|unexpected|system error|server error|exception|fail\w*|database|db error|crash\w*|corrupt\w*|undefined|other error|không xác định|nội bộ|lỗi hệ thống|thất bại|неизвестн\w*|внутренн\w*|ошибка сервера|内部|未知|系统错误|系统异常|失败|内部エラー|内部错误|알 수 없|interno|desconocido|intern\w*|unbekannt\w*|inconnue"),
)  # fmt: skip
"""Kinds in the order in which they are looked for, and their words."""

FIRST: Final = re.compile(
    r"^\W*(?:unknown|internal|unexpected|general|system|unspecified|undefined)(?: (?:server|system|service|database|api))? ?(?:error|exception|failure|problem)\b|internal (?:server )?(?:error|problem)|remote service (?:error|exception)"
    r"|lỗi (?:nội bộ|không xác định|hệ thống)|неизвестная ошибка|внутренняя ошибка|系统错误|内部错误|未知错误|服务器内部",
    re.IGNORECASE,
)
"""What names the provider's own failure, whatever stands beside it."""

KINDS: Final = tuple(
    (kind, re.compile(rf"(?<![^\W_])(?:{words})", re.IGNORECASE))
    for kind, words in WORDS
)

OF_STATUS: Final = {
    400: "invalid_request", 401: "authentication_failed", 402: "insufficient_funds", 403: "permission_denied",
    404: "not_found", 405: "unsupported", 406: "invalid_request", 408: "service_unavailable", 409: "already_exists",
    410: "expired", 411: "invalid_request", 412: "invalid_request", 413: "too_large", 414: "too_large",
    415: "unsupported", 416: "invalid_request", 417: "invalid_request", 420: "rate_limited", 422: "invalid_request",
    423: "account_blocked", 425: "rate_limited", 426: "unsupported", 428: "invalid_request", 429: "rate_limited",
    431: "too_large", 451: "permission_denied", 500: "provider_fault", 501: "unsupported", 502: "service_unavailable",
    503: "service_unavailable", 504: "service_unavailable", 505: "unsupported",
}  # fmt: skip
"""What an HTTP status alone says."""

TELLING: Final = frozenset({401, 402, 404, 409, 410, 413, 420, 429, 502, 503, 504})
"""Statuses that say more than most words do."""

REMEDIES: Final = {
    "authentication_failed": "Check the credentials, renew them if they have expired, and send again.",
    "permission_denied": "Ask for the permission, or leave the action out.",
    "account_blocked": "Stop sending and settle with the provider why it is blocked.",
    "misconfigured": "Set it up in the provider's console, then send again.",
    "invalid_request": "Correct the request before it is sent again.",
    "invalid_recipient": "Stop sending to this recipient and correct its address.",
    "recipient_unavailable": "Reach the recipient in another way.",
    "content_rejected": "Change the content, or have it approved.",
    "too_large": "Make it smaller, or split it up.",
    "not_found": "Check the ID, and leave out what is gone.",
    "already_exists": "Use what is there already.",
    "expired": "Start again with a fresh one.",
    "rate_limited": "Slow down and send again after a pause.",
    "quota_exceeded": "Wait until the allowance is renewed, or have it raised.",
    "insufficient_funds": "Top up the account and send again.",
    "unsupported": "Do without it, or use a version that has it.",
    "service_unavailable": "Send again with growing pauses.",
    "provider_fault": "Look at the provider's status page; if it goes on, report it with the request.",
}
"""What can be done about each kind."""

UNITS: Final = (
    (re.compile(r"(?<![\d.])(\d{1,6})\s*-?\s*(?:seconds?|secs?|s|giây|секунд\w*|сек|秒(?:钟)?|초|segundos?|sekunden?|secondes?)\b", re.IGNORECASE), 1),
    (re.compile(r"(?<![\d.])(\d{1,5})\s*-?\s*(?:minutes?|mins?|phút|минут\w*|мин|分钟?|분|minutos?|minuten?)\b", re.IGNORECASE), 60),
    (re.compile(r"(?<![\d.])(\d{1,4})\s*-?\s*(?:hours?|hrs?|h|giờ|tiếng|час\w*|小时|時間|시간|horas?|stunden?|heures?)\b", re.IGNORECASE), 3600),
)  # fmt: skip
"""Times that a text names, in seconds."""
