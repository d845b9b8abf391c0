"""Notation keys of inventories: what stands where a number would, and what it means."""

from django.utils.translation import gettext_lazy as _

KEYS = {
    "NO": _("not occurring: this source does not exist here"),
    "NE": _("not estimated: it exists, but nobody has worked it out"),
    "IE": _("included elsewhere: counted with another source"),
    "C": _("confidential: known, but it may not be told"),
}
