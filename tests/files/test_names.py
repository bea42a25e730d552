"""Names that Windows keeps for devices are known on every system."""

from __future__ import annotations

import pytest

from mobility_timer.files.names import free_of_reserved, is_reserved


@pytest.mark.parametrize(
    "name", ["con", "NUL.yaml", "Aux.tar.gz", "com1.mobility", "lpt\u00b9", "CONIN$"]
)
def test_kept_ones(name: str) -> None:
    assert is_reserved(name)
    assert not is_reserved(free_of_reserved(name))


@pytest.mark.parametrize("name", ["con-1", "conny.yaml", "com", "com10", "my.con", "null"])
def test_free_ones_stay_as_they_are(name: str) -> None:
    assert not is_reserved(name)
    assert free_of_reserved(name) == name


def test_the_ending_stays() -> None:
    assert free_of_reserved("aux.png") == "aux-1.png"
