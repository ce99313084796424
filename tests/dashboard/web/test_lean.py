"""The start leaves out what no page needs."""

from importlib import metadata

import pytest
from streamlit import delta_generator
from streamlit.components.v2 import manifest_scanner

from dashboard.web import lean


def test_the_start_looks_into_no_installed_package(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((manifest_scanner, "scan_component_manifests"), (delta_generator, "_use_warning_has_been_displayed")):  # fmt: skip
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(metadata, "distributions", None)  # whoever asks fails
    lean.lean_start()
    assert manifest_scanner.scan_component_manifests() == []
