"""What is wrong with a value: each fault at its place, and all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

_T = TypeVar("_T")


def wrong(
    expected: str = "",
    *,
    what: str = "",
    found: str | None = None,
    try_: str = "",
    at: Sequence[str | int] = (),
    unless: Collection[str] = (),
) -> PydanticCustomError:
    """A fault in the words of `Fault`; `at` leads on from the value to the place of the fault.

    It is not told where one of the keys `unless` beside the value has a fault itself.
    """
    said = {"what": what, "expected": expected, "found": found, "try_": try_}
    return PydanticCustomError("wrong", "{what}", {**said, "at": tuple(at), "unless": [*unless]})


def every(reads: Iterable[tuple[str | int, Callable[[], _T]]]) -> list[_T]:
    """What each of them reads. Raises all that is wrong, each at the step that stands with it."""
    found: list[_T] = []
    errors: list[InitErrorDetails] = []
    for step, read in reads:
        try:
            found.append(read())
        except (PydanticCustomError, ValidationError) as error:
            errors += [_under((step,), one) for one in _details(error)]
    if errors:
        raise _as_one(errors)
    return found


def under(at: Sequence[str | int], read: Callable[[], _T]) -> _T:
    """What it reads; what is wrong with it is told at that place."""
    try:
        return read()
    except (PydanticCustomError, ValidationError) as error:
        raise _as_one([_under(at, one) for one in _details(error)]) from None


def refuse(errors: Iterable[PydanticCustomError]) -> None:
    """Raise all of them, if there are any."""
    if details := [one for error in errors for one in _details(error)]:
        raise _as_one(details)


def together(
    error: PydanticCustomError | ValidationError, read: Callable[[], object]
) -> ValidationError:
    """The error, and with it what is wrong with the rest, which is read."""
    details = _details(error)
    try:
        read()
    except (PydanticCustomError, ValidationError) as more:
        details += _details(more)
    return _as_one(details)


def place_of(error: PydanticCustomError | ValidationError) -> tuple[str | int, ...]:
    """Where the first fault is, from the value on."""
    first = _details(error)[0]
    said = first["type"].context if isinstance(first["type"], PydanticCustomError) else None
    return (*first.get("loc", ()), *(said or {}).get("at", ()))


def _details(error: PydanticCustomError | ValidationError) -> list[InitErrorDetails]:
    if isinstance(error, PydanticCustomError):
        return [InitErrorDetails(type=error, loc=(), input=None)]
    return [_detail(one) for one in error.errors(include_url=False)]


def _detail(said: Any) -> InitErrorDetails:
    is_ours = said["type"] == "wrong"
    return InitErrorDetails(
        type=wrong(**said["ctx"]) if is_ours else said["type"],
        loc=said["loc"],
        input=said["input"],
        ctx={} if is_ours else said.get("ctx", {}),
    )


def _under(at: Sequence[str | int], detail: InitErrorDetails) -> InitErrorDetails:
    return InitErrorDetails({**detail, "loc": (*at, *detail.get("loc", ()))})


def _as_one(details: list[InitErrorDetails]) -> ValidationError:
    return ValidationError.from_exception_data("values", details)
