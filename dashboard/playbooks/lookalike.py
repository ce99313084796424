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
    found = _ADDRESS.match(address.strip())
    if not found:
        return ""
    mailbox, domain = found[1], found[2].casefold()
    home = next((own for own in known.domains if domain == own or domain.endswith(f".{own}")), "")
    if home:
        stranger = mailbox and known.mailboxes and f"{mailbox}@{domain}".casefold() not in known.mailboxes
        return f"{mailbox}@{domain} is not a mailbox known at {home}" if stranger else ""
    if any(_registered(domain) == _registered(own) for own in known.domains):
        return ""  # a sister of a known address; whoever holds one holds both
    if mailbox and any(own in mailbox.casefold() for own in known.domains):
        return f"{mailbox}@{domain} leads to {domain}"
    if not domain.isascii() or "xn--" in domain:
        return f"{domain} uses letters of another script"
    return next((said for own in sorted(known.domains) if (said := _against(domain, own))), "") or next(
        (f"{domain} imitates the number {own}" for own in sorted(known.numbers) if _same_look(_name(domain), own)), ""
    )


def _against(domain: str, own: str) -> str:
    name, genuine = _name(domain), _name(own)
    if f".{own}." in f".{domain}." or f"{own.replace('.', '-')}" in domain:
        return f"{domain} wraps {own}"
    if _same_look(name, genuine) or (len(genuine) >= _WORTH_COMPARING and _one_slip(name, genuine)):
        return f"{domain} imitates {own}"
    if len(genuine) >= _WORTH_COMPARING and genuine in re.split(r"[-.]", domain):
        return f"{domain} borrows the name of {own}"
    return ""


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
