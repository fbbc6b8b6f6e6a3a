"""Addresses of this room."""

from django.urls import path

from jalon.frameworks import views

app_name = "frameworks"
urlpatterns = [
    path("", views.framework_list, name="frameworks"),
    path("crosswalks/<slug:origin>/<slug:target>/", views.crosswalk, name="crosswalk"),
    path("crosswalks/<slug:origin>/<slug:target>.csv", views.crosswalk_csv, name="crosswalk-csv"),
    path("<slug:slug>/", views.framework, name="framework"),
]
