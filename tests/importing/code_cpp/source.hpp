namespace acme {
enum class ErrorCode : int {
    Ok = 0,          ///< all went well
    KeyWrong = -5,   ///< the key is wrong
    LineBusy,        ///< the line is busy
};
static const std::map<int, std::string> hints = {
    {-5, "Check the key"},
    {-4, "Try again"},
};
}
