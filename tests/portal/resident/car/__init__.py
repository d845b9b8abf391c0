"""Car points through their doors and pages."""
