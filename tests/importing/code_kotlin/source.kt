enum class AcmeError(val httpStatus: Int, val code: String, val text: String) {
    NO_FUNDS(402, "E1001", "No funds left"),
    BAD_KEY(401, "E1002", "The key is wrong"),
    BUSY(503, "E1003", "Try again"),
}
