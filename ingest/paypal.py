"""What PayPal calls things, in the languages of its exports: headings, statuses, kinds of rows, orders of day and month.

The activity report has a code for each kind of row (`T0400`), where the person chose that column; it means the same in
every language and outranks the words.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np

# PayPal's English heading, and what stands in its place in other years and languages. Only what public samples show.
_HEADINGS: Final = {
    "Date": "Datum|Data|Fecha",
    "Time": "Uhrzeit|Zeit|Heure|Tijd|Hora|Orario",
    "Time Zone": "TimeZone|Time zone|Zeitzone|Fuseau horaire|Tijdzone|Zona horaria|Fuso orario",
    "Name": "Nom|Naam|Nombre|Nome",
    "Type": "Typ|Tipo|Description|Beschreibung|Omschrijving|Descripción",
    "Status": "État|Estado|Stato",
    "Currency": "Währung|Devise|Valuta|Divisa",
    "Gross": "Amount|Brutto|Brut|Avant commission|Bruto|Lordo|Importo",
    "Fee": "Fees|Gebühr|Entgelt|Frais|Commission|Kosten|Comisión|Tarifa|Tariffa",
    "Net": "Netto|Neto",
    "Balance": "Guthaben|Solde|Saldo",
    "Transaction ID": """Transaktionscode|N° de transaction|Numéro de transaction|Transactiereferentie|Transactie-ID|
        Id. de transacción|Codice transazione""",
    "Reference Txn ID": """Zugehöriger Transaktionscode|Txn-Referenzkennung|Numéro de la transaction de référence|
        Nº de transaction de référence|Id. de referencia de trans.|Codice transazione di riferimento""",
    "Invoice Number": """Invoice ID|Rechnungsnummer|Numéro de facture|Nº de facture|Identifiant de facture|
        Factuurreferentie|Id. de factura|N° ordine commerciante""",
    "From Email Address": """Absender E-Mail-Adresse|De l'adresse email|Adresse email de l'expéditeur|Van e-mailadres|
        Correo electrónico del remitente|Remitente|Indirizzo email mittente""",
    "To Email Address": """Empfänger E-Mail-Adresse|An E-Mail-Adresse|À l'adresse email|Destinatario|
        Indirizzo email destinatario""",
    "Bank Name": "Name der Bank|Nom de la banque|Naam bank|Nombre del banco",
    "Bank Account": "Bankkonto|Compte bancaire|Bankrekening|Cuenta bancaria",
    "Item Title": "Artikelbezeichnung|Titre de l'objet|Titolo oggetto",
    "Subject": "Betreff|Objet|Oggetto",
    "Note": "Hinweis|Remarque|Messaggio",
    "Balance Impact": "Auswirkung auf Guthaben|Impact sur le solde|Impatto sul saldo",
    "Transaction Event Code": "Transaktionsereigniscode|Code de transaction",
}
ALIASES: Final = {other.strip(): name for name, others in _HEADINGS.items() for other in others.split("|")}


class State(NamedTuple):
    """What a status says: ours, and whether money moved."""

    status: str
    moved: bool = True


BOOKED: Final = State("posted")
_STATES: Final = (
    (BOOKED, """completed|complete|cleared|unclaimed|placed|removed|paid|returned|abgeschlossen|terminé|
        effectué|voltooid|completado|completada|completo|completata|completato"""),
    (State("pending"), """pending|uncleared|held|on hold|temporary hold|processing|in progress|ausstehend|offen|
        en attente|in behandeling|pendiente|in sospeso|in attesa"""),
    (State("failed", moved=False), """denied|failed|declined|rejected|abgelehnt|fehlgeschlagen|refusé|échoué|geweigerd|
        mislukt|denegado|rechazado|fallido|rifiutata|rifiutato|non riuscita|non riuscito"""),
    (State("closed", moved=False), """canceled|cancelled|expired|voided|storniert|abgebrochen|abgelaufen|annulé|expiré|
        geannuleerd|verlopen|cancelado|caducado|annullata|annullato|scaduta|scaduto"""),
    (State("reversed"), "reversed|rückgängig gemacht|zurückgebucht|teruggedraaid|revertido|stornata|stornato"),
    (State("refunded"), """refunded|rückerstattet|zurückgezahlt|erstattet|remboursé|terugbetaald|reembolsado|
        rimborsata|rimborsato"""),
    (State("partly_refunded"), """partially refunded|teilweise rückerstattet|teilweise zurückgezahlt|
        teilweise erstattet|partiellement remboursé|gedeeltelijk terugbetaald|parcialmente reembolsado|
        parzialmente rimborsata|parzialmente rimborsato"""),
)  # fmt: skip
STATES: Final = {"": BOOKED} | {word.strip(): state for state, words in _STATES for word in words.split("|")}

_CODES: Final = (  # the whole code outranks its group
    ("hold", "T13 T15 T21 T1105"),
    ("refund", "T1107"),
    ("fee", "T01"),
    ("exchange", "T02"),
    ("top_up", "T03 T07 T16"),
    ("withdrawal", "T04 T06 T17 T18"),
    ("reward", "T08 T09"),
    ("reversal", "T11 T12"),
    ("interest", "T14"),
)
_KIND_OF_CODE: Final = {prefix: kind for kind, prefixes in _CODES for prefix in prefixes.split()}
# Ordered: a hold that is reversed is a hold, a refunded fee a refund. The middle is the sign a word needs to mean that.
_WORDS: Final = tuple(
    (kind, sign, re.compile(pattern))
    for kind, sign, pattern in (
        ("hold", 0, r"\bholds?\b|\brelease\b|authori[sz]ation|einbehaltung|autorisierung|autorisation|autorisatie|autorizaci[oó]n|autorizzazione"),
        ("exchange", 0, r"currency conversion|währungsumrechnung|conversion de devise|valutaomrekening|conversión|conversione"),
        ("refund", 0, r"refund|rückzahlung|rückerstattung|erstattung|remboursement|terugbetaling|reembolso|rimborso"),
        ("reversal", 0, r"reversal|chargeback|rückbuchung|terugboeking|annulation|storno"),
        ("fee", -1, r"\bfees?\b|gebühr|entgelt|\bfrais\b|\bkosten\b|comisión|tariffa"),
        ("top_up", 1, r"deposit|funding|gutschrift|virement|storting|ingreso|versamento|credit - transfer from"),
        ("withdrawal", -1, r"withdraw|transfer to bank|auto-?sweep|abbuchung|auszahlung|virement|opname|retirada|prelievo"),
        ("reward", 1, r"bonus|cash ?back|reward|incentive"),
    )
)  # fmt: skip
_AUTHORIZED: Final = re.compile(
    r"authori[sz]ation|autorisierung|autorisation|autorisatie|autorizaci[oó]n|autorizzazione"
)
_HELD: Final = re.compile(r"\bhold\b|einbehaltung")
_ITEM: Final = re.compile(r"shopping cart item|warenkorbartikel")


def kind(words: str, code: str, sign: int) -> str:
    """Return the kind of a row from its event code, else from its type, else from the way its money goes.

    >>> kind("Bankgutschrift auf PayPal-Konto", "", 1), kind("Reversal of General Account Hold", "", 1)
    ('top_up', 'hold')
    >>> kind("Pago con Pago exprés", "T1107", 1), kind("Mobile Payment", "", -1), kind("Mobile Payment", "", 1)
    ('refund', 'payment', 'income')
    """
    found = _KIND_OF_CODE.get(code) or _KIND_OF_CODE.get(code[:3])
    if found:
        return found
    said = words.casefold()
    for meant, only, pattern in _WORDS:
        if only in (0, sign) and pattern.search(said):
            return meant
    return "payment" if sign < 0 else "income"


def only_authorized(words: str, code: str) -> bool:
    """Tell whether a row permits a payment and moves nothing; a hold for an authorisation does set money aside."""
    said = words.casefold()
    return code.startswith(("T13", "T98")) or bool(_AUTHORIZED.search(said) and not _HELD.search(said))


def is_item(words: str) -> bool:
    """Tell whether a line is one item of the payment whose number it repeats."""
    return bool(_ITEM.search(words.casefold()))


def date_format(days: Sequence[str], zones: Iterable[str]) -> str:
    """Return how a file prints days: by its separators, by what cannot be a month, by what runs in order, by its zone.

    The language does not tell: a French account of PayPal America prints month, day and decimal commas.

    >>> date_format(["1/7/2020", "1/17/2020"], []), date_format(["1/7/2025", "29/7/2025"], [])
    ('%m/%d/%Y', '%d/%m/%Y')
    >>> date_format(["05/03/2026", "06/03/2026", "02/04/2026"], []), date_format(["4/1/16"], ["PDT"])
    ('%d/%m/%Y', '%m/%d/%y')
    """
    parts = [found.groups() for found in map(_DAY.fullmatch, days) if found]
    if not parts:
        return "%Y-%m-%d"
    mark, year = parts[0][1], "%Y" if len(parts[0][3]) == 4 else "%y"
    first, second = (np.array([int(part[n]) for part in parts]) for n in (0, 2))
    years = np.array([int(part[3]) for part in parts])
    american = _american(first, second, years, zones) if mark != "." else False
    return mark.join(("%m", "%d", year) if american else ("%d", "%m", year))


_DAY: Final = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})")


def _american(first: np.ndarray, second: np.ndarray, years: np.ndarray, zones: Iterable[str]) -> bool:
    if (first > 12).any() or (second > 12).any():
        return bool((second > 12).sum() > (first > 12).sum())
    turns_if_american, turns_if_not = (
        _turns(years * 10_000 + month * 100 + day) for month, day in ((first, second), (second, first))
    )
    if turns_if_american != turns_if_not:
        return turns_if_american < turns_if_not
    return any(zone.startswith("America/") or zone in _AMERICAN for zone in zones)


_AMERICAN: Final = frozenset(("PST", "PDT", "MST", "MDT", "CST", "CDT", "EST", "EDT", "AKST", "AKDT", "HST"))


def _turns(days: np.ndarray) -> int:
    """Count where the order of days breaks, whichever way the file runs."""
    steps = np.sign(np.diff(days))
    return int(min((steps < 0).sum(), (steps > 0).sum()))
