"""Terms to avoid and to prefer, to read by machine."""

from collections.abc import Mapping

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from jalon.base.frames.api import Answer, Texts, answer, router_of
from jalon.engines.tagging import terms, terms_source

router = router_of("terms")


class TermShape(Schema):
    """A term to avoid, with the one to prefer."""

    id: str = Field(description="Short stable name, such as “illegal-migrant”.")
    avoid: dict[str, list[str]] = Field(description="Forms to avoid, by language.")
    prefer: Texts = Field(description="What to write instead, by language.")
    why: Texts = Field(description="One sentence, by language.")
    status: str = Field(description="“confirmed” when its source was read, else “unconfirmed”.")


@router.get("/terms", response=Answer[list[TermShape]])
def term_list(request: HttpRequest, lang: str = "") -> Mapping[str, object]:  # noqa: ARG001 - as operations are
    """Terms to avoid, what to write instead and why; only those known in a language, when asked."""
    rows = [
        {
            "id": term.id,
            "avoid": {tag: list(forms) for tag, forms in term.avoid.items()},
            "prefer": dict(term.prefer),
            "why": dict(term.why),
            "status": "confirmed" if term.is_confirmed else "unconfirmed",
        }
        for term in terms()
        if not lang or lang in term.avoid
    ]
    return answer(rows, source=terms_source().text)
