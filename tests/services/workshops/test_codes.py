"""Codes: short enough to type, without letters that are taken for others, and known however they are typed."""

from hypothesis import given
from hypothesis import strategies as st

from services.workshops import codes

written = st.text(codes.ALPHABET, min_size=codes.LENGTH, max_size=codes.LENGTH)


def test_a_new_code_has_six_letters_and_figures_of_the_alphabet() -> None:
    drawn = [codes.new() for _ in range(200)]
    assert all(len(code) == codes.LENGTH and set(code) <= set(codes.ALPHABET) for code in drawn)
    assert len(set(drawn)) == 200
    assert not set("ILO01") & set(codes.ALPHABET)
    assert len(codes.ALPHABET) ** codes.LENGTH > 800_000_000


@given(written, st.sampled_from(["", " ", "-", "."]))
def test_a_code_is_known_however_it_is_typed(code: str, between: str) -> None:
    assert codes.typed(f" {code[:3].lower()}{between}{code[3:]} ") == code


@given(st.text(max_size=60))
def test_whatever_is_typed_is_short_and_of_the_alphabet(text: str) -> None:
    found = codes.typed(text)
    assert len(found) <= codes.LENGTH + 1
    assert set(found) <= set(codes.ALPHABET)


@given(written)
def test_one_letter_too_many_is_no_code(code: str) -> None:
    assert len(codes.typed(code + "A")) > codes.LENGTH
