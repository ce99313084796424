"""The untouched uploads beside the ledger, by hash: what evidence points at and what `reread` reads again."""

from pathlib import Path

from ingest.source import Source


class Originals:
    """A folder of files named by their SHA-256, readable by the owner only."""

    def __init__(self, ledger: Path) -> None:
        self.folder = ledger.with_name(f"{ledger.name}.originals")

    def keep(self, source: Source) -> None:
        """Write the bytes once."""
        path = self.folder / source.sha256
        if path.exists():
            return
        self.folder.mkdir(mode=0o700, exist_ok=True)
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(source.data)
        unfinished.replace(path)

    def read(self, name: str, sha256: str) -> Source | None:
        """Return a kept upload under its own name, or None if it was not kept or no longer has its hash."""
        path = self.folder / sha256
        if not path.exists():
            return None
        source = Source(name, path.read_bytes())
        return source if source.sha256 == sha256 else None

    def drop(self, sha256: str) -> None:
        """Delete a kept upload."""
        (self.folder / sha256).unlink(missing_ok=True)
