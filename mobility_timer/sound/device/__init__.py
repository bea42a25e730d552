"""Tones and clips to the sound device."""
