"""The examples of what works on Arrow tables need pyarrow."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("pyarrow") else ["kepl/_tables.py"]
