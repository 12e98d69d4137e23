from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from influcore_links.codes import ALPHABET, LENGTH, check_code, is_code, new_code


def test_codes_are_long_enough_and_of_letters_that_nobody_mistakes() -> None:
    code = new_code(lambda _: False)
    assert len(code) == LENGTH >= 7
    assert not set(ALPHABET) & set("01ilo")
    check_code(code)


def test_no_code_is_given_twice_even_from_a_poor_source_of_chance() -> None:
    rng = random.Random(7)

    def choose(letters: Sequence[str]) -> str:
        return rng.choice(letters[:2])  # 256 codes of eight letters at first

    taken: set[str] = set()
    for _ in range(2000):
        taken.add(new_code(taken.__contains__, choose))
    assert len(taken) == 2000


def test_a_source_without_chance_is_an_error_and_no_endless_loop() -> None:
    with pytest.raises(RuntimeError, match="chance"):
        new_code(lambda _: True)


@pytest.mark.parametrize("text", ["", "short2", "abcdefgh1", "bcdfghjK", "bcdfgh/j", "bcdfghj\n", "b" * 33])
def test_other_texts_are_no_codes(text: str) -> None:
    assert not is_code(text)
