"""Learning from decisions: a model of this installation's own, used only where it is better."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jalon import __version__
from jalon.base.public import Actor, record
from jalon.engines.tagging import TAGGER_VERSION
from jalon.engines.tagging.correcting import to_bytes
from jalon.engines.tagging.learning import Decided, Learned, learn, outcomes_of
from jalon.library.engine import base_tagger, fits, shelf, tagger
from jalon.library.queries.decisions import counts_of, decided_passages
from jalon.library.rules.learning import (
    LEAST_DOCUMENTS,
    MARGIN,
    NothingLearned,
    check_enough,
    f1_of,
    figures,
    figures_by_element,
    figures_by_language,
    gain,
    is_better,
)

Card = dict[str, Any]  # as JSON has it


def learn_from_decisions(framework: str, *, dry_run: bool = False, actor: Actor) -> Card:
    """Learn from the decisions of this installation, and use it if it suggests better.

    Args:
        framework: Slug of a framework that comes with Jalon or was added to its data.
        dry_run: Only say how it would do; nothing is kept.
        actor: Who acts.

    Returns:
        The card of what was learned; `is_used` says whether it is used from now on.

    Raises:
        UnknownCode: No framework has this slug.
        TooFewDecisions: There is not enough to learn from.
    """
    passages = decided_passages(framework)
    check_enough(counts_of(passages))
    learned = learn(passages, base_tagger(framework))
    arrays = to_bytes(learned.correction)
    card = _card(framework, passages, learned, sha256(arrays).hexdigest())
    if dry_run:
        return card
    is_used = bool(card["is_used"])
    shelf.keep(framework, card["name"], card, arrays if is_used else None)
    with transaction.atomic():
        act = "use learned model" if is_used else "learn without gain"
        after = {"model": card["name"], "gain": card["gain"], "decisions": card["decisions"]}
        record(act, subject=f"model:{framework}", actor=actor, after=after)
    if is_used:
        shelf.use(framework, card["name"])
    return card


def go_back(framework: str, *, actor: Actor) -> str:
    """Use the model that was used before the present one, or the tagger as it comes with Jalon.

    Returns:
        The name of the model that is used now; empty for the tagger as it comes.

    Raises:
        NothingLearned: No learned model is in use.
    """
    now = shelf.used(framework)
    if not now:
        raise NothingLearned(framework=framework)
    present = shelf.card(framework, now) or {}
    earlier = str(present.get("replaces", ""))
    if shelf.problem_of(framework, shelf.card(framework, earlier), fits=fits(framework)):
        earlier = ""
    with transaction.atomic():
        before, after = {"model": now}, {"model": earlier}
        record(
            "go back from learned model",
            subject=f"model:{framework}",
            actor=actor,
            before=before,
            after=after,
        )
    shelf.use(framework, earlier)
    return earlier


def _card(framework: str, passages: Sequence[Decided], learned: Learned, digest: str) -> Card:
    now = timezone.now()
    value, low, high = gain(learned.before, learned.after)
    counts = counts_of(passages)
    present = _present(framework, passages, learned)
    return {
        "name": f"{now:%Y%m%d-%H%M%S}-{digest[:8]}",
        "framework": framework,
        "made_at": now.isoformat(timespec="seconds"),
        "jalon": __version__,
        "tagger": TAGGER_VERSION,
        "fits": fits(framework),
        "sha256": digest,
        "replaces": shelf.used(framework),
        "is_used": is_better(value, low) and (present is None or present["is_beaten"]),
        "decisions": {
            "confirmed": counts.confirmed,
            "refused": counts.refused,
            "passages": counts.passages,
            "documents": counts.documents,
            "hidden": bool(settings.JALON_LEARN_FROM_HIDDEN),
        },
        "least": round(learned.correction.least, 2),
        "margin": MARGIN,
        "gain": {"value": round(value, 4), "low": round(low, 4), "high": round(high, 4)},
        "before": figures(learned.before),
        "after": figures(learned.after),
        "present": present,
        "elements": figures_by_element(learned.before, learned.after),
        "languages": figures_by_language(learned.before, learned.after),
        "seen": sorted({one.document for one in passages}),
    }


def _present(
    framework: str, passages: Sequence[Decided], learned: Learned
) -> Mapping[str, Any] | None:  # Any: as JSON has it
    """How the learned model in use does on documents that it has not seen; None when too few."""
    seen = set((shelf.card(framework, shelf.used(framework)) or {}).get("seen", ()))
    fresh = [one for one in passages if one.is_whole and one.document not in seen]
    documents = {one.document for one in fresh}
    if not seen or len(documents) < LEAST_DOCUMENTS:
        return None
    present = f1_of(outcomes_of(fresh, tagger(framework)))
    after = f1_of(one for one in learned.after if one.document in documents)
    return {
        "f1": round(present, 4),
        "after": round(after, 4),
        "documents": len(documents),
        "is_beaten": after >= present,
    }


def learn_if_due() -> bool:
    """Learn for the Compact when there are enough new decisions since it was last tried.

    Returns:
        Whether it was tried; never unless the installation asks for it.
    """
    from jalon.base.public import SYSTEM

    after = settings.JALON_LEARN_AFTER
    if not after:
        return False
    tried = shelf.cards("gcm")
    last = tried[0]["decisions"] if tried else {"confirmed": 0, "refused": 0}
    counts = counts_of(decided_passages("gcm"))
    new = counts.confirmed + counts.refused - last["confirmed"] - last["refused"]
    if new < after:
        return False
    learn_from_decisions("gcm", actor=SYSTEM)
    return True
