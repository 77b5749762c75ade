"""A typical implementation of the Social Data API with http.server, with optional faults.

    python3 server.py SWITCHES...

Starts one server on a free port for each argument, and prints their base URLs, one on each line. An argument is a
comma-separated list of switches, or `none`.
"""

import datetime
import json
import math
import re
import sys
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

# Common mistakes on this platform.
FAULTS = {
    "send-error-404",
    "get-only",
    "uncaught",
    "traceback-in-message",
    "platform-by-substring",
    "int-limit",
    "dollar-limit",
    "blank-limit-dropped",
    "nan",
    "naive-datetime",
    "latin-1",
    "length-in-characters",
}
# Correct variations: one persistent connection at a time; HTTP/1.0, which closes the connection after each response;
# HTTP/1.1 that closes it without announcing so, which a server may do at any time (RFC 9112 9.3.1).
STYLES = {"single-threaded", "http-1.0", "closes-silently"}

CATALOGUE = Path(__file__).resolve().parents[4] / "generated" / "errors.json"
ERRORS = {entry["code"]: entry for entry in json.loads(CATALOGUE.read_text("utf-8"))["errors"]}

PLATFORMS = ("tiktok", "instagram", "twitter", "x", "snapchat", "linkedin")
BASE = "/api/v1"
ROUTE = re.compile(BASE + r"/posts/by-(user|hashtag)/([^/]+)/([^/]+)")
POSTS = 45
PAGE_PRICE = 3


class ApiError(Exception):
    """An error of the catalogue, with the fields of this occurrence."""

    def __init__(self, code, **fields):
        super().__init__(code)
        self.code = code
        self.fields = fields


class Account:
    def __init__(self, balance=1_000_000, active=True, per_hour=1_000_000, store="main"):
        self.balance = balance
        self.active = active
        self.per_hour = per_hour
        self.store = store
        self.hour = None
        self.requests = 0


class Service:
    """The state that all connections to one server share."""

    def __init__(self, on):
        self.on = on
        self.lock = threading.Lock()
        self.accounts = {
            "key-of-ada-5d1c": Account(),
            "key-of-bob-80fe": Account(balance=2),
            "key-of-eve-37aa": Account(active=False),
            "key-of-max-c402": Account(per_hour=0),
            "key-of-kim-19be": Account(store="archive"),
            "key-of-lou-6e93": Account(store="cellar"),
        }
        # The archive is unavailable because it is being moved.
        self.stores = {"main": POSTS, "archive": None}

    def account(self, headers):
        scheme, _, token = headers.get("Authorization", "").partition(" ")
        token = token.strip() if scheme.lower() == "bearer" else ""
        token = token or headers.get("X-API-Token", "")
        if not token:
            raise ApiError("MISSING_API_TOKEN")
        # Demo keys let client developers see every error.
        if token.startswith("demo-") and token[5:].islower() and token[5:].upper() in ERRORS:
            raise ApiError(token[5:].upper())
        account = self.accounts.get(token)
        if account is None:
            raise ApiError("INVALID_API_TOKEN")
        if not account.active:
            raise ApiError("ACCOUNT_INACTIVE")
        return account

    def count(self, account):
        now = int(time.time())
        with self.lock:
            if account.hour != now // 3600:
                account.hour, account.requests = now // 3600, 0
            account.requests += 1
            if account.requests > account.per_hour:
                raise ApiError("RATE_LIMIT_EXCEEDED", retry_after=3600 - now % 3600)

    def charge(self, account):
        with self.lock:
            if account.balance < PAGE_PRICE:
                raise ApiError("INSUFFICIENT_BALANCE", required=PAGE_PRICE, available=account.balance)
            account.balance -= PAGE_PRICE
            return account.balance

    def page(self, account, kind, platform, name, query):
        if platform not in (" ".join(PLATFORMS) if "platform-by-substring" in self.on else PLATFORMS):
            raise ApiError("INVALID_PLATFORM")
        limit = self.limit(query)
        cursor = query.get("cursor", [""])[0]
        # An unknown cursor returns the first page.
        start = int(cursor) if re.fullmatch("[0-9]{1,3}", cursor) else 0
        size = self.stores[account.store]
        if size is None:
            raise ApiError("SERVICE_UNAVAILABLE")
        end = min(start + limit, size)
        posts = [make_post(kind, platform, name, index, self.on) for index in range(start, end)]
        return {
            "posts": posts,
            "remaining_balance": self.charge(account),
            "next_cursor": str(end) if end < size else None,
        }

    def limit(self, query):
        text = query.get("limit", ["20"])[0]
        if "int-limit" in self.on:
            try:
                limit = int(text)
            except ValueError:
                raise ApiError("INVALID_PARAMETERS") from None
        else:
            # `$` also matches before a line feed at the end; `fullmatch` does not.
            match = re.match("[1-9][0-9]*$", text) if "dollar-limit" in self.on else re.fullmatch("[1-9][0-9]*", text)
            # int() rejects a number of thousands of digits, so the length is checked first.
            limit = int(text) if match and len(text) <= 4 else 0
        if not 1 <= limit <= 100:
            raise ApiError("INVALID_PARAMETERS")
        return limit


def make_post(kind, platform, name, index, on):
    username = name if kind == "user" else f"viajera{index % 4}"
    # x and twitter are the same platform, which the store names twitter.
    platform = "twitter" if platform == "x" else platform
    home = f"https://{platform}.example/{quote(username, safe='')}"
    zone = None if "naive-datetime" in on else datetime.timezone(datetime.timedelta(hours=-3))
    published = datetime.datetime(2026, 5, 1, 12, 30, 0, 250_000, zone) - datetime.timedelta(hours=index)
    views = math.nan if "nan" in on and index % 10 == 3 else 90 * index
    return {
        "id": 70_000 + index,
        "platform": platform,
        "platform_post_id": f"{index:08d}",
        "content": None if index % 9 == 8 else f"Año {index}: mañana será otro día",
        "post_url": f"{home}/{index}",
        "published_at": None if index % 9 == 7 else published.isoformat(),
        "media": {"type": "carousel", "urls": [f"{home}/{index}-{part}.webp" for part in range(index % 3)]},
        "engagement": {"likes": 7, "comments": index, "shares": 0, "views": views, "total": 7 + index},
        "author": {
            "username": username,
            "display_name": username.title(),
            "profile_url": home,
            "avatar_url": f"{home}/avatar",
        },
        "hashtags": [name] if kind == "hashtag" else [],
        "mentions": ["amigo", "vecina"][: index % 3],
        "scraped_at": "2026-05-02T00:00:00Z",
    }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Sends the headers and body of a response in one packet.
    wbufsize = -1

    service = None
    body_unread = False

    def do_GET(self):
        on = self.service.on
        if "uncaught" in on:
            self.respond()
            return
        try:
            self.respond()
        except Exception:
            error = ApiError("INTERNAL_ERROR")
            if "traceback-in-message" in on:
                error.fields["message"] = traceback.format_exc()
            self.send_failure(error)

    def other_method(self):
        # An unread request body would be parsed as the next request.
        self.body_unread = True
        self.do_GET()

    def respond(self):
        try:
            parts = urlsplit(self.path)
            account = self.service.account(self.headers)
            self.service.count(account)
            route = ROUTE.fullmatch(parts.path)
            if route is None or self.command not in ("GET", "HEAD"):
                raise ApiError("NOT_FOUND")
            query = parse_qs(parts.query, keep_blank_values="blank-limit-dropped" not in self.service.on)
            kind, platform, name = route[1], unquote(route[2]), unquote(route[3])
            data = self.service.page(account, kind, platform, name, query)
        except ApiError as error:
            if error.code == "NOT_FOUND" and "send-error-404" in self.service.on:
                self.send_error(404)
            else:
                self.send_failure(error)
        else:
            self.send_envelope(200, {"success": True, "data": data})

    def send_failure(self, error):
        entry = ERRORS[error.code]
        body = {**entry["example"]["error"], **error.fields}
        headers = {}
        if entry["status"] == 401:
            headers["WWW-Authenticate"] = "Bearer"
        if "retry_after" in body:
            headers["Retry-After"] = str(body["retry_after"])
        self.send_envelope(entry["status"], {"success": False, "error": body}, headers)

    def send_envelope(self, status, envelope, headers=None):
        on = self.service.on
        text = json.dumps(envelope, ensure_ascii=False)
        body = text.encode("latin-1", "replace") if "latin-1" in on else text.encode()
        self.send_response(status)
        self.send_header("Content-Type", 'application/json; charset="UTF-8"')
        self.send_header("Content-Length", str(len(text if "length-in-characters" in on else body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if self.body_unread:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        if "closes-silently" in on:
            self.close_connection = True

    def log_message(self, format, *args):
        pass


class FullHandler(Handler):
    """Handles every method; http.server by default returns a 501 with HTML."""

    do_HEAD = Handler.do_GET
    do_OPTIONS = do_POST = do_PUT = do_PATCH = do_DELETE = Handler.other_method


def start(switches):
    on = set() if switches == "none" else set(switches.split(","))
    unknown = on - FAULTS - STYLES
    if unknown:
        sys.exit(f"Unknown switches: {', '.join(sorted(unknown))}. Use {', '.join(sorted(FAULTS | STYLES))}.")
    methods = Handler if "get-only" in on else FullHandler
    version = "HTTP/1.0" if "http-1.0" in on else "HTTP/1.1"
    handler = type("Bound", (methods,), {"service": Service(on), "protocol_version": version})
    kind = HTTPServer if "single-threaded" in on else ThreadingHTTPServer
    server = kind(("127.0.0.1", 0), handler)
    # Failing handlers are part of the tests, so their tracebacks are not printed.
    server.handle_error = lambda request, client_address: None
    threading.Thread(target=server.serve_forever).start()
    print(f"http://127.0.0.1:{server.server_port}{BASE}", flush=True)


for argument in sys.argv[1:]:
    start(argument)
