"""Addresses of documents and passages, and of deciding on them."""

from django.urls import include, path

from jalon.library.views import beside, documents, mending, models, review, summaries, terms

app_name = "library"
_documents = [
    path("", documents.document_list, name="documents"),
    path("upload/", documents.document_upload, name="upload"),
    path("upload/<str:batch>/", documents.batch_show, name="batch"),
    path("tags/<int:tag_id>/", documents.tag_decide, name="decide"),
    path("passages/<int:passage_id>/tags/", documents.tag_add, name="add"),
    path("lost/<int:lost_id>/", mending.lost_settle, name="settle"),
    path("compare/", summaries.compare_show, name="compare"),
    path("compare.csv", summaries.compare_csv, name="compare-csv"),
    path("<slug:slug>/", documents.document_show, name="document"),
    path("<slug:slug>/summary/", summaries.document_summary, name="summary"),
    path("<slug:slug>/p/<str:label>", documents.passage_show, name="passage"),
    path("<slug:slug>/p/<str:label>/page", beside.passage_beside, name="beside"),
    path("<slug:slug>/pages/<int:page>.webp", beside.page_picture, name="picture"),
    path("<slug:slug>/describe/", mending.document_describe, name="describe"),
    path("<slug:slug>/reread/", mending.document_reread, name="reread"),
    path("<slug:slug>/lost/", mending.lost_list, name="lost"),
    path("<slug:slug>/publish/", documents.document_publish, name="publish"),
    path("<slug:slug>/withdraw/", documents.document_withdraw, name="withdraw"),
    path("<slug:slug>/file", documents.document_download, name="file"),
]
_review = [
    path("", review.review_queue, name="review"),
    path("answer/", review.review_answer, name="answer"),
    path("rounds/", review.round_list, name="rounds"),
    path("rounds/new/", review.round_new, name="round-new"),
    path("rounds/<int:round_id>/", review.round_show, name="round"),
    path("rounds/<int:round_id>/close/", review.round_close, name="round-close"),
]
urlpatterns = [
    path("documents/", include(_documents)),
    path("review/", include(_review)),
    path("model/", models.model_show, name="model"),
    path("terms/", terms.term_list, name="terms"),
]
