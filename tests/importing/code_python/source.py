class AcmeError(Exception):
    """Base."""

    code = None


class NoFunds(AcmeError):
    code = 1001
    message = "No funds"


class BadKey(AcmeError):
    code = 1002
    message = "Bad key"


ERRORS = {
    1001: ("no_funds", "No funds left"),
    1002: ("bad_key", "Wrong key"),
}
