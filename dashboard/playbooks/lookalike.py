"""Look-alikes: addresses made to be taken for a genuine one (`96ll0.cc`, `paypa1.com`, another mailbox at a real bank).

Finding nothing against an address proves nothing: it only means that it does not imitate one we know.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dashboard.playbooks.model import Contact

# Signs that pass for one another on a small screen, folded onto one of them; other scripts first.
_FOREIGN: Final = str.maketrans("аеорсхуіѕјԁɡһкмтнвӏοαεικνρτυχ", "aeopcxyisjdghkmthbloaeikvptux")
_ALIKE: Final = str.maketrans("01i|5347892", "ollls" + "eatbgz")
_PAIRS: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_SECOND_LEVEL: Final = frozenset({"com", "co", "net", "org", "gov", "edu", "ac", "go", "or"})
_ADDRESS: Final = re.compile(r"^(?:[a-z]+://)?(?:([^@/\s]+)@)?([^/:\s@]+\.[^/:\s@.]+)", re.IGNORECASE)
_WORTH_COMPARING: Final = 5  # shorter names resemble each other by chance


@dataclass(frozen=True, slots=True)
class Known:
    """What is genuine: domains, numbers and mailboxes of the contact tables."""

    domains: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    mailboxes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against an address: a code, the address, and the genuine one it plays on."""

    code: str  # of _SENTENCES
    address: str
    own: str = ""

    def __str__(self) -> str:
        """Say it in English; every language has its own words under the code."""
        return _SENTENCES[self.code].format(address=self.address, own=self.own)


_SENTENCES: Final = {
    "imitates": "{address} imitates {own}",
    "wraps": "{address} wraps {own}",
    "borrows": "{address} borrows the name of {own}",
    "mailbox": "{address} is not a mailbox known at {own}",
    "leads": "{address} leads to {own}",
    "script": "{address} uses letters of another script",
    "number": "{address} imitates the number {own}",
    "number_more": "{address} is longer than the number {own} in it",
}


_PLAINEST: Final = ("wraps", "imitates", "number", "borrows")  # where several hold: what is seen with the eye first


def known_of(contacts: Iterable[Contact]) -> Known:
    """Collect what the contact tables hold."""
    ways = [way for contact in contacts for way in contact.ways if way.value]
    return Known(
        frozenset(way.value for way in ways if way.kind == "site"),
        frozenset(re.sub(r"\D", "", way.value) for way in ways if way.kind == "phone"),
        frozenset(way.value for way in ways if way.kind == "mail"),
    )


def suspicion(address: str, known: Known) -> str:
    """Say what speaks against a domain, link or mailbox; empty where nothing does.

    >>> suspicion("https://paypa1.com/refund", Known(domains=frozenset({"paypal.com"})))
    'paypa1.com imitates paypal.com'
    """
    return str(doubt(address, known) or "")


def doubt(address: str, known: Known) -> Doubt | None:
    """Return what speaks against a domain, link or mailbox; None where nothing does, which proves nothing for it."""
    match = _ADDRESS.match(address.strip())
    if not match:
        return None
    mailbox, domain = match[1], match[2].casefold()
    home = next((own for own in known.domains if domain == own or domain.endswith(f".{own}")), "")
    if home:
        stranger = mailbox and known.mailboxes and f"{mailbox}@{domain}".casefold() not in known.mailboxes
        return Doubt("mailbox", f"{mailbox}@{domain}", home) if stranger else None
    if any(_registered(domain) == _registered(own) for own in known.domains):
        return None  # a sister of a known address; whoever holds one holds both
    if mailbox and any(own in mailbox.casefold() for own in known.domains):
        return Doubt("leads", f"{mailbox}@{domain}", domain)
    if not domain.isascii() or "xn--" in domain:
        return Doubt("script", domain)
    said = [found for own in sorted(known.domains, key=lambda own: (len(own), own)) if (found := _against(domain, own))]
    said += [Doubt("number", domain, own) for own in sorted(known.numbers) if _same_look(_name(domain), own)]
    return min(said, key=lambda one: _PLAINEST.index(one.code), default=None)


def _against(domain: str, own: str) -> Doubt | None:
    name, genuine = _name(domain), _name(own)
    if f".{own}." in f".{domain}." or f"{own.replace('.', '-')}" in domain:
        return Doubt("wraps", domain, own)
    if _same_look(name, genuine) or (len(genuine) >= _WORTH_COMPARING and _one_slip(name, genuine)):
        return Doubt("imitates", domain, own)
    if len(genuine) >= _WORTH_COMPARING and genuine in re.split(r"[-.]", domain):
        return Doubt("borrows", domain, own)
    return None


def imitations(contacts: Iterable[Contact]) -> list[str]:
    """List contacts that look like an imitation of another one, or hold addresses nobody could check by eye."""
    listed = list(contacts)
    known = known_of(listed)
    problems = []
    for contact in listed:
        sites = [way.value for way in contact.ways if way.kind == "site"]
        problems += [f"{contact.id}: {said}" for site in sites if (said := _listed_problem(site, known))]
        problems += [f"{contact.id}: {said}" for said in _mailbox_problems(contact, sites)]
    return problems


def _listed_problem(site: str, known: Known) -> str:
    """Judge a listed domain by the others: the same name in another spelling is an imitation even here."""
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", site) or "xn--" in site:
        return f"{site} must be a bare domain in plain small letters"
    name = _name(site)
    for own in sorted({_name(domain) for domain in known.domains} | known.numbers):
        if name != own and _same_look(name, own):
            return f"{site} imitates {own}"
    return ""


def _mailbox_problems(contact: Contact, sites: list[str]) -> list[str]:
    """One mailbox a contact, at its own domain: a second one is how `have@` slips in beside `help@`."""
    mails = [way for way in contact.ways if way.kind == "mail"]
    strangers = [way.value for way in mails if not any(way.value.endswith((f"@{s}", f".{s}")) for s in sites)]
    problems = [f"{mailbox} is not at a domain of its own contact" for mailbox in strangers]
    if len(mails) > 1:
        problems.append(f"more than one mailbox: {', '.join(way.value for way in mails)}")
    return problems


def _name(domain: str) -> str:
    """Return the part of a domain that its owner chose: `alipay` of `help.alipay.com`."""
    return _registered(domain).partition(".")[0]


def _registered(domain: str) -> str:
    """Return the part of a domain that is bought as one: `alipay.com`, `nfra.gov.cn`."""
    labels = domain.split(".")
    suffix = 2 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 1
    return ".".join(labels[-suffix - 1 :])


def _same_look(one: str, other: str) -> bool:
    return _look(one) == _look(other)


def _look(text: str) -> str:
    """Fold a name to how it looks: scripts, accents, digits for letters, `rn` for `m`."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_FOREIGN))
    look = "".join(sign for sign in bare if not unicodedata.combining(sign))
    for pair, single in _PAIRS:
        look = look.replace(pair, single)
    return look.translate(_ALIKE)


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter was added, left out, changed, or two neighbours swapped; numbers always differ by that."""
    if one.isdigit() or other.isdigit() or abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
