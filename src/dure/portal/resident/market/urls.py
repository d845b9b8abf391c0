"""The addresses of a joint market. All go by the clock: what is left, what is free, what still holds."""

from dure.portal.pages import twins
from dure.portal.resident.market import bookings, centre, goods, home, library

pages = [
    *twins("<slug:place>/market/", home.home, name="market", by_clock=True),
    *twins("<slug:place>/market/goods/", goods.catalogue, name="market_goods", csv_too=True, by_clock=True),
    *twins("<slug:place>/market/goods/<slug:good>/", goods.good, name="market_good", by_clock=True),
    *twins(
        "<slug:place>/market/library/", library.library, name="market_library", csv_too=True, by_clock=True
    ),
    *twins("<slug:place>/market/bookings/", bookings.bookings, name="market_bookings", by_clock=True),
    *twins(
        "<slug:place>/market/bookings/<slug:what>/", bookings.bookable, name="market_bookable", csv_too=True,
        by_clock=True,
    ),
    *twins("<slug:place>/market/centre/", centre.centre, name="market_centre", csv_too=True, by_clock=True),
]  # fmt: skip
