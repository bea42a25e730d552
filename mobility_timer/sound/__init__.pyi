from .coach import Coach as Coach
from .coach import open_coach as open_coach
from .device.host import run_audio_host as run_audio_host
from .device.loudspeaker import Loudspeaker as Loudspeaker
from .device.loudspeaker import Sound as Sound
from .speech.voice import Voice as Voice
from .speech.worker import run_speech_worker as run_speech_worker
