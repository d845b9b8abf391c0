"""The addresses of residents together, below `my/`."""

from django.urls import path

from dure.portal.resident.car import page as car
from dure.portal.resident.energy import page as energy
from dure.portal.resident.people import courses, family, group, groups, household, privacy

urls = [
    *car.urls,
    *energy.urls,
    path("family/", family.family, name="my_family"),
    path("courses/", courses.courses, name="my_courses"),
    path("courses/here/<str:token>/", courses.here, name="my_course_here"),
    path("groups/", groups.groups, name="my_groups"),
    path("groups/invited/<str:token>/", groups.invited, name="my_group_invited"),
    path("groups/<slug:group>/", group.board, name="my_group"),
    path("privacy/", privacy.privacy, name="my_privacy"),
    path("privacy/data.json", privacy.data, name="my_data"),
    path("privacy/leave/", privacy.leaving, name="my_leaving"),
    path("household/", household.household, name="my_household"),
    path("household/invited/<str:token>/", household.invited, name="my_household_invited"),
]
