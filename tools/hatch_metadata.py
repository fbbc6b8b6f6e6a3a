"""Tell the build what an installed Jalon needs: the names in requirements/main.in."""

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class RequirementsHook(MetadataHookInterface):
    """Reads the direct dependencies, so that they are written down once."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the dependencies to the package's metadata."""
        lines = (Path(self.root) / "requirements" / "main.in").read_text().splitlines()
        wanted = [line.split("#")[0].strip() for line in lines]
        metadata["dependencies"] = [line for line in wanted if line]
