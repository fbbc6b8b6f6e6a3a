"""Pages of one's own inbox, and of mail about it."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)
from django.views.decorators.vary import vary_on_headers

from jalon.base.actions import mailboxes as mail_acts
from jalon.base.actions import notices as acts
from jalon.base.forms.notices import InboxForm, MailForm, NewestForm
from jalon.base.frames.access import Access, open_to
from jalon.base.frames.pages import actor_of, wants_fragment
from jalon.base.queries import mailboxes, notices
from jalon.base.rules.notices import SHOW_WORDS


def _person(request: HttpRequest) -> int:
    """Whose inbox it is: that of who asks; 0, which is nobody, without an account."""
    return actor_of(request).person or 0


def _inbox(request: HttpRequest, template: str) -> HttpResponse:
    show, number = InboxForm(request.GET).keep()
    found = notices.inbox(_person(request), show=show, number=number)
    return render(request, template, {"inbox": found, "shows": SHOW_WORDS, "counts": found.counts})


def _after(request: HttpRequest, notice_id: int, news: str) -> HttpResponse:
    """The notice as it is now, for htmx; else the inbox where it was left."""
    if wants_fragment(request):
        line = notices.notice(notice_id, person_id=_person(request))
        counts = notices.inbox_counts(_person(request))
        shown = {"line": line, "counts": counts, "news": news}
        return render(request, "base/_notice_after.html", shown)
    return redirect(f"{reverse('base:inbox')}?{request.GET.urlencode()}")


@open_to(Access.SIGNED_IN)
@never_cache
@vary_on_headers("HX-Request")
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What somebody was told: what is due, what is unread, or all."""
    return _inbox(request, "base/_inbox.html" if wants_fragment(request) else "base/inbox.html")


@open_to(Access.SIGNED_IN)
@require_POST
def inbox_read(request: HttpRequest) -> HttpResponse:
    """Mark everything as read that was there when the page was shown."""
    newest = NewestForm(request.POST).typed()
    acts.mark_all_read(person_id=_person(request), newest=newest)
    if wants_fragment(request):
        return _inbox(request, "base/_inbox_after.html")
    return redirect(f"{reverse('base:inbox')}?{request.GET.urlencode()}")


@open_to(Access.SIGNED_IN)
@never_cache
@require_GET
def notice_open(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Go where a notice leads; it is read then."""
    line = notices.notice(notice_id, person_id=_person(request))
    acts.mark_read(notice_id, person_id=_person(request))
    return redirect(line.address)


@open_to(Access.SIGNED_IN)
@require_POST
def notice_read(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one notice as read."""
    acts.mark_read(notice_id, person_id=_person(request))
    return _after(request, notice_id, _t("Marked as read."))


@open_to(Access.SIGNED_IN)
@require_POST
def notice_unread(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one notice as unread, to come back to it."""
    acts.mark_unread(notice_id, person_id=_person(request))
    return _after(request, notice_id, _t("Marked as unread."))


@open_to(Access.SIGNED_IN)
@require_POST
def notice_done(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one notice as done in one's own list: no more reminders of it."""
    acts.mark_done(notice_id, person_id=_person(request))
    return _after(request, notice_id, _t("Marked as done."))


@open_to(Access.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request: HttpRequest) -> HttpResponse:
    """How often notices come by mail."""
    actor, person_id = actor_of(request), _person(request)
    form = MailForm(request.POST or None, initial=asdict(mailboxes.mail_choice(person_id)))
    if form.is_valid():
        mail_acts.choose_mail(form.keep(), person_id=person_id, actor=actor)
        messages.success(request, _t("Your choice holds from now on."))
        return redirect("base:notice-settings")
    status = 400 if form.is_bound else 200
    return render(request, "base/notice_settings.html", {"form": form}, status=status)


@open_to(Access.EVERYONE)
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_end(request: HttpRequest, token: str) -> HttpResponse:
    """End the mail about notices by the link in it, without signing in.

    Only the button, or the mail program's own one (RFC 8058), does it: programs that look at links
    in mail ask with GET. The signature in the link stands for the token against forged forms.
    """
    person_id = mailboxes.person_of_token(token)
    is_ended = request.method == "POST"
    if is_ended:
        mail_acts.end_mail(person_id)
    return render(request, "base/unsubscribed.html", {"is_ended": is_ended})
