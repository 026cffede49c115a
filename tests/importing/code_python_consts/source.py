"""Constants of Acme."""

from enum import IntEnum, auto

TIMEOUT = 30
RETRIES = 0x05


class ErrorCode(IntEnum):
    """What the service answers."""

    OK = 0
    NO_FUNDS = 0x11  # the balance is too low
    BUSY = auto()  # try again later


MESSAGES = {
    ErrorCode.NO_FUNDS: "There is no money left",
}


def send(count: int) -> None:
    limit = 5
    wait = 7
