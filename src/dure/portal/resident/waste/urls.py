"""The addresses of zero waste. All go by the clock: what is open, what is put out, where the truck is."""

from dure.portal.pages import twins
from dure.portal.resident.waste import days, guide, home, ice_packs, recycling, stores, trucks

pages = [
    *twins("<slug:place>/zero-waste/", home.home, name="zero_waste", by_clock=True),
    *twins("<slug:place>/stores/", stores.store_list, name="stores", csv_too=True, by_clock=True),
    *twins("<slug:place>/stores/<slug:store>/", stores.store, name="store", csv_too=True, by_clock=True),
    *twins("<slug:place>/recycling/", recycling.recycling, name="recycling", csv_too=True, by_clock=True),
    *twins("<slug:place>/ice-packs/", ice_packs.ice_packs, name="ice_packs", csv_too=True, by_clock=True),
    *twins("<slug:place>/disposal/", guide.guide, name="disposal", csv_too=True, by_clock=True),
    *twins("<slug:place>/disposal/<slug:article>/", guide.article, name="disposal_article", by_clock=True),
    *twins("<slug:place>/collection/", days.collection, name="collection", csv_too=True, by_clock=True),
    *twins("<slug:place>/collection/<slug:stop>/", trucks.truck, name="truck", by_clock=True),
]
