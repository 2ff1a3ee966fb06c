"""Make pictures of the pages of a record, light, dark, and on a telephone.

usage: screenshots.py DB FOLDER
"""

import shutil
import socket
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from standoff.web.app import create_app
from standoff.web.settings import WebSettings

FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()  # noqa: SIM905


class Shot(NamedTuple):
    """A picture: its name, the page, and how it is looked at."""

    name: str
    path: str
    click: str | None = None
    dark: bool = False
    telephone: bool = False


SHOTS = (
    Shot("brief", "/"),
    Shot("brief-dark", "/", dark=True),
    Shot("demand", "/demands", click="main .what"),
    Shot("timeline", "/timeline"),
    Shot("parties", "/parties"),
    Shot("statements", "/statements?words=troops"),
    Shot("article", "/timeline?type=THREATEN", click="main .line .to-words"),
    Shot("article-telephone", "/timeline?type=THREATEN", click="main .line .to-words", telephone=True),
    Shot("review", "/review", dark=True),
)


def main() -> None:
    db, folder = sys.argv[1:]
    chromium = shutil.which("chromium") or sys.exit(
        "Chromium is not installed; on Debian or Ubuntu: apt install chromium"
    )
    Path(folder).mkdir(exist_ok=True)
    at, server = serve(db)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for shot in SHOTS:
                take(browser, at, shot, Path(folder) / f"{shot.name}.png")
    finally:
        server.should_exit = True


def serve(db: str) -> tuple[str, uvicorn.Server]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(WebSettings(db)), log_level="warning"))
    threading.Thread(target=server.run, args=([listening],)).start()
    while not server.started:
        time.sleep(0.01)
    return f"http://127.0.0.1:{listening.getsockname()[1]}", server


def take(browser: Browser, at: str, shot: Shot, out: Path) -> None:
    size = {"width": 390, "height": 780} if shot.telephone else {"width": 1280, "height": 860}
    context = browser.new_context(
        viewport=size,
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(at + shot.path)
    if shot.click:
        page.locator(shot.click).first.click()
        page.wait_for_load_state()
    page.screenshot(path=str(out))
    context.close()


if __name__ == "__main__":
    main()
