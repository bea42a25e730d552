"""What is kept carries a seal: a file that was damaged, or written by another, is not believed."""

from hashlib import blake2b
from typing import Final

_SEAL_BYTES: Final = 32


def sealed(body: bytes, key: bytes = b"") -> bytes:
    """The seal, and the body after it; with a key (at most 64 bytes) only who has it can tell."""
    return blake2b(body, digest_size=_SEAL_BYTES, key=key).digest() + body


def unsealed(data: bytes, key: bytes = b"") -> bytes:
    """The body of what was sealed with the key. Raises ValueError where it is not that."""
    body = data[_SEAL_BYTES:]
    if data != sealed(body, key):
        raise ValueError("damaged")
    return body
