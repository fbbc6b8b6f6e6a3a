"""Pages of one's own account, and of an invitation to have one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.base.actions import people as acts
from jalon.base.actions import sessions as session_acts
from jalon.base.forms.accounts import AccountForm
from jalon.base.frames.access import Access, open_to
from jalon.base.frames.accounts import keep_invitation
from jalon.base.frames.links import secret_of
from jalon.base.frames.pages import actor_of
from jalon.base.queries import people
from jalon.base.queries.sessions import sessions


@open_to(Access.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: name, language, duties, and the ways to sign in."""
    actor = actor_of(request)
    found = people.person(actor.person or 0)
    known = {"name": found.name, "language": found.language.lower()}
    form = AccountForm(request.POST or None, initial=known)
    if form.is_valid():
        acts.describe_person(**form.keep(), actor=actor)
        messages.success(request, _t("Your account is changed."))
        return redirect("base:account")
    status = 400 if form.is_bound else 200
    shown = {"form": form, "person": found, "actor": actor}
    return render(request, "base/account.html", shown, status=status)


@open_to(Access.SIGNED_IN)
@never_cache
@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    found = sessions(actor_of(request).person or 0, this=request.session.session_key or "")
    return render(request, "base/sessions.html", {"sessions": found})


@open_to(Access.SIGNED_IN)
@require_POST
def session_end(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of one's sessions."""
    session_acts.end_own_session(session_id, actor=actor_of(request))
    messages.success(request, _t("The session has ended."))
    return redirect("base:sessions")


@open_to(Access.SIGNED_IN)
@require_POST
def session_end_others(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    here = request.session.session_key or ""
    session_acts.end_own_sessions(but=here, actor=actor_of(request))
    messages.success(request, _t("All other sessions have ended."))
    return redirect("base:sessions")


@open_to(Access.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_show(request: HttpRequest, key: str) -> HttpResponse:
    """What an invitation offers; accepted by who is signed in, or with a new account."""
    actor = actor_of(request)
    found = people.invitation(secret_of(key))
    if request.method != "POST":
        return render(request, "base/invitation.html", {"invitation": found, "actor": actor})
    if actor.person is None:
        keep_invitation(request, key)
        return redirect("account_signup")
    acts.accept_invitation(secret_of(key), person_id=actor.person)
    messages.success(request, _t("Your duties are in your account."))
    return redirect("base:account")
