"""Measuring oneself: steps, trials, and how one comes along."""
