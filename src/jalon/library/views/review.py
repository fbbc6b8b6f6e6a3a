"""Deciding one by one: the review queue, and rounds of two readers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.pages import actor_of, wants_fragment
from jalon.base.public import Power, can_act
from jalon.library.actions import rounds as acts
from jalon.library.actions.reviewing import give_answer
from jalon.library.forms.review import AnswerForm, QueueForm, RoundForm
from jalon.library.queries import owners, pictures, queue, rounds
from jalon.library.rules.agreement import TOO_FEW
from jalon.library.rules.deciding import items_typed


@open_to(Access.EDITORS)
@require_safe
@vary_on_headers("HX-Request")
def review_queue(request: HttpRequest) -> HttpResponse:
    """The suggestion that waits first, or the one that was asked for, to decide on."""
    form = QueueForm(request.GET)
    actor = actor_of(request)
    found = queue.queue_of(actor, form.keep())
    did = queue.told(request.GET.get("did", ""), items_typed(request.GET.get("last", "")))
    shown = {
        "queue": found,
        "did": did,
        "elements": pictures.offered_elements(),
        "form": form,
        "tasks": [] if found.round else rounds.tasks(actor),
    }
    template = "library/_queue.html" if wants_fragment(request) else "library/queue.html"
    return render(request, template, shown)


@open_to(Access.EDITORS)
@require_POST
def review_answer(request: HttpRequest) -> HttpResponse:
    """Do what somebody answered, and go on with what follows."""
    form = AnswerForm(request.POST)
    last = give_answer(form.answer, actor=actor_of(request)) or form.answer.items
    done = {"did": form.answer.verb.value, "last": " ".join(map(str, last))}
    address = f"{reverse('library:review')}{form.onward.query}&{urlencode(done)}"
    if not wants_fragment(request):
        return redirect(address)
    found = queue.queue_of(actor_of(request), form.onward)
    did = queue.told(form.answer.verb.value, last)
    shown = {"queue": found, "did": did, "elements": pictures.offered_elements()}
    answer = render(request, "library/_queue.html", shown | {"is_answer": True})
    answer.headers["HX-Replace-Url"] = address
    return answer


@open_to(Access.EDITORS)
@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    """Rounds of readers: those that are read in, and those that are closed."""
    found = rounds.rounds()
    shown = {
        "open_rounds": [one for one in found if one.is_open],
        "closed_rounds": [one for one in found if not one.is_open],
        "tasks": rounds.tasks(actor_of(request)),
    }
    return render(request, "library/rounds.html", shown)


@open_to(Access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: HttpRequest) -> HttpResponse:
    """Open a round over some documents of one body: the form, then the act."""
    actor = actor_of(request)
    bodies = owners.writers_bodies(actor)
    owner = owners.chosen_body(bodies, request.GET.get("body", ""))
    readable, readers = rounds.readable_documents(owner), rounds.readers_for(owner)
    chosen = request.GET.get("document", "")
    form = RoundForm(request.POST or None, readable=readable, readers=readers, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        given = {"title": typed["title"], "documents": typed["documents"]}
        key = acts.open_round(**given, readers=form.readers, actor=actor)
        return redirect("library:round", key)
    shown = {"form": form, "readable": readable, "readers": readers, "bodies": bodies}
    status = 400 if form.is_bound else 200
    return render(request, "library/round_new.html", shown | {"owner": owner}, status=status)


@open_to(Access.EDITORS)
@require_safe
def round_show(request: HttpRequest, round_id: int) -> HttpResponse:
    """How far a round is, and how far its readers agree."""
    found, actor = rounds.round_record(round_id), actor_of(request)
    shown = {
        "round": found,
        "documents": rounds.documents_of_round(round_id),
        "agreement": rounds.agreement_of_round(round_id),
        "few": TOO_FEW,
        "task": rounds.task_of(actor, found),
        "may_close": found.is_open and can_act(actor, Power.WRITE, body_id=found.owner),
    }
    return render(request, "library/round.html", shown)


@open_to(Access.EDITORS)
@require_POST
def round_close(request: HttpRequest, round_id: int) -> HttpResponse:
    """End a round."""
    acts.close_round(round_id=round_id, actor=actor_of(request))
    messages.success(request, _("The round is closed. What was not decided stays suggested."))
    return redirect("library:round", round_id)
