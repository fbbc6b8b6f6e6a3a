"""Every address with an example: what tests of all pages walk along.

`tests/contracts/test_page_statements.py` fails when an address has no example here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import URLPattern, get_resolver

from tests.crowd import INITIATIVE, KNOWN
from tests.roles import (
    ALL,
    ALL_WRITERS,
    BODY_MANAGERS,
    BOTH_KEEPERS,
    DECIDERS,
    KEEPERS_ONLY,
    OWNERS,
    PEOPLE,
    VALIDATORS,
    WITHDRAWERS,
    WRITERS,
    Role,
)


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
    a tag on objective 6), {batch} (of files sent), {tag} and {passage} (numbers of rows), and other
    facts of `tests/crowd.py`. `only` names the roles that may, where the record decides and not
    the address alone (see `tests/rules_of_addresses.py`).
    """

    name: str
    title: str
    path: str
    kind: Kind = Kind.PAGE
    status: int = 200
    posted: tuple[tuple[str, str], ...] = ()
    only: frozenset[Role] | None = None


def _page(
    name: str, title: str, path: str, *, status: int = 200, only: frozenset[Role] | None = None
) -> Example:
    path = f"/{{language}}/{path}"
    return Example(name=name, title=title, path=path, status=status, only=only)


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
    _page("library:upload", "upload", "documents/upload/", only=ALL_WRITERS),
    _page("library:batch", "progress of files", "documents/upload/{batch}/", only=BOTH_KEEPERS),
    _page("library:document", "document", "documents/{document}/"),
    _page("library:document", "document, filtered", "documents/{document}/?show=suggested"),
    _page("library:document", "document known only", f"documents/{KNOWN}/"),
    _page("library:passage", "passage", "documents/{document}/p/1"),
    _page("library:beside", "passage beside its page", "documents/{document}/p/1/page"),
    _page("library:beside", "passage beside a page", "documents/{document}/p/1/page?page=2"),
    _page("library:passage", "passage that is gone", "documents/{document}/p/gone", status=410),
    _page("library:describe", "description", "documents/{document}/describe/"),
    _page("library:lost", "lost decisions", "documents/{document}/lost/"),
    _page("library:publish", "publish what is public", "documents/{document}/publish/"),
    _page("library:withdraw", "withdraw", "documents/{document}/withdraw/"),
    _page("library:review", "review queue", "review/?document={document}"),
    _page("library:summary", "summary", "documents/{document}/summary/"),
    _page("library:compare", "compare, choices", "documents/compare/?by=year"),
    _page(
        "library:compare",
        "compare, documents",
        "documents/compare/?by=document&one={document}&other={second}",
    ),
    _page(
        "library:compare",
        "compare, refused",
        "documents/compare/?by=year&one=x&other=2",
        status=404,
    ),
    _page("library:model", "what suggests tags", "model/"),
    _page("library:terms", "terms", "terms/"),
    _page("library:terms", "terms not found", "terms/?q=zebra&lang=fr"),
    _page("library:rounds", "rounds", "review/rounds/"),
    _page("library:round-new", "round, new", "review/rounds/new/", only=ALL_WRITERS),
    _page("practices:initiatives", "initiatives", "initiatives/"),
    _page("practices:initiative", "initiative", f"initiatives/{INITIATIVE}/"),
    _page("practices:initiative", "initiative of a body", "initiatives/{published}/"),
    _page("practices:initiative", "no initiative", "initiatives/nowhere/", status=404),
    _page("practices:new", "initiative, new", "initiatives/new/"),
    _page("base:history", "history of an initiative", "history/initiative/{published}/"),
    _page("reviews:report", "report, choices", "report/"),
    _page("reviews:report", "report, preview", "report/?place=PRT"),
    _page("reviews:report", "report, refused", "report/?place=Atlantis", status=400),
    _page("search:results", "search", "search/"),
    _page("search:results", "search results", "search/?q=recruitment+fees"),
    _page("search:results", "nothing found", "search/?q=xyzzyplugh"),
    _page("pages:styleguide", "style guide", "styleguide/"),
    _page("base:bodies", "bodies", "bodies/"),
    _page("base:body", "body", "bodies/{body}/"),
    _page("base:body-found", "body, new", "bodies/new/"),
    _page("base:body-describe", "body, described", "bodies/{body}/describe/", only=BODY_MANAGERS),
    _page("base:body-people", "people of a body", "bodies/{body}/people/", only=BODY_MANAGERS),
    _page("base:people", "accounts", "people/"),
    _page("base:history", "history of a body", "history/body/{body_id}/"),
    _page("base:history", "history of a document", "history/document/{document}/"),
    _page("base:history", "history of a passage", "history/passage/{passage}/"),
    _page("base:history", "history of nothing", "history/body/0/", status=404),
    _page("base:work", "work", "work/"),
    _page("base:hand-over", "handover", "people/{leaving}/hand-over/", only=BODY_MANAGERS),
    _page("base:account", "account", "account/"),
    _page("base:sessions", "sessions", "account/sessions/"),
    _page("base:invitation", "invitation", "invitations/{secret}/"),
    _page("base:inbox", "inbox", "inbox/"),
    _page("base:inbox", "inbox, all of it", "inbox/?show=all&page=2"),
    _page("base:inbox", "inbox, what is due", "inbox/?show=due"),
    _page("base:notice-settings", "notices by mail", "account/notices/"),
    _page("base:mail-end", "end of mail, asked", "unsubscribe/{mail_token}/"),
    _page("base:mail-end", "end of mail, forged", "unsubscribe/1.forged/", status=404),
    _page("", "no such page", "nowhere/", status=404),
    _page("library:document", "refusal", "documents/nowhere/", status=404),
    Example(name="api:addresses", title="data by machine", path="/api/"),
)
"""Pages that people read; a language goes before most of them."""

EDIT = "initiatives/{draft}/edit"
HIDDEN = (
    _page("practices:draft", "draft", "initiatives/{draft}/draft/", only=OWNERS),
    _page("practices:draft", "submitted", "initiatives/{submitted}/draft/?lang=fr", only=OWNERS),
    _page("practices:draft", "laid aside", "initiatives/{archived}/draft/", only=OWNERS),
    _page("base:history", "its history", "history/document/{hidden}/", only=OWNERS),
    _page(
        "base:history",
        "history of a hidden passage",
        "history/passage/{hidden_passage}/",
        only=OWNERS,
    ),
    _page("base:history", "history of a draft", "history/initiative/{draft}/", only=OWNERS),
    *(
        _page(
            "practices:edit", f"draft, {part}", f"initiatives/{{draft}}/edit/{part}/", only=WRITERS
        )
        for part in ("what", "who", "objectives", "places", "source", "figures", "languages")
    ),
    _page("library:document", "hidden document", "documents/{hidden}/", only=OWNERS),
    _page("library:passage", "hidden passage", "documents/{hidden}/p/1", only=OWNERS),
    _page("library:beside", "hidden page", "documents/{hidden}/p/1/page", only=OWNERS),
    _page("library:describe", "hidden description", "documents/{hidden}/describe/", only=OWNERS),
    _page("library:lost", "hidden lost decisions", "documents/{hidden}/lost/", only=OWNERS),
    _page("library:publish", "publish", "documents/{hidden}/publish/", only=OWNERS),
    _page("library:summary", "hidden summary", "documents/{hidden}/summary/", only=OWNERS),
    _page(
        "library:compare",
        "hidden comparison",
        "documents/compare/?by=document&one={hidden}&other={document}",
        only=OWNERS,
    ),
    _page(
        "library:withdraw", "withdraw what is hidden", "documents/{hidden}/withdraw/", only=OWNERS
    ),
    _page("library:batch", "hidden files", "documents/upload/{hidden_batch}/", only=OWNERS),
    _page("library:round", "round", "review/rounds/{round}/", only=OWNERS),
    _page("library:review", "reading in a round", "review/?round={round}", only=OWNERS),
    Example(
        name="library:file",
        title="hidden file",
        path="/{language}/documents/{hidden}/file",
        kind=Kind.DATA,
        only=OWNERS,
    ),
    Example(
        name="library:picture",
        title="hidden picture",
        path="/{language}/documents/{hidden}/pages/1.webp",
        kind=Kind.DATA,
        only=OWNERS,
    ),
    *(
        Example(name=name, title=f"hidden, {name}", path=path, kind=Kind.DATA, only=OWNERS)
        for name, path in (
            ("api:document_show", "/api/v1/documents/{hidden}"),
            ("api:document_passages", "/api/v1/documents/{hidden}/passages"),
            ("api:passage_show", "/api/v1/documents/{hidden}/passages/1"),
            ("api:passage_findings", "/api/v1/documents/{hidden}/passages/1/findings"),
            ("api:document_tags", "/api/v1/documents/{hidden}/tags"),
            ("api:document_density", "/api/v1/documents/{hidden}/density"),
        )
    ),
)
"""What a body has not published: everybody else hears that there is no such thing."""


def _data(name: str, path: str, *, status: int = 200) -> Example:
    return Example(name=name, title=name, path=path, kind=Kind.DATA, status=status)


DATA = (
    _data("service-worker", "/service-worker.js"),
    _data("pages:matrix-csv", "/{language}/matrix.csv"),
    _data("pages:matrix-xlsx", "/{language}/matrix.xlsx"),
    _data("frameworks:crosswalk-csv", "/{language}/frameworks/crosswalks/gcm/ilo-2018.csv"),
    _data(
        "library:compare-csv",
        "/{language}/documents/compare.csv?by=document&one={document}&other={second}",
    ),
    _data("library:file", "/{language}/documents/{document}/file"),
    _data("library:picture", "/{language}/documents/{document}/pages/1.webp"),
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
    _data("api:passage_findings", "/api/v1/documents/{document}/passages/1/findings"),
    _data("api:document_tags", "/api/v1/documents/{document}/tags"),
    _data("api:evidence_list", "/api/v1/passages?element=gcm:6"),
    _data("api:matrix_show", "/api/v1/matrix?by=place"),
    _data("api:document_density", "/api/v1/documents/{document}/density"),
    _data("api:model_list", "/api/v1/models"),
    _data("api:term_list", "/api/v1/terms"),
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
    Example(
        name="base:notice-open",
        title="where a notice leads",
        path="/{language}/inbox/{notice}/",
        kind=Kind.REDIRECT,
        status=302,
        only=KEEPERS_ONLY,
    ),
)


def _act(
    address: str, title: str, path: str, /, *, only: frozenset[Role], **posted: str
) -> Example:
    path, kind = f"/{{language}}/{path}", Kind.ACT
    fields = tuple(posted.items())
    return Example(name=address, title=title, path=path, kind=kind, posted=fields, only=only)


DECIDE, ADD = "documents/tags/{}/", "documents/passages/{}/tags/"
ACTS = (
    _act(
        "practices:new", "begin an initiative", "initiatives/new/",
        only=WRITERS, body="{body_id}", language="en", kind="law", title="A law",
    ),
    _act(
        "practices:edit", "write a draft", "initiatives/{draft}/edit/what/",
        only=WRITERS, edition="1", kind="law", title="A law", summary="No fees.", language="en",
    ),
    *(
        _act("practices:move", f"{name} {stage}", f"initiatives/{{{stage}}}/move/",
             only=roles, move=name, edition=edition, note="Why.")
        for name, stage, edition, roles in (
            ("submit", "draft", "1", WRITERS),
            ("submit", "returned", "1", WRITERS),
            ("lay-aside", "draft", "1", WRITERS),
            ("take-back", "submitted", "1", WRITERS),
            ("return", "submitted", "1", VALIDATORS),
            ("approve", "submitted", "1", VALIDATORS),
            ("publish", "approved", "1", VALIDATORS),
            ("return", "approved", "1", VALIDATORS),
            ("begin-anew", "published", "", WRITERS),
            ("begin-anew", "archived", "1", WRITERS),
            ("archive", "published", "", WITHDRAWERS),
        )
    ),
    _act(
        "library:decide", "confirm a tag", DECIDE.format("{tag}"),
        only=KEEPERS_ONLY, wanted="confirmed",
    ),
    _act("library:add", "add a tag", ADD.format("{passage}"), only=KEEPERS_ONLY, code="17"),
    _act(
        "library:decide", "confirm a hidden tag", DECIDE.format("{hidden_tag}"),
        only=DECIDERS, wanted="confirmed",
    ),
    _act(
        "library:add", "add a hidden tag", ADD.format("{hidden_passage}"), only=DECIDERS, code="17"
    ),
    _act(
        "library:describe", "mend a description", "documents/{hidden}/describe/",
        only=WRITERS, title="Plan", language="fr", seen="{hidden_seen}",
    ),
    _act("library:reread", "read again", "documents/{hidden}/reread/", only=WRITERS),
    _act("library:settle", "look at a lost decision", "documents/lost/{lost}/", only=DECIDERS),
    _act(
        "library:answer", "answer in the queue", "review/answer/",
        only=KEEPERS_ONLY, items="{passage}.{code}", verb="confirm",
    ),
    _act(
        "library:answer", "change in the queue", "review/answer/",
        only=KEEPERS_ONLY, items="{passage}.{code}", choice="gcm:17",
    ),
    _act(
        "library:answer", "read in a round", "review/answer/",
        only=frozenset({Role.FOCAL_POINT, Role.REVIEWER}),
        items="{round_passage}.gcm:6", verb="refuse", back="?round={round}",
    ),
    _act("library:terms", "check a text", "terms/", only=ALL, text="Illegal migrants.", lang="en"),
    _act("library:round-close", "close a round", "review/rounds/{round}/close/", only=WRITERS),
    _act("library:publish", "publish a document", "documents/{hidden}/publish/", only=VALIDATORS),
    _act(
        "library:withdraw", "withdraw a document", "documents/{document}/withdraw/",
        only=BOTH_KEEPERS, reason="A draft.",
    ),
    _act("base:account", "change one's name", "account/", only=PEOPLE, name="Eve", language="fr"),
    _act(
        "base:body-found", "found a body", "bodies/new/",
        only=KEEPERS_ONLY, kind="union", name_en="Union of X",
    ),
    _act(
        "base:body-describe", "describe a body", "bodies/{body}/describe/",
        only=BODY_MANAGERS, kind="city", name_en="City of X",
    ),
    _act("base:session-end", "end a session", "account/sessions/{session}/end/", only=KEEPERS_ONLY),
    _act("base:sessions-end", "end all other sessions", "account/sessions/end/", only=PEOPLE),
    _act("base:body-close", "close a body", "bodies/{body}/close/", only=KEEPERS_ONLY),
    _act(
        "base:body-open-again", "open a body again", "bodies/{body}/open-again/", only=KEEPERS_ONLY
    ),
    _act(
        "base:body-people", "give a duty", "bodies/{body}/people/",
        only=BODY_MANAGERS, email="x@example.org", duties="validator",
    ),
    _act("base:duty-end", "end a duty", "duties/{duty}/end/", only=BODY_MANAGERS),
    _act(
        "base:invitation-take-back", "take an invitation back",
        "bodies/invitations/{invitation}/take-back/", only=BODY_MANAGERS,
    ),
    _act(
        "base:hand-over", "hand over", "people/{leaving}/hand-over/",
        only=BODY_MANAGERS, taker="{taker}", bodies="{body_id}",
    ),
    _act("base:inbox-read", "mark all as read", "inbox/read/", only=PEOPLE, newest="9999999"),
    _act("base:notice-read", "mark as read", "inbox/{notice}/read/", only=KEEPERS_ONLY),
    _act("base:notice-unread", "mark as unread", "inbox/{notice}/unread/", only=KEEPERS_ONLY),
    _act("base:notice-done", "mark as done", "inbox/{notice}/done/", only=KEEPERS_ONLY),
    _act(
        "base:notice-settings", "choose mail", "account/notices/",
        only=PEOPLE, pace="weekly", hour="7", weekday="2",
    ),
    _act("base:mail-end", "end mail", "unsubscribe/{mail_token}/", only=ALL),
    _act("base:person-close", "close an account", "people/{idle}/close/", only=KEEPERS_ONLY),
    _act(
        "base:person-open-again", "open an account again", "people/{idle}/open-again/",
        only=KEEPERS_ONLY,
    ),
)  # fmt: skip
"""What changes something; asked for by htmx they answer with a fragment."""

EXAMPLES = (*PAGES, *HIDDEN, *DATA, *REDIRECTS, *ACTS)
"""Every address of ours, at least once."""


def address_names() -> Iterator[str]:
    """The full name of every address of ours; those without a name end in nothing."""
    ours = (found for found in _found(get_resolver().url_patterns, "") if not is_foreign(found[1]))
    yield from (name for name, _view in ours)


def foreign_names() -> Iterator[str]:
    """The name of every address that allauth brings."""
    for name, view in _found(get_resolver().url_patterns, ""):
        if is_foreign(view):
            yield name


def is_foreign(view: Callable[..., object]) -> bool:
    """Whether a view is allauth's."""
    return view.__module__.startswith("allauth.")


def views() -> Iterator[tuple[str, Callable[..., object]]]:
    """The name and view of every address."""
    yield from _found(get_resolver().url_patterns, "")


def _found(patterns: list[object], space: str) -> Iterator[tuple[str, Callable[..., object]]]:
    for found in patterns:
        if isinstance(found, URLPattern):
            yield f"{space}{found.name or ''}", found.callback
        else:
            inner = f"{space}{found.namespace}:" if found.namespace else space
            yield from _found(found.url_patterns, inner)
