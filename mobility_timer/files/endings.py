"""The endings of the files that the program takes, in lower case."""

from typing import Final

YAML_ENDINGS: Final = (".yaml", ".yml")
HIDDEN_YAML_ENDINGS: Final = (".yaml.txt", ".yml.txt")
"""As an editor may save it that hides the last ending."""
PICTURE_ENDINGS: Final = (".png", ".gif", ".webp")
PACKAGE_ENDING: Final = ".mobility"
FOREIGN_ENDINGS: Final = (".json", ".feeel", ".zip")
"""What other timers export."""
TO_BE_ADDED_ENDINGS: Final = (PACKAGE_ENDING, *FOREIGN_ENDINGS)
"""What is looked into before anything of it is added."""
TAKEN_ENDINGS: Final = (*YAML_ENDINGS, *TO_BE_ADDED_ENDINGS)
