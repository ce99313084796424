import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.encoding import decode

CHINESE = "交易时间,金额\n2026-01-01,示例商店\n" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    decoded = decode(CHINESE.encode(encoding), ("gb18030",))
    assert decoded is not None
    assert decoded.text == CHINESE
    assert not decoded.cut
    assert not decoded.guessed


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_in_utf8_is_read_whatever_the_hints(text: str) -> None:
    decoded = decode(text.encode(), ("gb18030", "cp1252"))
    assert decoded is not None
    assert decoded.text == text.removeprefix("\ufeff")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_cut_inside_a_character_is_told_from_other_encodings(encoding: str) -> None:
    """GB18030 reads most of UTF-8 without complaint, as other characters; the cut must be seen first."""
    whole = f"{CHINESE}店"
    decoded = decode(whole.encode(encoding)[:-1], ("gb18030",))
    assert decoded is not None
    assert decoded.cut
    assert decoded.text == CHINESE


def test_a_hint_is_used_before_a_guess() -> None:
    decoded = decode("Müller, Café".encode("cp1252"), ("cp1252",))
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.guessed) == ("Müller, Café", "cp1252", False)


def test_a_guess_says_that_it_is_one() -> None:
    russian = "Дата операции;Сумма;Описание\n01.02.2026;100,00;Пример магазина\n" * 20
    decoded = decode(russian.encode("cp1251"))
    assert decoded is not None
    assert decoded.guessed


@given(st.binary(max_size=200), st.lists(st.sampled_from(["gb18030", "hex", "undefined", "no such", "idna", "utf-16"])))
def test_decoding_never_raises(data: bytes, hints: list[str]) -> None:
    decode(data, hints)
