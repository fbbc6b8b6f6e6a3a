"""Addresses of the public API."""

from django.urls import include, path, re_path

from jalon.api import views
from jalon.api.service import addresses

app_name = "api"
urlpatterns = [
    path("", views.address_list, name="addresses"),
    path("v1/openapi.json", views.description_show, name="description"),
    path("v1/", include(addresses())),
    re_path(r"^(?P<path>.+)$", views.address_unknown),
]
