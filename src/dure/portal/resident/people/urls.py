"""The addresses of residents together, below `my/`."""

from django.urls import path

from dure.portal.resident.people import family, household

urls = [
    path("family/", family.family, name="my_family"),
    path("household/", household.household, name="my_household"),
    path("household/invited/<str:token>/", household.invited, name="my_household_invited"),
]
