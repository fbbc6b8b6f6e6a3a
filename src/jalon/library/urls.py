"""Addresses of documents and passages."""

from django.urls import path

from jalon.library import views

app_name = "library"
urlpatterns = [
    path("", views.document_list, name="documents"),
    path("upload/", views.document_upload, name="upload"),
    path("upload/<str:batch>/", views.batch_show, name="batch"),
    path("tags/<int:tag_id>/", views.tag_decide, name="decide"),
    path("passages/<int:passage_id>/tags/", views.tag_add, name="add"),
    path("<slug:slug>/", views.document_show, name="document"),
    path("<slug:slug>/p/<str:label>", views.passage_show, name="passage"),
    path("<slug:slug>/publish/", views.document_publish, name="publish"),
    path("<slug:slug>/withdraw/", views.document_withdraw, name="withdraw"),
    path("<slug:slug>/file", views.document_download, name="file"),
]
