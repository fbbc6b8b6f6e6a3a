"""All addresses: pages under their language, files and API without one."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("api/", include("jalon.api.urls")),
    path("", RedirectView.as_view(pattern_name="pages:home"), name="root"),
    path(
        "documents/<slug:slug>/p/<str:label>", RedirectView.as_view(pattern_name="library:passage")
    ),
    *i18n_patterns(
        path("", include("jalon.pages.urls")),
        path("frameworks/", include("jalon.frameworks.urls")),
        path("documents/", include("jalon.library.urls")),
        path("initiatives/", include("jalon.practices.urls")),
        path("report/", include("jalon.reviews.urls")),
        path("search/", include("jalon.search.urls")),
    ),
]
handler404 = "jalon.pages.views.not_found"
