from __future__ import annotations

import fcntl
import functools
import http.server
import json
import os
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from tests import statement, warm
from tests.browser import FLAGS, needed
