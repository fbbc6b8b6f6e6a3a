"""Addresses of initiatives."""

from django.urls import path

from jalon.practices import views

app_name = "practices"
urlpatterns = [
    path("", views.initiative_list, name="initiatives"),
    path("<slug:slug>/", views.initiative_show, name="initiative"),
]
