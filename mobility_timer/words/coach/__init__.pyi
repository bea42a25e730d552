from . import sound as sound
from . import spoken as spoken
from . import transcript as transcript
from . import voice as voice
