"""Subscriptions: the manners of their sockets, and that nobody misses anything."""
