"""Pages of one's own account, and of an invitation to have one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.base.actions import people as acts
from jalon.base.forms.accounts import AccountForm
from jalon.base.frames.access import Access, open_to
from jalon.base.frames.accounts import keep_invitation
from jalon.base.frames.pages import actor_of
from jalon.base.queries import people


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


@open_to(Access.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_show(request: HttpRequest, secret: str) -> HttpResponse:
    """What an invitation offers; accepted by who is signed in, or with a new account."""
    actor = actor_of(request)
    found = people.invitation(secret)
    if request.method != "POST":
        return render(request, "base/invitation.html", {"invitation": found, "actor": actor})
    if actor.person is None:
        keep_invitation(request, secret)
        return redirect("account_signup")
    acts.accept_invitation(secret, person_id=actor.person)
    messages.success(request, _t("Your duties are in your account."))
    return redirect("base:account")
