"""The WSGI application that the server runs. Without the guard of the ledgers it does not start."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django_application = get_wsgi_application()

from dure.kernel.ledgers.guard import check_guards  # noqa: E402  after setup
from dure.portal.guards.drain import Drain  # noqa: E402  after setup

application = Drain(django_application)

check_guards()
