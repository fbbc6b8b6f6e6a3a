"""The reading worker, and the check that files and documents agree."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _t

from jalon.base.public import Check, Finding, Job
from jalon.library.actions import read_waiting
from jalon.library.actions.files import digest_of_file
from jalon.library.models import Document


def _check_files(repair: bool) -> Iterator[Finding]:  # noqa: ARG001, FBT001 - the signature of checks
    """Findings about documents whose file is missing or was changed."""
    rows = Document.objects.exclude(file="").values_list("slug", "file", "sha256")
    for slug, file, digest in rows.order_by("slug"):
        path = Path(settings.JALON_FILES) / file
        if not path.exists():
            what = _t("The file of the document {slug} is missing.").format(slug=slug)
        elif digest_of_file(path) != digest:
            what = _t("The file of the document {slug} was changed.").format(slug=slug)
        else:
            continue
        yield Finding(
            what=what, remedy=_t("Bring the file back from a backup, or ingest it again.")
        )


READING_JOB = Job(name="reading", run=read_waiting, pause_seconds=0.5)
FILES_CHECK = Check(name="files", run=_check_files)
