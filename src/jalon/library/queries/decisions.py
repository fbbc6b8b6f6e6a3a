"""The decisions that can be learned from."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

from django.conf import settings

from jalon.engines.tagging import PassageText
from jalon.engines.tagging.learning import Decided
from jalon.library.engine import packaged_tagger
from jalon.library.models import Passage
from jalon.library.queries import visibility
from jalon.library.rules import TagState
from jalon.library.rules.learning import Counts


def decided_passages(framework: str) -> list[Decided]:
    """Passages with decisions on elements that the tagger of a framework ranks.

    Those of documents that are not public are left out, unless the installation says otherwise:
    what was learned is used for everybody.
    """
    codes = packaged_tagger(framework).codes
    tags = visibility.tags().filter(element__code__in=codes)
    if not settings.JALON_LEARN_FROM_HIDDEN:
        tags = tags.filter(document__is_public=True)
    states: dict[int, dict[str, str]] = defaultdict(dict)
    for passage_id, code, state in tags.values_list("passage_id", "element__code", "state"):
        states[passage_id][code] = state
    decided = {
        key: found
        for key, found in states.items()
        if any(state != TagState.SUGGESTED for state in found.values())
    }
    rows = visibility.passages().filter(pk__in=list(decided)).select_related("document")
    return [_decided(row, decided[row.pk]) for row in rows.order_by("pk")]


def _decided(row: Passage, states: dict[str, str]) -> Decided:
    return Decided(
        passage=PassageText(text=row.text, lang=row.lang, section=row.section),
        document=sha256(f"document {row.document_id}".encode()).hexdigest()[:16],
        verdicts={
            code: state == TagState.CONFIRMED
            for code, state in states.items()
            if state != TagState.SUGGESTED
        },
        is_whole=TagState.SUGGESTED not in states.values(),
    )


def counts_of(passages: Sequence[Decided]) -> Counts:
    """How many decisions there are to learn from."""
    verdicts = [verdict for one in passages for verdict in one.verdicts.values()]
    whole = [one for one in passages if one.is_whole]
    return Counts(
        confirmed=sum(verdicts),
        refused=len(verdicts) - sum(verdicts),
        passages=len(whole),
        documents=len({one.document for one in whole}),
    )
