"""The joint market: goods paid by points and won, a library, things booked by the hour, and its centre."""
