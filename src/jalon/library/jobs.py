"""The reading worker, learning, and the check that files and documents agree."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _t

from jalon.base.public import SYSTEM, Check, Finding, Job
from jalon.frameworks.public import framework_slugs
from jalon.library.actions import read_waiting
from jalon.library.actions.files import digest_of_file
from jalon.library.actions.learning import learn_if_due
from jalon.library.actions.waiting import ask_to_read_again, outdated, reread_waiting
from jalon.library.engine import fits, shelf
from jalon.library.models import Document
from jalon.library.rules.learning import TooFewDecisions


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


MOST_NAMED = 3
"""Documents of an older reader that the check names."""


def _check_reader(repair: bool) -> Iterator[Finding]:  # noqa: FBT001 - the signature of checks
    """A finding when documents were read by an older reader; mended by having them read again."""
    slugs = outdated()
    if not slugs:
        return
    if repair:
        for slug in slugs:
            ask_to_read_again(slug=slug, actor=SYSTEM)
    yield Finding(
        what=_t("Documents that an older reader has read: {number} ({first}…).").format(
            number=len(slugs), first=", ".join(slugs[:MOST_NAMED])
        ),
        remedy=_t("Run “jalon reread”; addresses and decisions stay."),
        mended=repair,
    )


def _check_models(repair: bool) -> Iterator[Finding]:  # noqa: ARG001, FBT001 - the signature of checks
    """Findings about learned models that are to be used and cannot be."""
    for slug in framework_slugs():
        name = shelf.used(slug)
        why = shelf.problem_of(slug, shelf.card(slug, name), fits=fits(slug)) if name else ""
        if why:
            yield Finding(
                what=_t(
                    "The learned model of {framework} is not used: it is damaged, or of another "
                    "version."
                ).format(framework=slug),
                remedy=_t("Run “jalon learn”, or “jalon learn --back”."),
            )


def _learn() -> bool:
    """Learn when it is due; too few decisions are no mistake."""
    try:
        return learn_if_due()
    except TooFewDecisions:
        return False


READING_JOB = Job(name="reading", run=read_waiting, pause_seconds=0.5)
REREADING_JOB = Job(name="rereading", run=reread_waiting, pause_seconds=2.0)
READER_CHECK = Check(name="reader", run=_check_reader)
FILES_CHECK = Check(name="files", run=_check_files)
LEARNING_JOB = Job(name="learning", run=_learn, pause_seconds=600)
MODELS_CHECK = Check(name="models", run=_check_models)
