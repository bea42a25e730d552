"""Bones, joints and rotations."""
