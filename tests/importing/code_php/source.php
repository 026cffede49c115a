<?php
class ErrorCode {
    const SUCCESS = 0;
    /** 参数错误 */
    const PARAM_ERROR = 40001;
    const TOKEN_EXPIRED = 40002; // token 已过期
    public static $messages = [
        self::PARAM_ERROR => 'parameter error',
        self::TOKEN_EXPIRED => 'token expired',
    ];
}
