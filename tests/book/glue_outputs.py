"""nbval, told that the values a chapter glues into its text are not among its stored outputs.

The build moves them into the page and strips them from the executed notebook. Load with ``-p``.
"""

from typing import Any

from nbval.plugin import IPyNbFile

_init = IPyNbFile.__init__


def _without_glue(self: Any, *args: Any, **kwargs: Any) -> None:
    _init(self, *args, **kwargs)
    self.skip_compare = (*self.skip_compare, "application/papermill.record/text/plain")


IPyNbFile.__init__ = _without_glue
