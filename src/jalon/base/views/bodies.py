"""Pages of bodies: who they are, who acts for them, and handing duties over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.base.actions import bodies as acts
from jalon.base.actions import duties as duty_acts
from jalon.base.actions import people as people_acts
from jalon.base.forms.bodies import (
    AccountSearchForm,
    BodyForm,
    DutiesForm,
    HandOverForm,
    ReasonForm,
)
from jalon.base.frames.access import Access, open_to
from jalon.base.frames.mail import invitation_made
from jalon.base.frames.pages import actor_of
from jalon.base.queries import bodies, people, staff


@open_to(Access.EVERYONE)
@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    """Bodies that people act for here."""
    shown = {"groups": staff.groups_of_bodies(), "may_found": staff.may_keep(actor_of(request))}
    return render(request, "base/bodies.html", shown)


@open_to(Access.EVERYONE)
@require_safe
def body_show(request: HttpRequest, slug: str) -> HttpResponse:
    """One body; its people see each other, everybody else how many there are."""
    found = bodies.body(slug)
    picture = staff.body_picture(found, actor_of(request))
    return render(request, "base/body.html", {"body": found, "picture": picture})


@open_to(Access.KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def body_found(request: HttpRequest) -> HttpResponse:
    """A new body."""
    form = BodyForm(request.POST or None)
    if form.is_valid():
        made = acts.found_body(form.keep(), actor=actor_of(request))
        return redirect("base:body-people", made.slug)
    status = 400 if form.is_bound else 200
    return render(request, "base/body_form.html", {"form": form}, status=status)


@open_to(Access.MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def body_describe(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, kind, country and website of a body."""
    found = staff.managed_body(slug, actor_of(request))
    form = BodyForm(request.POST or None, body=found)
    if form.is_valid():
        acts.describe_body(slug, form.keep(), actor=actor_of(request))
        return redirect("base:body", slug)
    status = 400 if form.is_bound else 200
    return render(request, "base/body_form.html", {"form": form, "body": found}, status=status)


@open_to(Access.KEEPERS)
@require_POST
def body_close(request: HttpRequest, slug: str) -> HttpResponse:
    """A body acts no more."""
    acts.close_body(slug, why=ReasonForm(request.POST).typed(), actor=actor_of(request))
    return redirect("base:body", slug)


@open_to(Access.KEEPERS)
@require_POST
def body_open_again(request: HttpRequest, slug: str) -> HttpResponse:
    """A closed body acts again."""
    acts.open_body_again(slug, why=ReasonForm(request.POST).typed(), actor=actor_of(request))
    return redirect("base:body", slug)


@open_to(Access.MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def body_people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who acts for a body; an address given a duty, or invited to one."""
    actor = actor_of(request)
    found = staff.managed_body(slug, actor)
    form = DutiesForm(request.POST or None)
    invited = None
    if form.is_valid():
        brought = people_acts.bring_in(**form.keep(), body_id=found.id, actor=actor)
        if not brought:
            messages.success(request, _t("The duties are given."))
            return redirect("base:body-people", slug)
        invited = invitation_made(request, brought, email=form.keep()["email"], body=found)
        form = DutiesForm()
    status = 400 if form.errors else 200
    picture = staff.body_picture(found, actor)
    shown = {"body": found, "form": form, "invited": invited, "picture": picture}
    return render(request, "base/body_people.html", shown, status=status)


@open_to(Access.MANAGERS)
@require_POST
def duty_end(request: HttpRequest, duty_id: int) -> HttpResponse:
    """End a duty today."""
    why = ReasonForm(request.POST).typed()
    ended = duty_acts.end_duty(duty_id=duty_id, why=why, actor=actor_of(request))
    messages.success(request, _t("The duty has ended; what was done in it keeps its author."))
    return redirect("base:body-people", bodies.bodies_with_ids([ended.body_id])[ended.body_id].slug)


@open_to(Access.MANAGERS)
@require_POST
def invitation_take_back(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back before it is accepted."""
    actor = actor_of(request)
    body_id = people_acts.take_back_invitation(invitation_id=invitation_id, actor=actor)
    return redirect("base:body-people", bodies.bodies_with_ids([body_id])[body_id].slug)


@open_to(Access.MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def person_hand_over(request: HttpRequest, person_id: int) -> HttpResponse:
    """Everything of a person to another, in one act."""
    actor = actor_of(request)
    picture = staff.handover_picture(person_id, actor)
    form = HandOverForm(request.POST or None, bodies=picture.bodies)
    if form.is_valid():
        duty_acts.hand_over(from_id=person_id, **form.keep(), actor=actor)
        messages.success(request, _t("Everything is handed over."))
        return redirect("base:bodies")
    status = 400 if form.is_bound else 200
    shown = {"form": form, "picture": picture}
    return render(request, "base/hand_over.html", shown, status=status)


@open_to(Access.KEEPERS)
@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Accounts with their duties."""
    form = AccountSearchForm(request.GET)
    found = people.accounts(form.typed(), number=request.GET.get("page"))
    return render(request, "base/people.html", {"found": found, "form": form})


@open_to(Access.KEEPERS)
@require_POST
def person_close(request: HttpRequest, person_id: int) -> HttpResponse:
    """Close an account."""
    why = ReasonForm(request.POST).typed()
    people_acts.close_account(person_id=person_id, why=why, actor=actor_of(request))
    return redirect("base:people")


@open_to(Access.KEEPERS)
@require_POST
def person_open_again(request: HttpRequest, person_id: int) -> HttpResponse:
    """Open a closed account again."""
    why = ReasonForm(request.POST).typed()
    people_acts.open_account_again(person_id=person_id, why=why, actor=actor_of(request))
    return redirect("base:people")
