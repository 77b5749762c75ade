"""The accounts and posts of the servers on Flask and FastAPI."""

import json
import re
from pathlib import Path
from urllib.parse import quote

CATALOGUE = Path(__file__).resolve().parents[3] / "generated" / "errors.json"
ERRORS = {entry["code"]: entry for entry in json.loads(CATALOGUE.read_text("utf-8"))["errors"]}
PLATFORMS = ("tiktok", "instagram", "twitter", "x", "snapchat", "linkedin")
TOTAL = 45
PRICE = 2


class ApiError(Exception):
    """An error of the contract, with the fields of this occurrence."""

    def __init__(self, code, **fields):
        super().__init__(code)
        entry = ERRORS[code]
        self.status = entry["status"]
        error = {**entry["example"]["error"], **fields}
        self.body = {"success": False, "error": error}
        self.headers = {"WWW-Authenticate": "Bearer"} if self.status == 401 else {}
        if "retry_after" in error:
            self.headers["Retry-After"] = str(error["retry_after"])


def create_accounts():
    accounts = {
        "key-of-ada-5d1c": {"balance": 1_000_000},
        "key-of-bob-80fe": {"balance": 1},
        "key-of-eve-37aa": {"active": False},
        "key-of-max-c402": {"limited": True},
        "key-of-kim-19be": {"store": "cold"},
        "key-of-lou-6e93": {"store": "lost"},
    }
    usual = {"balance": 50, "active": True, "limited": False, "store": "hot"}
    return {key: {**usual, **account} for key, account in accounts.items()}


def authenticate(accounts, authorization, other):
    match = re.fullmatch(r"bearer +(\S+)", authorization or "", re.IGNORECASE)
    token = match[1] if match else other or ""
    if not token:
        raise ApiError("MISSING_API_TOKEN")
    # Demo keys show each error to the developers of clients.
    if token.startswith("demo-") and token == token.lower() and token[5:].upper() in ERRORS:
        raise ApiError(token[5:].upper())
    account = accounts.get(token)
    if account is None:
        raise ApiError("INVALID_API_TOKEN")
    if not account["active"]:
        raise ApiError("ACCOUNT_INACTIVE")
    if account["limited"]:
        raise ApiError("RATE_LIMIT_EXCEEDED", retry_after=30)
    return account


def read_limit(text):
    """Returns the limit of a query, as the contract writes it: decimal digits without a sign or leading zeros."""
    if text is None:
        return 20
    if not re.fullmatch("[1-9][0-9]{0,2}", text) or int(text) > 100:
        raise ApiError("INVALID_PARAMETERS")
    return int(text)


def page(account, kind, platform, name, limit, cursor):
    if platform not in PLATFORMS:
        raise ApiError("INVALID_PLATFORM")
    if account["store"] == "cold":
        raise ApiError("SERVICE_UNAVAILABLE")
    if account["store"] == "lost":
        raise LookupError("The shelf is empty.")
    if account["balance"] < PRICE:
        raise ApiError("INSUFFICIENT_BALANCE", required=PRICE, available=account["balance"])
    account["balance"] -= PRICE
    start = int(cursor) if re.fullmatch("[0-9]{1,3}", cursor or "") else 0
    end = min(start + limit, TOTAL)
    posts = [make_post(kind, "twitter" if platform == "x" else platform, name, index) for index in range(start, end)]
    return {
        "posts": posts,
        "remaining_balance": account["balance"],
        "next_cursor": str(end) if end < TOTAL else None,
    }


def make_post(kind, platform, name, index):
    username = name if kind == "user" else f"hiker{index % 5}"
    home = f"https://{platform}.example/{quote(username, safe='')}"
    return {
        "id": 500 + index,
        "platform": platform,
        "platform_post_id": f"{index:06d}",
        "content": None if index % 7 == 6 else f"Sunrise {index} 🌄",
        "post_url": f"{home}/{index}",
        "published_at": None if index % 9 == 8 else f"2026-03-{1 + index % 28:02d}T08:00:00+01:00",
        "media": {"type": "video", "urls": [f"{home}/{index}.mp4"] if index % 3 else []},
        "engagement": {"likes": index, "comments": 2, "shares": 1, "views": 8 * index, "total": index + 3},
        "author": {"username": username, "display_name": username, "profile_url": home, "avatar_url": f"{home}/face"},
        "hashtags": [name] if kind == "hashtag" else [],
        "mentions": [],
        "scraped_at": "2026-05-02T00:00:00Z",
    }
