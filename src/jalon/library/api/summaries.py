"""What documents speak of as a whole, and what suggests tags, to read by machine."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from jalon.base.frames.api import INSTALLATION, Answer, answer, router_of
from jalon.library.queries.models import public_cards
from jalon.library.queries.summaries import summary

summaries = router_of("documents")
learned = router_of("models")


class DensityShape(Schema):
    """How much of a document speaks of an objective."""

    code: str = Field(description="Full code of the objective.")
    confirmed: int = Field(description="Passages confirmed.")
    suggested: int = Field(description="Passages suggested by machine, not confirmed.")
    of: int = Field(description="Passages of the document that may be evidence.")
    share_confirmed: float | None = Field(description="Confirmed of these, 0 to 1.")
    share_suggested: float | None = Field(description="Suggested of these, 0 to 1.")


@summaries.get("documents/{slug}/density", response=Answer[list[DensityShape]])
def document_density(request: HttpRequest, slug: str) -> Mapping[str, object]:  # noqa: ARG001 - as operations are
    """Density of each objective that something was found on; the others are silent."""
    rows = [
        {
            "code": line.element.code,
            "confirmed": line.found.evidence.confirmed,
            "suggested": line.found.evidence.suggested,
            "of": line.found.of,
            "share_confirmed": line.found.confirmed,
            "share_suggested": line.found.suggested,
        }
        for line in summary(slug).lines
    ]
    return answer(rows, source=INSTALLATION)


class CardShape(Schema):
    """The card of a model that was learned on this installation and is in use."""

    name: str
    framework: str = Field(description="Slug of the framework whose elements it suggests.")
    made_at: str = Field(description="When it was learned, ISO 8601.")
    jalon: str = Field(description="Version of Jalon that learned it.")
    tagger: str = Field(description="Version of the tagger that it was learned over.")
    sha256: str = Field(description="Digest of its arrays.")
    replaces: str = Field(description="Name of the model used before; empty for none.")
    decisions: dict[str, Any] = Field(description="Tags, passages and documents learned from.")
    least: float = Field(description="Score from which an element is suggested.")
    margin: float = Field(description="How much F1 had to rise.")
    gain: dict[str, float] = Field(description="How much it rose, with 95 % bounds.")
    before: dict[str, Any] = Field(description="Scores of the tagger as it comes.")
    after: dict[str, Any] = Field(description="Scores on documents it had not learned from.")
    present: dict[str, Any] | None = Field(description="Beside the model used before, if known.")
    elements: list[dict[str, Any]] = Field(description="Precision and recall by element.")
    languages: list[dict[str, Any]] = Field(description="Scores by language.")


@learned.get("models", response=Answer[list[CardShape]])
def model_list(request: HttpRequest) -> Mapping[str, object]:  # noqa: ARG001 - as operations are
    """The models that were learned here and are in use; none where the tagger is as it comes."""
    return answer(public_cards(), source=INSTALLATION, unstable=("data",))
