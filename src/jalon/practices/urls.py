"""Addresses of initiatives."""

from django.urls import path

from jalon.practices.views import reading, writing

app_name = "practices"
urlpatterns = [
    path("", reading.initiative_list, name="initiatives"),
    path("new/", writing.initiative_begin, name="new"),
    path("<slug:slug>/", reading.initiative_show, name="initiative"),
    path("<slug:slug>/draft/", writing.initiative_draft, name="draft"),
    path("<slug:slug>/edit/<slug:section>/", writing.initiative_edit, name="edit"),
    path("<slug:slug>/move/", writing.initiative_move, name="move"),
]
