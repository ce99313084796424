"""Records cut apart at their marks are those that a search finds."""

import pytest

from ingest.ofx.records import Records, _cut, _searched, leaves

HEAD = "<OFX>\n<STMTRS><CURDEF>EUR\n<BANKTRANLIST>\n"
ONE = "<STMTTRN>\n<TRNTYPE>POS\n<DTPOSTED>20260102\n<TRNAMT>-1.50\n<FITID>A1\n<NAME>A &amp; B\n</STMTTRN>\n"
TWO = "<STMTTRNP><TRNAMT>2.00</TRNAMT><ORIGCURRENCY><CURSYM>USD</CURSYM></ORIGCURRENCY><NAME></NAME><NAME>C</NAME></STMTTRNP>"
TAIL = "</BANKTRANLIST><LEDGERBAL><BALAMT>7.00</LEDGERBAL></STMTRS></OFX>\n"


@pytest.mark.parametrize(
    "text", [HEAD + ONE + TWO + TAIL, HEAD + TAIL, HEAD + ONE + "<NOTE>x\n" + TWO + TAIL, HEAD + ONE.replace("POS\n", " POS > \n") + TAIL]
)  # fmt: skip
def test_a_whole_statement_is_cut_into_what_a_search_finds(text: str) -> None:
    cut, searched = _cut(text, 0, len(text)), _searched(text, 0, len(text))
    assert cut is not None
    assert (cut[0], leaves(cut[1])) == (searched[0], leaves(searched[1]))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + ONE.replace("A &amp; B", "A<B") + TAIL,
        HEAD + ONE.replace("<NAME>", "<NAME") + TAIL,
        HEAD + ONE.replace("</STMTTRN>", "") + ONE + TAIL,
        HEAD + ONE + TWO.replace("STMTTRNP>", "STMTTRnP>") + TAIL,
        HEAD + ONE + TWO.replace("STMTTRNP", "STMTTRNX") + TAIL,
    ],
)
def test_a_statement_with_one_odd_thing_is_not_cut(text: str) -> None:
    assert _cut(text, 0, len(text)) is None


def test_the_line_the_state_and_the_first_value_of_each_record_are_known() -> None:
    records, around = _cut(HEAD + ONE + TWO + TAIL, 0, len(HEAD + ONE + TWO + TAIL)) or (Records.of(0), "")
    assert (records.lines, records.pending, records.converted) == ([4, 11], [False, True], [False, True])
    assert records.columns["NAME"] == ["A &amp; B\n", "C"]
    assert "TRNAMT" not in around
    assert "<BALAMT>7.00" in around
