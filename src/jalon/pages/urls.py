"""Addresses of this room."""

from django.urls import path

from jalon.pages import views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("objectives/", views.objectives, name="objectives"),
    path("objectives/<int:number>/", views.objective, name="objective"),
    path("places/", views.places, name="places"),
    path("places/<str:code>/", views.place, name="place"),
    path("matrix/", views.matrix, name="matrix"),
    path("matrix/cell/", views.cell, name="cell"),
    path("matrix.csv", views.matrix_csv, name="matrix-csv"),
    path("matrix.xlsx", views.matrix_xlsx, name="matrix-xlsx"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
