from __future__ import annotations

from pathlib import Path

import pytest
import wasmtime

from mobility_timer.drawing.raster.kernel.compiled import compiled
from mobility_timer.files.sealing import sealed


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was compiled."""
    found: list[bytes] = []
    own = wasmtime.Module

    class Watched(own):  # type: ignore[misc, valid-type]
        def __init__(self, engine: wasmtime.Engine, source: bytes) -> None:
            found.append(source)
            super().__init__(engine, source)

    monkeypatch.setattr(wasmtime, "Module", Watched)
    return found


def exports(module: wasmtime.Module) -> list[str]:
    return sorted(str(each.name) for each in module.exports)


def test_the_kernel_is_compiled_once(tmp_path: Path, compilations: list[bytes]) -> None:
    first = compiled(wasmtime.Engine(), tmp_path)
    second = compiled(wasmtime.Engine(), tmp_path)
    assert len(compilations) == 1
    assert exports(second) == exports(first)


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_what_is_damaged_is_compiled_again(
    tmp_path: Path, compilations: list[bytes], damage: bytes | None
) -> None:
    compiled(wasmtime.Engine(), tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    kept.write_bytes(flipped if damage is None else damage)
    assert "run" in exports(compiled(wasmtime.Engine(), tmp_path))
    assert len(compilations) == 2
    assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept_it_is_compiled(
    tmp_path: Path, compilations: list[bytes]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for _ in range(2):
        assert "run" in exports(compiled(wasmtime.Engine(), tmp_path / "file" / "kernel"))
    assert len(compilations) == 2


def test_what_another_version_compiled_is_refused_and_replaced(
    tmp_path: Path, compilations: list[bytes]
) -> None:
    compiled(wasmtime.Engine(), tmp_path)
    (kept,) = tmp_path.iterdir()
    body = b"another version"
    kept.write_bytes(sealed(body))
    assert "run" in exports(compiled(wasmtime.Engine(), tmp_path))
    assert len(compilations) == 2
