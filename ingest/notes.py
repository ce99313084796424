"""Short remarks about lines and statements: a code and facts, like the errors.

Why a line was left unread, why a format says it is no transaction, how a printed total compares. The English
sentence is here; `dashboard/locales` holds the other languages under `note.<code>`.
"""

import json
from dataclasses import dataclass, field

SENTENCES = {
    # unread lines: kept, counted, shown
    "amount_missing": "the amount is empty",
    "no_amount": "the line has no amount at all",
    "amount_unreadable": "the amount '{value}' is not a number",
    "amount_decimals": "the amount '{value}' has more decimals than {currency} has",
    "amount_currency": "the amount '{value}' is not in {currency}",
    "amount_size": "the amount '{value}' is larger than any real one",
    "currency_unknown": "'{value}' is not a currency code",
    "date_missing": "the date is empty",
    "date_unreadable": "'{value}' is not a date this format prints",
    "direction_unknown": "'{value}' says neither income nor expense",
    "direction_contradicted": "'{value}' and the sign of the amount say different things",
    "kind_unknown": "'{value}' is not a kind of transaction: payment, refund, transfer, top_up, withdrawal, fee, interest, income, reversal, adjustment, repayment, loan, exchange, reward or hold",
    "status_unknown": "'{value}' is not a status of a transaction: posted, pending, closed, failed, reversed, refunded or partly_refunded",
    "state_unknown": "'{value}' is not a state that this export is known to print",
    "entry_status": "'{value}' is not a status of an entry: BOOK, PDNG, FUTR or INFO",
    "flag_unknown": "'{value}' is neither true nor false",
    "status_strange": "'{value}' is a status that this export is not known to print, so whether money moved is unclear",
    "account_missing": "the account is empty",
    "cells_missing": "the line has {found} cells where the heading has {expected}",
    "above_heading": "the line stands above the heading of the table, so what its cells are cannot be told",
    "record_unreadable": "the record has no amount or date that can be read",
    "record_stray": "the record stands outside of every statement, so whose it is cannot be told",
    "section_unknown": "'{value}' is not a kind of section that is known, so these amounts may not be money",
    "record_cut": "the file ends in the middle of this record",
    # skipped lines: the format itself says they are no transactions
    "total": "a total, not a transaction",
    "balance": "a balance, not a transaction",
    "opening_balance": "an opening balance, not a transaction",
    "remark": "a remark of the bank, not a transaction",
    "heading": "the heading once more, not a transaction",
    "investment": "a securities trade, which is not read yet",
    "item": "one item of the payment {reference}, not a transaction",
    "list_entry": "an entry of a list (accounts, categories, securities ...), not a transaction",
    "correction": "a correction that replaces or deletes {reference}",
    # how a statement compares with what it prints about itself
    "totals_agree": "the printed totals match the lines: {what}",
    "totals_off": "{what}: printed {printed}, read {read}, difference {difference}",
    "balances_agree": "each of {count} running balances follows from the one before",
    "balance_break": "here the balance does not follow from the one before",
    "balance_off": "the running balance is off by {difference} at line {line}",
    "closing_agrees": "opening balance and lines give the closing balance {closing}",
    "closing_off": "opening balance and lines give {read}, the statement prints {printed}",
    "nothing_printed": "the export prints no totals or balances to compare with",
    # why a ZIP was not opened
    "zip_total": "unpacks to more than {limit} MB",
    "zip_member": "holds a file larger than {limit} MB",
    "zip_ratio": "unpacks to more than {limit} times its size",
    "zip_count": "holds more than {limit} files",
    "zip_outside": "names a file outside its own folder",
    "zip_overlap": "lists several files that are the same bytes",
    "zip_method": "uses a compression that statements do not use",
    "zip_nested": "is inside another ZIP",
    # remarks on an import as a whole
    "possible_overlap": "may be the same payment as one already in the ledger; both are kept until you say",
    "posted_vanished": "line {line} of {file}, an earlier export of the same days, is missing from this newer one; it is kept",
    "bank_error": "the bank reports an error for a part of the file: {message}",
    "currency_assumed": "neither the lines nor the text above them name a currency; {currency} was taken, the bank's own",
    "account_guessed": "the statement does not name its account; it was taken for {account}, the only one it can be",
    "account_tie": "the statement does not name its account and could be of {accounts}; it is kept as {account} until you say",
    "guessed": "read by guess; look at the rows and confirm with `walletwatch formats learn`",
    "day_of_statement": "the entry prints no date; the only day of its statement, {day}, stands for it",
    "reversal_turned": "a reversal: the printed balances show that it went the other way than its entry says, and so it is read",
    "reversal_unproven": "a reversal: whether money came or went is read as the standard says; no printed balance proves it",
    "guessed_encoding": "the text encoding was guessed: {encoding}",
    "numbers_rounded": "a spreadsheet has rounded {count} numbers of the column {column}; they cannot tell payments apart any more, so date, amount and words do. Import the file as it came, if you still have it",
    "day_impossible": "'{value}' is a day that the calendar does not have; the end of that month is meant",
    "splits_off": "the parts of the line add up to {parts}, the line itself says {amount}",
    # why an unknown table is read as it is
    "guess_order_only": "the days can be read in one order alone",
    "guess_order_names": "the days name their month or stand as a spreadsheet keeps them",
    "guess_order_dots": "days with points have the day first",
    "guess_order_digits": "the digits of the days begin with a year",
    "guess_order_sorted": "{count} different days are in order of time only this way",
    "guess_order_month": "all days are of month {month} this way",
    "guess_order_lag": "both days of each line lie at most {days} days apart only this way",
    "guess_order_export": "no day lies after {day}, which the file names, only this way",
    "guess_order_above": "a day above the table can be read in this order alone",
    "guess_order_language": "where these headings are spoken, the day comes first",
    "guess_order_currency": "where {currency} is paid, the day comes first",
    "guess_order_mark": "amounts with a decimal {mark} go with the day first",
    "mark_seen": "{count} amounts can only have {mark} before their decimals",
    "unit_hundredths": "the column {column} counts in hundredths",
    "mark_thousands": "the sign {mark} before three digits parts thousands",
    "sign_balance": "{hits} of {steps} running balances follow from the amounts",
    "sign_words": "the words of {count} lines say which way money went",
    "sign_usual": "{count} amounts bear a minus, the usual sign of money out",
    "sign_spent": "the headings are those of a card's payments: money out",
    "sign_marked": "only some amounts bear a plus or CR: money in",
    "sign_closing": "opening balance and lines give the closing balance, or the printed totals, only this way",
    "sign_card": "the pages speak of a card: plain amounts are money out",
    "sign_direction": "the column {column} says which way money went",
    # and what is unclear about it
    "doubt_date": "no column of days was found",
    "doubt_amount": "no column of amounts was found",
    "doubt_amounts": "several columns could be the amount: {columns}",
    "doubt_order": "whether day or month comes first in days such as {example}",
    "doubt_year": "in which year its days lie",
    "doubt_mark": "whether point or comma stands before the decimals",
    "doubt_sign": "which amounts are money out",
    "doubt_status": "what the status {value} means",
    "doubt_unread": "{count} lines cannot be read, the first is line {line}",
    "doubt_balance": "the running balance does not follow from the amounts",
    "doubt_closing": "the lines do not add up to the balances or totals that are printed",
    "doubt_carried": "whether lines without a day of their own are payments",
}
_LONGEST = 120  # characters of a cell that a sentence quotes


@dataclass(frozen=True, slots=True)
class Note:
    """One remark; `str(note)` is its English sentence."""

    code: str
    facts: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Fill the English sentence."""
        return SENTENCES[self.code].format(**self.facts)

    def dumps(self) -> str:
        """One line of JSON for the store."""
        return json.dumps([self.code, self.facts], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> "Note":
        """Read what `dumps` wrote."""
        code, facts = json.loads(text)
        return cls(code, facts)


def note(code: str, **facts: object) -> Note:
    """Make a note; unknown codes are a programming error and raise KeyError at once."""
    SENTENCES[code]
    return Note(code, {name: _short(str(value)) for name, value in facts.items()})


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
