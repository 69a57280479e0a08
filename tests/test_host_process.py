"""A program that imports karamap finds its process as it was."""

import subprocess
import sys

SCRIPT = """
import csv, decimal, gc, importlib, locale, logging, os, pkgutil, random, signal, socket, sys, warnings
import branca.element, click, folium, geopandas, geopy, numpy, rapidfuzz

def state():
    return {
        "csv": (csv.field_size_limit(), csv.list_dialects()),
        "decimal": repr(decimal.getcontext()),
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "garbage": (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()),
        "interpreter": (sys.getrecursionlimit(), sys.getswitchinterval(), sys.get_int_max_str_digits()),
        "locale": locale.setlocale(locale.LC_ALL),
        "logging": (logging.root.level, logging.root.handlers[:], logging.root.manager.disable),
        "lots": (random.getstate(), numpy.random.get_state()[1].tolist()),
        "maps": (folium.Map.default_js, folium.Map.default_css, branca.element.Element._generate_id),
        "modules": (list(sys.path), list(map(repr, sys.meta_path))),
        "numbers": (numpy.geterr(), numpy.get_printoptions()),
        "signals": [signal.getsignal(number) for number in sorted(signal.valid_signals())],
        "sockets": socket.getdefaulttimeout(),
        "streams": (sys.stdin, sys.stdout, sys.stderr, sys.excepthook, sys.displayhook),
        "warnings": list(map(str, warnings.filters)),
    }

before = state()
import karamap
for module in pkgutil.walk_packages(karamap.__path__, "karamap."):
    if "__main__" not in module.name:
        importlib.import_module(module.name)
after = state()
print([name for name in before if before[name] != after[name]])
"""


def test_importing_every_module_changes_nothing_of_the_process():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
