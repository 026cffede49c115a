#include "acme.h"

const char *acme_strerror(int code)
{
    int count = 3;
    log_message(count, "asked");
    switch (code) {
    case ACME_NO_FUNDS: return "no funds left";
    case ACME_BUSY: return "the line is busy";
    }
    return "unknown";
}
