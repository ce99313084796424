"""The one module that reaches out of the machine, by Apprise, which is loaded for it alone."""

from collections.abc import Mapping
from typing import Final

import apprise

from dashboard.notify.message import Message

_ROOM: Final = 20_000  # characters; what takes fewer is a chat


def understood(address: str) -> bool:
    """Tell whether an address is one that Apprise can send to; nothing is sent."""
    return bool(address) and bool(apprise.Apprise(asset=_asset()).add(address))


def send(addresses: Mapping[str, str], message: Message) -> list[str]:
    """Send to each channel and return the names of those that did not take it; no address is ever told."""
    return [name for name, address in addresses.items() if not _sent(address, message)]


def _sent(address: str, message: Message) -> bool:
    channel = apprise.Apprise(asset=_asset())
    if not address or not channel.add(address):
        return False
    room = min(plugin.body_maxlen for plugin in channel)
    page = bool(message.html) and len(message.html) <= room and all(map(_shows_pages, channel))
    text = message.short if message.short and len(message.body) > room else message.body
    return bool(
        channel.notify(
            title=message.title,
            body=message.html if page else text,
            # Text is named as such, so that it is escaped where a channel speaks HTML or Markdown.
            body_format=apprise.NotifyFormat.HTML if page else apprise.NotifyFormat.TEXT,
            interpret_escapes=False,
        )
    )


def _shows_pages(plugin: apprise.NotifyBase) -> bool:
    """Tell whether a channel shows whole pages, as mail does; chats that speak HTML know a few tags, and take short texts."""
    resolve = getattr(plugin, "resolve_format", None)  # of newer versions, whose channels may speak several
    speaks = resolve(apprise.NotifyFormat.HTML) if resolve else plugin.notify_format
    return bool(speaks == apprise.NotifyFormat.HTML and plugin.body_maxlen >= _ROOM)


def _asset() -> apprise.AppriseAsset:
    return apprise.AppriseAsset(app_id="Walletwatch", app_desc="Walletwatch", app_url="", async_mode=False)
