"""What a worker process of the server runs: the application, and a watch that ends it with its parent."""

import os

from dure.portal import server
from dure.portal.wsgi import application

__all__ = ["application"]

server.watch(os.getppid())
