"""Points for driving less: two readings of the odometer with photos, looked at, paid once a year."""
