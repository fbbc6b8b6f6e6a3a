"""Addresses of reports."""

from django.urls import path

from jalon.reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.report, name="report"),
    path("download/", views.download, name="download"),
]
