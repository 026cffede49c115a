<?php
class ErrorCode {
    public static $BAKERY_EC_OK = 0;
    public static $BAKERY_EC_NO_DOUGH = 10001; // there is no dough
    public static $BAKERY_EC_OVEN_BUSY = 10002;
}
