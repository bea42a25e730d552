"""Plays a timeline against a clock. (Interface; the body follows in the next commit.)"""
