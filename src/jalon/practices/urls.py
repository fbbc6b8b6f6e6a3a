"""Addresses of initiatives."""

from django.urls import path

from jalon.practices.views import reading

app_name = "practices"
urlpatterns = [
    path("", reading.initiative_list, name="initiatives"),
    path("<slug:slug>/", reading.initiative_show, name="initiative"),
]
