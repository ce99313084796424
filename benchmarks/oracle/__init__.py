"""The oracle: how well double charges can be told at all from what an export shows.

It knows the generator (every rate, every merchant's kind, how often innocent pairs come in it) but sees only the rows of
the export. No detector can be better on these people than by luck; what it misses, the export does not show.

Its knowledge is taken from the generator itself: the posterior of each pair of rows is fitted on people made for that
alone, with double charges of every family planted often and that taken back by their weight, so that it is the posterior at natural rates.
"""
