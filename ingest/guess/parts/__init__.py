"""The parts of a guess, in the order in which they are decided; each takes the inquiry and adds what it finds.

days        which columns are days and times, and the order of day, month and year
money       which columns can be money; mark and currency: how it is printed, and in which currency
amounts     which of them are the amounts: one column, or a pair (pairs), or what follows from a balance (unnamed)
balance, direction, fee    what stands beside the amounts
texts       the columns of words
sign        which way money went

figures     what the columns say in numbers, and whether a balance follows: what the other parts rest on
"""
