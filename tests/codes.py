"""What an authenticator app shows. Source: RFC 6238 and RFC 4226, section 5.3."""

import base64
import hmac
import struct
import time


def code_now(secret: str, *, steps_on: int = 0) -> str:
    """The six digits for a secret in base 32, now or some steps of 30 seconds later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps_on)
    key = base64.b32decode(secret.upper() + "=" * (-len(secret) % 8))
    digest = hmac.new(key, counter, "sha1").digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
