"""Drills, routines and motions at hand: files read into values or faults."""
