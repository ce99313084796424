"""The one module that reaches out of the machine, by Apprise, which is loaded for it alone."""

from collections.abc import Mapping

import apprise

from dashboard.notify.message import Message


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
    return bool(
        channel.notify(
            title=message.title,
            body=message.body,
            body_format=apprise.NotifyFormat.TEXT,  # so that it is escaped where a channel speaks HTML or Markdown
            interpret_escapes=False,
        )
    )


def _asset() -> apprise.AppriseAsset:
    return apprise.AppriseAsset(app_id="Walletwatch", app_desc="Walletwatch", app_url="", async_mode=False)
