"""Addresses of one test: a view that does not say who may ask for it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def silent(request: HttpRequest) -> HttpResponse:
    return HttpResponse("never")


urlpatterns = [path("silent/", silent, name="silent")]
