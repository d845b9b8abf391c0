"""Residents together: guardians and children, households, groups; and what somebody lets be kept of them."""
