"""Work that any process or machine may do: what is sent there can be loaded without Django.

A worker of a Dask cluster knows nothing of Jalon until the first piece of work comes; so these
functions import the rest of Jalon inside, after Django was made ready.
"""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

if TYPE_CHECKING:
    from jalon.library.engine.lines import Row


class ClusterDiffers(JalonError):
    """A worker would tag in another way than this machine."""

    code = "cluster-differs"
    sentence = _(
        "A worker of the cluster tags in another way than this machine: here {here}, there "
        "{there}. Install the same version of Jalon on all machines, and copy the models folder "
        "of JALON_HOME to them. What was printed is right."
    )


def tag_lines(rows: "Sequence[Row]", *, framework: str, findings: bool, expected: str) -> list[str]:
    """The JSON lines of passages, as this process tags them.

    Args:
        rows: m ids and passages.
        framework: The framework whose elements are ranked.
        findings: Whether to say also what else each passage names.
        expected: What names the tagger of the machine that asks.

    Raises:
        ClusterDiffers: The tagger of this process is another one.
    """
    _make_ready()
    from jalon.library.engine.lines import answer_lines, engine_name

    found = engine_name(framework)
    if found != expected:
        raise ClusterDiffers(here=expected, there=found)
    return answer_lines(rows, framework=framework, findings=findings)


def _make_ready() -> None:
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.project.settings")
        import django

        django.setup()
