"""What the outer package may have to refuse, beside the errors of a ledger: each a code, facts and one sentence."""

from ingest.errors import InputError, WalletwatchError


class MissingFont(WalletwatchError):
    """No font of this machine has the signs of a document."""

    code = "missing_font"
    sentence = (
        "No font on this computer can put {sample} into a PDF; install a TrueType font such as {font}, "
        "or write a DOCX or Markdown file, which needs none."
    )


class NotATextFormat(InputError):
    """The name of a file says no kind of document that can be written."""

    code = "not_a_text_format"
    sentence = "{file}: choose a name that ends in .pdf, .docx or .md; that decides what is written."


class UnknownLetter(InputError):
    """There is no such kind of letter."""

    code = "unknown_letter"
    sentence = "There is no letter {name}; choose one of {names}."


class UnknownFact(InputError):
    """No letter has a sentence for this fact."""

    code = "unknown_fact"
    sentence = "No letter has a sentence for {name}; the facts that letters know are {names}."


class WrongFact(InputError):
    """A fact was confirmed with a value that it cannot have."""

    code = "wrong_fact"
    sentence = "{name} cannot be confirmed so; write --confirm {example}, and no day that is still to come."


class WrongAnswer(InputError):
    """A question of a case was answered with something that is none of its answers."""

    code = "wrong_answer"
    sentence = "{name} takes one of these answers: {answers}; write --confirm {name}=ANSWER."


class FactUnconfirmed(InputError):
    """A letter would assert something that the person has not confirmed."""

    code = "fact_unconfirmed"
    sentence = "This letter can only be written if you confirm it: {question} If so, add {flags}."


class LetterWithoutMoney(InputError):
    """A letter asks for an amount, and the case has none left to ask for."""

    code = "letter_without_money"
    sentence = "The letter {name} asks for an amount, and case {case} has none in {currency} left to ask for."


class SeveralCurrencies(InputError):
    """A letter asks for one amount, and the case has several currencies."""

    code = "several_currencies"
    sentence = "A letter asks for one amount, and case {case} has several currencies; choose with --currency: {names}."


class WrongParty(InputError):
    """A letter that is not for this party."""

    code = "wrong_party"
    sentence = "The letter {name} does not go to this party; choose one of {names}."


class NotAPack(InputError):
    """A file that is no evidence pack, or one whose list of contents is gone."""

    code = "not_a_pack"
    sentence = "{file}: this is not an evidence pack of Walletwatch, or so damaged that it cannot be compared."


class UnsafePack(InputError):
    """A ZIP that asks for more than any evidence pack needs."""

    code = "unsafe_pack"
    sentence = "{file}: this ZIP was not opened, because it {reason}."
