"""Streamlit's options, decided here alone: neither a config.toml on the machine nor its environment can loosen them."""

import secrets
from collections.abc import Mapping
from typing import Final

from streamlit import config

from dashboard.web.palette import PALETTE

HOSTS: Final = ("127.0.0.1", "localhost")

SAFE: Final[Mapping[str, object]] = {
    "browser.gatherUsageStats": False,
    "client.disableDataExport": True,  # its CSV would carry formula cells of a statement into a spreadsheet
    "client.showErrorDetails": "type",  # an error's text may quote a statement
    "client.showErrorLinks": False,  # they put that text into a search engine's address
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
    "logger.enableRich": False,
    "logger.level": "critical",  # a traceback may quote a statement; views.mishap tells of errors
    "logger.messageFormat": "%(message)s",
    "runner.magicEnabled": False,  # a value that stands alone on a line would be shown, as Markdown
    "secrets.files": [],
    "server.address": HOSTS[0],
    "server.allowedHosts": list(HOSTS),
    "server.enableAgentApi": False,
    "server.enableCORS": True,  # in Streamlit's words: the protection is on
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.maxUploadSize": 50,
    "server.showEmailPrompt": False,
    "server.xsrfCookieSameSite": "strict",
}
_NAMES: Final = {
    "primaryColor": "button",
    "backgroundColor": "paper",
    "secondaryBackgroundColor": "shade",
    "textColor": "ink",
    "linkColor": "accent",
    "borderColor": "line",
    "redColor": "now",
    "orangeColor": "soon",
    "blueColor": "watch",
    "greenColor": "back",
}


def theme() -> dict[str, object]:
    """Return the theme options; light and dark both follow the browser."""
    options: dict[str, object] = {"theme.showWidgetBorder": True, "theme.baseRadius": "small"}
    for dark, scheme in enumerate(("light", "dark")):
        for name, colour in _NAMES.items():
            options[f"theme.{scheme}.{name}"] = PALETTE[colour][dark]
        options[f"theme.{scheme}.sidebar.backgroundColor"] = PALETTE["shade"][dark]
        options[f"theme.{scheme}.sidebar.secondaryBackgroundColor"] = PALETTE["paper"][dark]
    return options


def apply(port: int) -> None:
    """Set every option Streamlit has: ours where we have a wish, its own default everywhere else.

    Streamlit reads config.toml from the home folder, the working folder and the script's folder, and lets flags win;
    so each option goes in as a flag. Options whose default is computed are all among ours; asking for their value here
    would read those files first, and a theme in them may name an address to fetch.
    """
    defaults = {
        key: option.default_val
        for key, option in config._config_options_template.items()  # noqa: SLF001  (no public list of options)
    }
    place = {"server.port": port, "browser.serverPort": port, "browser.serverAddress": HOSTS[0]}
    chosen = {**defaults, **SAFE, **theme(), **place, "server.cookieSecret": secrets.token_hex(32)}
    config.get_config_options(force_reparse=True, options_from_flags=chosen)
