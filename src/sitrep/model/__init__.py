"""The words of the house: frozen records that every room may import.

A record says what it is and checks itself on construction; it reads no file and calls no room.
"""
