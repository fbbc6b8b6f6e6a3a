"""Every address with an example: what tests of all pages walk along.

`tests/contracts/test_page_statements.py` fails when an address has no example here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import URLPattern, get_resolver


class Kind(StrEnum):
    """What an address answers with."""

    PAGE = "page"
    DATA = "data"
    ACT = "act"
    REDIRECT = "redirect"


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """An address as people ask for it.

    The path may hold {language}, {document} (one with paragraphs 1, 2, 3 …, of which the first has
    a tag on objective 6), {batch} (of files sent), {tag} and {passage} (numbers of rows).
    """

    name: str
    title: str
    path: str
    kind: Kind = Kind.PAGE
    status: int = 200
    posted: tuple[tuple[str, str], ...] = ()


KNOWN = "a-75-542"
"""A document that is known by its description only."""
INITIATIVE = "recruitment-cost-surveys"


def _page(name: str, title: str, path: str, *, status: int = 200) -> Example:
    return Example(name=name, title=title, path=f"/{{language}}/{path}", status=status)


PAGES = (
    _page("pages:home", "home", ""),
    _page("pages:home", "home as table", "?table=1&view=number"),
    _page("pages:objectives", "objectives", "objectives/"),
    _page("pages:objectives", "objectives by area", "objectives/?view=area"),
    _page("pages:objective", "objective", "objectives/6/"),
    _page("pages:objective", "objective without evidence", "objectives/19/?place=AND"),
    _page("pages:places", "places", "places/"),
    _page("pages:place", "place", "places/PRT/"),
    _page("pages:matrix", "matrix by document", "matrix/"),
    _page("pages:matrix", "matrix by place", "matrix/?by=place"),
    _page("pages:matrix", "matrix of actions by year", "matrix/?by=year&rows=gcm-actions"),
    _page("pages:cell", "cell of the matrix", "matrix/cell/?element=gcm:6&document={document}"),
    _page("frameworks:frameworks", "frameworks", "frameworks/"),
    _page("frameworks:framework", "framework", "frameworks/gcm/"),
    _page("frameworks:crosswalk", "crosswalk", "frameworks/crosswalks/gcm/ilo-2018/"),
    _page("library:documents", "documents", "documents/"),
    _page("library:documents", "documents not found", "documents/?q=zebra"),
    _page("library:upload", "upload", "documents/upload/"),
    _page("library:batch", "progress of files", "documents/upload/{batch}/"),
    _page("library:document", "document", "documents/{document}/"),
    _page("library:document", "document, filtered", "documents/{document}/?show=suggested"),
    _page("library:document", "document known only", f"documents/{KNOWN}/"),
    _page("library:passage", "passage", "documents/{document}/p/1"),
    _page("practices:initiatives", "initiatives", "initiatives/"),
    _page("practices:initiative", "initiative", f"initiatives/{INITIATIVE}/"),
    _page("reviews:report", "report, choices", "report/"),
    _page("reviews:report", "report, preview", "report/?place=PRT"),
    _page("reviews:report", "report, refused", "report/?place=Atlantis", status=400),
    _page("search:results", "search", "search/"),
    _page("search:results", "search results", "search/?q=recruitment+fees"),
    _page("search:results", "nothing found", "search/?q=xyzzyplugh"),
    _page("pages:styleguide", "style guide", "styleguide/"),
    _page("", "no such page", "nowhere/", status=404),
    _page("library:document", "refusal", "documents/nowhere/", status=404),
    Example(name="api:addresses", title="data by machine", path="/api/"),
)
"""Pages that people read; a language goes before most of them."""


def _data(name: str, path: str, *, status: int = 200) -> Example:
    return Example(name=name, title=name, path=path, kind=Kind.DATA, status=status)


DATA = (
    _data("service-worker", "/service-worker.js"),
    _data("pages:matrix-csv", "/{language}/matrix.csv"),
    _data("frameworks:crosswalk-csv", "/{language}/frameworks/crosswalks/gcm/ilo-2018.csv"),
    _data("library:file", "/{language}/documents/{document}/file"),
    _data("reviews:download", "/{language}/report/download/?place=PRT&format=html"),
    _data("api:description", "/api/v1/openapi.json"),
    _data("api:framework_list", "/api/v1/frameworks"),
    _data("api:element_list", "/api/v1/frameworks/gcm/elements"),
    _data("api:element_show", "/api/v1/elements/gcm:6"),
    _data("api:crosswalk_list", "/api/v1/crosswalks"),
    _data("api:crosswalk_show", "/api/v1/crosswalks/gcm/ilo-2018"),
    _data("api:place_list", "/api/v1/places"),
    _data("api:place_show", "/api/v1/places/PRT"),
    _data("api:document_list", "/api/v1/documents"),
    _data("api:document_show", "/api/v1/documents/{document}"),
    _data("api:document_passages", "/api/v1/documents/{document}/passages"),
    _data("api:passage_show", "/api/v1/documents/{document}/passages/1"),
    _data("api:document_tags", "/api/v1/documents/{document}/tags"),
    _data("api:evidence_list", "/api/v1/passages?element=gcm:6"),
    _data("api:matrix_show", "/api/v1/matrix?by=place"),
    _data("api:initiative_list", "/api/v1/initiatives"),
    _data("api:initiative_show", f"/api/v1/initiatives/{INITIATIVE}"),
    _data("api:search", "/api/v1/search?q=recruitment"),
    _data("api:counts_show", "/api/v1/counts"),
    _data("api:", "/api/v1/nowhere", status=404),
)
"""Files and answers for machines."""

REDIRECTS = (
    Example(name="root", title="root", path="/", kind=Kind.REDIRECT, status=302),
    Example(
        name="",
        title="passage without language",
        path="/documents/{document}/p/1",
        kind=Kind.REDIRECT,
        status=302,
    ),
)

ACTS = (
    Example(
        name="library:decide",
        title="confirm a tag",
        path="/{language}/documents/tags/{tag}/",
        kind=Kind.ACT,
        posted=(("wanted", "confirmed"),),
    ),
    Example(
        name="library:add",
        title="add a tag",
        path="/{language}/documents/passages/{passage}/tags/",
        kind=Kind.ACT,
        posted=(("code", "17"),),
    ),
)
"""What changes something; asked for by htmx they answer with a fragment."""

EXAMPLES = (*PAGES, *DATA, *REDIRECTS, *ACTS)


def address_names() -> Iterator[str]:
    """The full name of every address that the site answers; those without a name end in nothing."""
    yield from _names(get_resolver().url_patterns, "")


def _names(patterns: list[object], space: str) -> Iterator[str]:
    for found in patterns:
        if isinstance(found, URLPattern):
            yield f"{space}{found.name or ''}"
        else:
            inner = f"{space}{found.namespace}:" if found.namespace else space
            yield from _names(found.url_patterns, inner)
