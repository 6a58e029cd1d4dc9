"""Mutation testing: how many small faults, put into the code one at a time, do the tests of the same layer find?"""
