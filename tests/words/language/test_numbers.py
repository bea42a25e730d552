import pytest

from mobility_timer.words import numbers


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (20, "twenty"),
        (45, "forty-five"),
        (100, "one hundred"),
        (999, "nine hundred ninety-nine"),
        (1000, "one thousand"),
        (2517, "two thousand five hundred seventeen"),
    ],
)
def test_numbers_in_words(number: int, word: str) -> None:
    assert numbers.in_words(number) == word


def test_short_numbers_are_words_up_to_ten() -> None:
    said = [numbers.short(number) for number in (0, 1, 2, 10, 11)]
    assert said == ["no", "one", "two", "ten", "11"]


@pytest.mark.parametrize(("number", "said"), [(0, "0 drills"), (1, "1 drill"), (2, "2 drills")])
def test_only_one_is_not_many(number: int, said: str) -> None:
    assert numbers.counted(number, "drill") == said


def test_an_amount_in_words() -> None:
    assert numbers.counted_in_words(1, "minute") == "one minute"
    assert numbers.counted_in_words(45, "second") == "forty-five seconds"
