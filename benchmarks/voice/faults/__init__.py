"""Sessions to whose voice something happens, each recorded and listened to: see `__main__`."""
