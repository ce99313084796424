"""What Streamlit does at its start that no page of ours needs, left undone. There are no options for it."""

from pathlib import Path

from streamlit import delta_generator
from streamlit.components.v2 import manifest_scanner


def lean_start() -> None:
    """Spare the start two searches: nearly half of the time until the server answers, and a tenth of the first page's.

    For components Streamlit reads the metadata of every installed package; whatever else is installed beside us has no business on these
    pages. To warn those who run a script without a server, it looks up the source of every caller.
    """
    manifest_scanner.scan_component_manifests = _none
    delta_generator._use_warning_has_been_displayed = True  # noqa: SLF001


def _none(max_workers: int | None = None) -> list[tuple[manifest_scanner.ComponentManifest, Path]]:  # noqa: ARG001  (as Streamlit calls it)
    return []
