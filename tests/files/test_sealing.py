from __future__ import annotations

import pytest

from mobility_timer.files.sealing import sealed, unsealed


@pytest.mark.parametrize("body", [b"", b"x", bytes(range(256))])
@pytest.mark.parametrize("key", [b"", b"of this version"])
def test_what_was_sealed_is_read(body: bytes, key: bytes) -> None:
    assert unsealed(sealed(body, key), key) == body


def test_what_is_damaged_cut_off_or_foreign_is_not() -> None:
    good = sealed(b"a body", b"mine")
    damaged = [good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :] for at in range(len(good))]
    for data in (*damaged, b"", good[:20], good[:-1], good + b"x", sealed(b"a body", b"theirs")):
        with pytest.raises(ValueError, match="damaged"):
            unsealed(data, b"mine")
