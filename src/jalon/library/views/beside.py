"""Pages beside their passages: the picture of a page, and the page that shows it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.pages import sentence_of, wants_fragment
from jalon.kernel.errors import UnknownCode
from jalon.library import queries
from jalon.library.actions.picturing import kept_picture, page_beside, picture_tag
from jalon.library.forms.documents import LeafForm
from jalon.library.queries.leaves import page_source
from jalon.library.views.elsewhere import elsewhere

SECONDS_KEPT = 3600
"""How long the picture of a public page is shown without asking again."""


@open_to(Access.EVERYONE)
@require_safe
def page_picture(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    """A page of a PDF as a picture; what is not public is asked for again each time."""
    source = page_source(slug)
    tag = quote_etag(picture_tag(source, page))
    response = get_conditional_response(request, etag=tag)
    if response is None:
        picture = kept_picture(source, page)
        response = HttpResponse(picture.data, content_type="image/webp")
    response.headers["ETag"] = tag
    if source.is_public:
        response.headers["Cache-Control"] = f"public, max-age={SECONDS_KEPT}"
    else:
        response.headers["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, ["Cookie"])
    return response


@open_to(Access.EVERYONE)
@require_safe
@vary_on_headers("HX-Request")
def passage_beside(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """A passage beside its page, outlined; another page of the document when asked for."""
    try:
        leaf = page_beside(slug, label, page=LeafForm(request.GET).number)
    except UnknownCode:
        return elsewhere(request, slug, label, address="library:beside")
    shown = {"leaf": leaf, "passage": leaf.record}
    shown["refused"] = sentence_of(leaf.refusal) if leaf.refusal else ""
    if wants_fragment(request):
        return render(request, "library/_leaf.html", shown | {"is_inside": True})
    document = queries.document(slug)
    return render(request, "library/beside.html", shown | {"document": document})
