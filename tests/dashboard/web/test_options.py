"""Streamlit's options hold whatever lies about on the machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

from dashboard.web.options import SAFE

ROOT = Path(__file__).resolve().parents[3]
LOOSE = """
[browser]
gatherUsageStats = true
serverAddress = "evil.example"
[client]
toolbarMode = "developer"
showErrorDetails = "full"
showErrorLinks = true
allowedOrigins = ["https://evil.example"]
disableDataExport = false
[global]
developmentMode = true
[logger]
level = "debug"
[runner]
magicEnabled = true
[secrets]
files = ["/etc/passwd"]
[server]
address = "0.0.0.0"
port = 80
headless = false
allowedHosts = ["*"]
corsAllowedOrigins = ["https://evil.example"]
baseUrlPath = "elsewhere"
enableAgentApi = true
enableCORS = false
enableStaticServing = true
enableXsrfProtection = false
fileWatcherType = "poll"
maxUploadSize = 9999
showEmailPrompt = true
trustedUserHeaders = { X-User = "email" }
xsrfCookieSameSite = "lax"
cookieSecret = "known"
[theme]
base = "https://evil.example/theme.toml"
font = "Evil:https://evil.example/font.css"
primaryColor = "#ff0000"
"""
# What Streamlit would fetch, it fetches with urllib: a base theme is an address the parser may open.
TELL = """
import json, socket, sys
def refuse(*_): raise AssertionError("a connection was opened")
socket.create_connection = socket.socket.connect = refuse
from dashboard.web import options
options.apply(8501)
from streamlit import config
known = {key: config.get_option(key) for key in config.get_config_options() if key != "server.cookieSecret"}
print(json.dumps([known, config.get_option("server.cookieSecret")], default=str))
"""


def told(home: Path, **environment: str) -> tuple[dict[str, object], str]:
    """Return every option as a fresh process sees it, with `home` as home and working folder."""
    variables = {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(ROOT), **environment}
    variables |= {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", TELL], cwd=home, env=variables, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    options, secret = json.loads(done.stdout)
    return options, secret


def test_neither_files_nor_environment_can_loosen_an_option(tmp_path: Path) -> None:
    """Whatever they say, every option is as on an untouched machine."""
    loose, clean = tmp_path / "loose", tmp_path / "clean"
    (loose / ".streamlit").mkdir(parents=True)
    (loose / ".streamlit" / "config.toml").write_text(LOOSE, "utf-8")
    clean.mkdir()
    environment = {
        "STREAMLIT_SERVER_COOKIE_SECRET": "known",
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
        "STREAMLIT_SERVER_ENABLE_AGENT_API": "true",
        "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true",
        "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full",
    }
    loosened, secret = told(loose, **environment)
    untouched, other_secret = told(clean)
    assert loosened == untouched
    assert len({secret, other_secret, "known"}) == 3
    assert {key: loosened[key] for key in SAFE} == dict(SAFE)
