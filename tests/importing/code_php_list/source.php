<?php
class ErrorCode {
    /** @var string[] */
    protected $codes = [
        'no_dough',
        'oven_busy', // somebody else is baking
        'tray_missing',
    ];
}
