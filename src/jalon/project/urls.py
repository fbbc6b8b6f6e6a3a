"""All addresses: pages under their language, files and API without one."""

from collections.abc import Callable

from django.conf.urls.i18n import i18n_patterns
from django.http.response import HttpResponseBase
from django.urls import include, path
from django.views.generic import RedirectView

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.offline import service_worker


def _elsewhere(name: str) -> Callable[..., HttpResponseBase]:
    """A view that leads to another address, in the language of who asks."""
    return open_to(Access.EVERYONE)(RedirectView.as_view(pattern_name=name))


urlpatterns = [
    path("api/", include("jalon.api.urls")),
    path("sign-on/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("service-worker.js", service_worker, name="service-worker"),
    path("", _elsewhere("pages:home"), name="root"),
    path("documents/<slug:slug>/p/<str:label>", _elsewhere("library:passage")),
    *i18n_patterns(
        path("", include("jalon.pages.urls")),
        path("", include("jalon.base.urls")),
        path("account/", include("allauth.account.urls")),
        path("account/second-factor/", include("allauth.mfa.urls")),
        path("account/single-sign-on/", include("allauth.socialaccount.urls")),
        path("frameworks/", include("jalon.frameworks.urls")),
        path("", include("jalon.library.urls")),
        path("initiatives/", include("jalon.practices.urls")),
        path("report/", include("jalon.reviews.urls")),
        path("search/", include("jalon.search.urls")),
    ),
]
handler400 = "jalon.base.frames.mistakes.bad_request"
handler404 = "jalon.pages.views.not_found"
handler500 = "jalon.base.frames.mistakes.server_error"
