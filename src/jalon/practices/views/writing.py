"""Pages that write initiatives: a new one, the sections of a draft, and its way to the public."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.moves import posted_move
from jalon.base.frames.pages import actor_of, wants_fragment
from jalon.base.public import ChangedMeanwhile, MoveName, move_version
from jalon.practices.actions.writing import begin_initiative, save_section
from jalon.practices.forms.sections import FORMS
from jalon.practices.forms.writing import BeginForm, SectionForm
from jalon.practices.queries import pages
from jalon.practices.queries.hints import term_hints
from jalon.practices.queries.pages import subject_of
from jalon.practices.rules import Section, draft_of, section_after, section_named


@open_to(Access.EDITORS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def initiative_begin(request: HttpRequest) -> HttpResponse:
    """A new initiative: for which body, in which language, what it is called."""
    actor = actor_of(request)
    form = BeginForm(request.POST or None, actor=actor)
    if form.is_valid():
        slug = begin_initiative(form.draft(), body_id=form.body_id(), actor=actor)
        return redirect("practices:edit", slug, Section.WHAT.value)
    status = 400 if form.is_bound else 200
    return render(request, "practices/begin.html", {"form": form}, status=status)


@open_to(Access.EDITORS)
@never_cache
@require_safe
def initiative_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """The version on its way: how far it is, what is missing, and what it changes."""
    asked = request.GET.get("lang", "")
    page = pages.draft_page(slug, asked=asked, actor=actor_of(request))
    if page.is_public:
        return redirect("practices:initiative", slug)
    return render(request, "practices/draft.html", {"page": page})


@open_to(Access.EDITORS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def initiative_edit(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """One section of a draft; saved as far as it is, whole or by itself while somebody writes."""
    part = section_named(section)
    version = pages.written_version(slug, actor_of(request))
    draft = draft_of(version.content)
    form = FORMS[part](request.POST or None, part=part, draft=draft, edition=version.edition)
    if not form.is_valid():
        return _shown(request, slug, form, status=400 if form.is_bound else 200)
    try:
        edition = form.edition_typed()
        saved = save_section(slug, form.changed(), edition=edition, actor=actor_of(request))
    except ChangedMeanwhile as meanwhile:
        return _beside(request, slug, form, meanwhile)
    if wants_fragment(request):
        return render(request, "practices/_saved.html", {"version": saved})
    return redirect(*_next(request, slug, part))


def _shown(
    request: HttpRequest, slug: str, form: SectionForm, *, status: int, **more: Any
) -> HttpResponse:
    """A section with what was typed; to htmx, only that it is not saved yet."""
    if wants_fragment(request):
        return render(request, "practices/_saved.html", {"form": form})
    bands = pages.section_bands(slug, form.draft, form.part)
    shown = {
        "form": form,
        "slug": slug,
        "bands": bands,
        "hints": [one for one in term_hints(form.draft) if one.section is form.part],
        "title": form.draft.title.text(form.draft.original),
    } | more
    return render(request, "practices/edit.html", shown, status=status)


def _beside(
    request: HttpRequest, slug: str, form: SectionForm, meanwhile: ChangedMeanwhile
) -> HttpResponse:
    """What somebody else saved beside what was typed, which can be saved over it knowingly."""
    if wants_fragment(request):
        raise meanwhile
    form.begin_from(meanwhile.theirs.edition)
    changes = pages.changes_against(meanwhile.theirs, form.changed())
    return _shown(request, slug, form, status=409, theirs=meanwhile, changes=changes)


def _next(request: HttpRequest, slug: str, part: Section) -> tuple[str, ...]:
    """Where somebody wants to go after saving: on, to the whole draft, or nowhere else."""
    wanted = {"stay": part, "draft": None}.get(request.POST.get("then", ""), section_after(part))
    if wanted is None:
        return ("practices:draft", slug)
    return ("practices:edit", slug, wanted.value)


@open_to(Access.EDITORS)
@require_POST
def initiative_move(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring an initiative from one stage to another."""
    move = posted_move(request)
    actor = actor_of(request)
    moved = move_version(
        subject_of(slug), move.name, edition=move.edition, note=move.note, actor=actor
    )
    messages.success(request, move.done)
    if move.name is MoveName.ARCHIVE:
        return redirect("base:history", moved.kind, slug)
    return redirect("practices:draft", slug)
