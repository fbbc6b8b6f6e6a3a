"""The pages of the library: documents, upload, a document to read and decide on, a passage."""

from dataclasses import replace

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.pages import actor_of, wants_fragment
from jalon.base.public import Power, acts_on, has_power
from jalon.kernel.errors import UnknownCode
from jalon.library import actions, queries
from jalon.library.forms.documents import (
    HERE,
    AddForm,
    DecideForm,
    DocumentSearchForm,
    ReadingForm,
    UploadForm,
    WithdrawForm,
)
from jalon.library.queries import (
    batches,
    former,
    origins,
    owners,
    pictures,
    sections,
    shelves,
    telling,
)
from jalon.library.queries.telling import ReadingFilter, page_of
from jalon.library.rules import DocumentRecord, DocumentState, PassageRecord, wanted_state
from jalon.library.views.elsewhere import elsewhere


@open_to(Access.EVERYONE)
@require_safe
@vary_on_headers("HX-Request")
def document_list(request: HttpRequest) -> HttpResponse:
    """Documents whose text is here, and apart from them those only known."""
    form = DocumentSearchForm(request.GET)
    found = shelves.shelves(form.keep(), page=request.GET.get("page", ""))
    shown = {"form": form, "found": found, "page": found.page}
    shown["under_way"] = batches.under_way(actor_of(request).person)
    shown["may_decide"] = has_power(actor_of(request), Power.DECIDE)
    template = "library/_rows.html" if wants_fragment(request) else "library/list.html"
    return render(request, template, shown)


@open_to(Access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def document_upload(request: HttpRequest) -> HttpResponse:
    """Files to read: the form, or what was sent, which leads to the page of its progress."""
    actor = actor_of(request)
    bodies = owners.writers_bodies(actor)
    place = {"place": request.GET.get("place", "")}
    form = UploadForm(request.POST or None, request.FILES or None, initial=place, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        batch = actions.receive_files(form.sent, filing=form.filing, actor=actor)
        return redirect("library:batch", batch)
    status = 400 if form.is_bound else 200
    return render(request, "library/upload.html", {"form": form, "bodies": bodies}, status=status)


@open_to(Access.EDITORS)
@require_safe
@vary_on_headers("HX-Request")
def batch_show(request: HttpRequest, batch: str) -> HttpResponse:
    """How far the files that were sent together have come, by file: for their sender and body."""
    found = batches.batch(batch, person=actor_of(request).person)
    template = "library/_files.html" if wants_fragment(request) else "library/batch.html"
    return render(request, template, {"batch": found})


@open_to(Access.EVERYONE)
@require_safe
def document_show(request: HttpRequest, slug: str) -> HttpResponse:
    """A document to read, and what the machine suggests to decide on."""
    document = queries.document(slug)
    may = owners.allowed(actor_of(request), document)
    if document.state is DocumentState.KNOWN:
        return render(request, "library/known.html", {"document": document, "may": may})
    keep = ReadingForm(request.GET).keep()
    shown = {
        "document": document,
        "may": may,
        "keep": keep,
        "back": replace(keep, held="").query,
        "decided": pictures.decided_tags(slug),
        "bands": sections.section_bands(slug, keep),
        "elements": pictures.offered_elements(),
        "page": (page := pictures.passage_page(slug, keep)),
        "lines": pictures.passage_lines(page.object_list),
    }
    return render(request, "library/document.html", shown | _about(document, may))


def _about(document: DocumentRecord, may: owners.Allowed) -> dict[str, object]:
    """What a page says of the reading of a document, and who said what of its description."""
    return {
        "notices": telling.told_notices(document.notices),
        "said": origins.said_fields(document),
        "lost": former.lost_count(document.slug) if may.decide else 0,
    }


@open_to(Access.EVERYONE)
@require_safe
def passage_show(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """One passage between its neighbours, how to cite it, and how its tags were decided."""
    try:
        near = pictures.passage_with_neighbours(slug, label)
    except UnknownCode:
        return elsewhere(request, slug, label)
    document = queries.document(slug)
    shown = {
        "document": document,
        "may": owners.allowed(actor_of(request), document),
        "near": near,
        "line": near.line,
        "findings": queries.findings_of(near.line.record),
        "acts": pictures.told_acts(acts_on(f"passage:{near.line.record.id}")),
        "elements": pictures.offered_elements(),
        "page_in_document": page_of(near.line.record.order),
        "address": request.build_absolute_uri(request.path),
        "back": HERE,
        "alone": True,
    }
    return render(request, "library/passage.html", shown)


@open_to(Access.EVERYONE)
@require_safe
def document_download(request: HttpRequest, slug: str) -> FileResponse:  # noqa: ARG001 - as views are
    """The file of a document as it was given; never shown inside the page."""
    path, media_type, name = queries.document_file(slug)
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=media_type)


@open_to(Access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def document_publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Let everybody see a document: what that means, then the act."""
    if request.method == "POST":
        actions.publish_document(slug=slug, actor=actor_of(request))
        return redirect("library:document", slug)
    document = queries.document(slug)
    shown = {"document": document, "may": owners.allowed(actor_of(request), document)}
    return render(request, "library/publish.html", shown)


@open_to(Access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def document_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a document back from the public: what that means and why, then the act."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, actor = form.cleaned_data["reason"], actor_of(request)
        actions.withdraw_document(slug=slug, reason=reason, actor=actor)
        return redirect(owners.after_withdrawal(slug))
    document = queries.document(slug)
    may = owners.allowed(actor_of(request), document)
    shown = {"document": document, "may": may, "form": form}
    status = 400 if form.is_bound else 200
    return render(request, "library/withdraw.html", shown, status=status)


@open_to(Access.EDITORS)
@require_POST
def tag_decide(request: HttpRequest, tag_id: int) -> HttpResponse:
    """Confirm or refuse a tag, or take a decision back."""
    form = DecideForm(request.POST)
    passage_id = actions.decide_tag(
        tag_id=tag_id,
        wanted=wanted_state(form.typed("wanted")),
        reason=form.typed("reason"),
        actor=actor_of(request),
    )
    return _after_act(request, form, passage_id)


@open_to(Access.EDITORS)
@require_POST
def tag_add(request: HttpRequest, passage_id: int) -> HttpResponse:
    """Say that a passage speaks of an element."""
    form = AddForm(request.POST)
    actions.add_tag(
        passage_id=passage_id,
        code=form.element,
        reason=form.typed("reason"),
        actor=actor_of(request),
    )
    return _after_act(request, form, passage_id)


def _after_act(request: HttpRequest, form: DecideForm | AddForm, passage_id: int) -> HttpResponse:
    """The passage anew for htmx; else back to where it stands."""
    line = pictures.passage_line(passage_id)
    slug = line.record.document
    if wants_fragment(request):
        shown = {
            "line": line,
            "decided": pictures.decided_tags(slug),
            "back": form.typed("back"),
            "alone": form.is_alone,
            "is_answer": True,
            "may": {"decide": True},
        }
        return render(request, "library/_answer.html", shown)
    if form.is_alone:
        return redirect("library:passage", slug, line.record.label)
    query = _back_query(form.filter, line.record)
    return redirect(f"{reverse('library:document', args=[slug])}{query}#p-{line.record.label}")


def _back_query(keep: ReadingFilter, record: PassageRecord) -> str:
    """The page that was left, with the passage on it even when the filter no longer keeps it."""
    if keep.is_narrow:
        return replace(keep, held=record.label).query
    return replace(keep, page=page_of(record.order)).query
