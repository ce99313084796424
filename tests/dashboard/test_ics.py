import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.ics import Entry, calendar_text

WRITTEN = dt.datetime(2026, 11, 29, 17, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def unfolded(text: str) -> list[str]:
    """Read a calendar file back the way RFC 5545 section 3.1 says."""
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


def test_a_deadline_is_a_whole_day_with_its_words() -> None:
    text = calendar_text(
        [Entry("case-7.eu-13m", dt.date(2027, 2, 28), "Tell the bank", "Later they may refuse.")], WRITTEN
    )
    assert unfolded(text) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Walletwatch//Deadlines//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:case-7.eu-13m@walletwatch",
        "DTSTAMP:20261129T093000Z",
        "DTSTART;VALUE=DATE:20270228",
        "SUMMARY:Tell the bank",
        "DESCRIPTION:Later they may refuse.",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_a_deadline_with_a_minute_stands_at_the_persons_own_time() -> None:
    moment = dt.datetime.fromisoformat("2026-11-30T09:30")
    assert "DTSTART:20261130T093000" in unfolded(calendar_text([Entry("a", moment, "Report it")], WRITTEN))


def test_the_same_deadline_keeps_its_name_when_its_day_or_words_change() -> None:
    first = calendar_text([Entry("case-7.eu-13m", dt.date(2027, 2, 28), "Tell the bank")], WRITTEN)
    moved = calendar_text([Entry("case-7.eu-13m", dt.date(2027, 3, 1), "告诉银行")], WRITTEN + dt.timedelta(days=1))
    names = [[line for line in unfolded(text) if line.startswith("UID:")] for text in (first, moved)]
    assert names[0] == names[1]


def test_text_cannot_add_lines_of_its_own() -> None:
    hostile = "Pay\r\nEND:VEVENT\nBEGIN:VALARM\rACTION:AUDIO\x00\u2028\u202ex"
    lines = unfolded(calendar_text([Entry("a\r\nURL:b", dt.date(2027, 2, 28), hostile, hostile)], WRITTEN))
    assert sum(line.startswith(("END:VEVENT", "BEGIN:VALARM", "ACTION", "URL")) for line in lines) == 1
    assert not any(letter in "".join(lines) for letter in "\x00\r\u2028\u202e")


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"], include_characters="\n"), max_size=300))
def test_every_text_comes_back_and_no_line_is_longer_than_75_octets(title: str) -> None:
    text = calendar_text([Entry("a", dt.date(2027, 2, 28), title)], WRITTEN)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    said = next(line for line in unfolded(text) if line.startswith("SUMMARY:"))
    assert unescaped(said.removeprefix("SUMMARY:")) == title


def test_long_chinese_words_are_folded_between_letters() -> None:
    text = calendar_text([Entry("a", dt.date(2027, 2, 28), "请在今天之前书面告诉银行" * 10)], WRITTEN)
    assert text.encode().decode() == text
    assert text.count("\r\n ") == 5  # 120 letters of three octets: 22 behind the name, then 24 a line behind the space
