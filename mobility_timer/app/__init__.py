"""Joins the parts of the program."""
