from .adjustments import Memory as Memory
