"""Reminders: the timer that looks, the message on the desktop, the icon in the tray."""
