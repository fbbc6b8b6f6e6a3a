"""How much of everything there is, over all rooms."""

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from jalon.base.frames.api import INSTALLATION, Answer, answer, router_of
from jalon.frameworks import public as frameworks
from jalon.library import public as library
from jalon.practices import public as practices

router = router_of("counts")


class CountsShape(Schema):
    """Counts of an installation."""

    documents: int = Field(description="Documents whose text is here.")
    passages: int = Field(description="Passages that may be evidence.")
    confirmed: int = Field(description="Passages with at least one confirmed tag.")
    suggested: int = Field(description="Passages with at least one suggested tag.")
    initiatives: int
    elements: dict[str, dict[str, int]] = Field(
        description="Elements by slug of the framework and by kind."
    )


@router.get("/counts", response=Answer[CountsShape])
def counts_show(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 - as Django calls
    """How many documents, passages, tags, initiatives and elements there are."""
    data: dict[str, object] = dict(library.library_counts())
    data |= {"initiatives": practices.count(), "elements": frameworks.element_counts()}
    return answer(data, source=INSTALLATION)
