"""Pages on which people mend descriptions, have documents read again, see what got lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.pages import actor_of
from jalon.library import queries
from jalon.library.actions.mending import mend_description, settle_lost_decision
from jalon.library.actions.waiting import ask_to_read_again
from jalon.library.forms.documents import DescribeForm
from jalon.library.queries import former, origins, owners


@open_to(Access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def document_describe(request: HttpRequest, slug: str) -> HttpResponse:
    """The description of a document to mend, with who said what; then the act."""
    document = queries.document(slug)
    form = DescribeForm(request.POST or None, record=document)
    if request.method == "POST" and form.is_valid():
        mend_description(slug=slug, values=form.values, actor=actor_of(request))
        return redirect("library:document", slug)
    shown = {
        "document": document,
        "may": owners.allowed(actor_of(request), document),
        "form": form,
        "said": origins.said_fields(document),
        "is_outdated": origins.is_outdated(document),
        "waits": former.waits_to_be_read(slug),
    }
    status = 400 if form.is_bound else 200
    return render(request, "library/describe.html", shown, status=status)


@open_to(Access.EDITORS)
@require_POST
def document_reread(request: HttpRequest, slug: str) -> HttpResponse:
    """Have the worker read a document again."""
    ask_to_read_again(slug=slug, actor=actor_of(request))
    return redirect("library:describe", slug)


@open_to(Access.EDITORS)
@require_safe
def lost_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Decisions of a document whose passage is gone: on what words, and what is near."""
    document = queries.document(slug)
    may = owners.allowed(actor_of(request), document)
    shown = {"document": document, "may": may, "lines": former.lost_lines(slug)}
    return render(request, "library/lost.html", shown)


@open_to(Access.EDITORS)
@require_POST
def lost_settle(request: HttpRequest, lost_id: int) -> HttpResponse:
    """Say that a decision whose passage is gone was looked at."""
    slug = settle_lost_decision(lost_id=lost_id, actor=actor_of(request))
    return redirect("library:lost", slug)
