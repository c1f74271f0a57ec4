"""Addresses of the screens' foundation: `path("", include("congvan.ui.urls"))` in a site."""

from django.urls import path

from congvan.ui import views
from congvan.ui.security import report
from congvan.ui.static_files import static_file

app_name = "ui"
urlpatterns = [
    path("giao-dien/bao-cao", report, name="report"),
    path("giao-dien/<slug:digest>/<str:name>", static_file, name="static"),
    path("phong-cach/", views.style_page, name="style"),
    path("phong-cach/danh-sach/", views.list_page, name="style-list"),
    path("phong-cach/ba-cot/", views.sheet_page, name="style-sheet"),
    path("phong-cach/bieu-mau/", views.form_page, name="style-form"),
    path("phong-cach/loi/<int:status>/", views.trouble_page, name="style-trouble"),
]
