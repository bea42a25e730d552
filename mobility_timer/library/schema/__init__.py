"""What drill and routine files may say, as pydantic models.

Imported late: building the models takes longer than opening a library that was read before.
"""
