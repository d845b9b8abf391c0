"""The addresses of surveys."""

from django.urls import path

from dure.portal.pages import twins
from dure.portal.resident.surveys import answering, pages

urls = [
    *twins("<slug:place>/surveys/", pages.survey_list, name="surveys", csv_too=True),
    *twins("<slug:place>/surveys/<slug:survey>/", pages.survey, name="survey", csv_too=True),
    path("<slug:place>/surveys/<slug:survey>/answer/", answering.answer, name="survey_answer"),
]
