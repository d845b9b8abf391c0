"""Weigh-ins at exchanges: stated by the collector, confirmed by the resident's code, paid from a till."""
