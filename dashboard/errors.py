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
