"""The phone: what makes these pages an app that can be installed, works without a network, and may call."""
