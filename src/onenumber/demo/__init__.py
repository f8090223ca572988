"""The synthetic county of Westmoor, and the replay that drives the real forms over HTTP.

Everyone and everything in it is invented. Neighbours: every room below; nothing in the service knows this one.
"""
