"""The service people sign in to: one room (Django app) for each part of the work of an AMHP service.

Later may know earlier; earlier never knows later. The order of the rooms is kept by `.importlinter`.
"""
