from . import drill_page as drill_page
from . import editor as editor
from . import paste_page as paste_page
from . import routine_template as routine_template
from . import sharing_page as sharing_page
from . import versions_page as versions_page
