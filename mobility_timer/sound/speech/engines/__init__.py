"""The ways to make speech, each behind the same protocol; they are loaded in the worker only."""
