"""Charts: pure functions from what was found to an Altair chart. One file a chart.

Each has a function that returns the data it plots, so that tests read data and not pictures. What a page adds stands in
`dashboard/views/parts/plot.py`: a sentence above, words for those who cannot see it, a table behind it.
"""

from altair.utils import schemapi

schemapi.disable_debug_mode()  # tests check each chart as a whole; no page checks each part of it as it is made
