"""The desk of campaigns: themes, missions, events, outstanding participants, and the jury's page."""
