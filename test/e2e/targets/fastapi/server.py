"""The Social Data API on FastAPI and uvicorn.

With the switch `defaults`, validation, unknown paths and unexpected exceptions are those of FastAPI.
"""

import socket
import sys
import threading
from pathlib import Path
from typing import Union

import uvicorn
from fastapi import FastAPI, Header, Query, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from service import ApiError, authenticate, create_accounts, page, read_limit  # noqa: E402

Text = Union[str, None]


def create_app(defaults):
    app = FastAPI()
    accounts = create_accounts()

    def answer(kind, platform, name, authorization, token, limit, cursor):
        account = authenticate(accounts, authorization, token)
        return {"success": True, "data": page(account, kind, platform, name, limit, cursor)}

    def api_error(_, error):
        return JSONResponse(error.body, error.status, error.headers)

    app.add_exception_handler(ApiError, api_error)

    if defaults:

        @app.get("/api/v1/posts/by-{kind}/{platform}/{name}")
        def posts(
            kind: str,
            platform: str,
            name: str,
            limit: int = Query(20, ge=1, le=100),
            cursor: Text = None,
            authorization: Text = Header(None),
            x_api_token: Text = Header(None),
        ):
            return answer(kind, platform, name, authorization, x_api_token, limit, cursor)

        return app

    app.router.redirect_slashes = False

    @app.get("/api/v1/posts/by-user/{platform}/{name}")
    def posts_by_user(request: Request, platform: str, name: str):
        return read("user", request, platform, name)

    @app.get("/api/v1/posts/by-hashtag/{platform}/{name}")
    def posts_by_hashtag(request: Request, platform: str, name: str):
        return read("hashtag", request, platform, name)

    def read(kind, request, platform, name):
        headers, query = request.headers, request.query_params
        account = authenticate(accounts, headers.get("authorization"), headers.get("x-api-token"))
        data = page(account, kind, platform, name, read_limit(query.get("limit")), query.get("cursor"))
        return {"success": True, "data": data}

    @app.exception_handler(HTTPException)
    def unknown_path(request, _):
        try:
            authenticate(accounts, request.headers.get("authorization"), request.headers.get("x-api-token"))
        except ApiError as error:
            return api_error(request, error)
        return api_error(request, ApiError("NOT_FOUND"))

    @app.exception_handler(Exception)
    def unexpected(request, _):
        return api_error(request, ApiError("INTERNAL_ERROR"))

    return app


for argument in sys.argv[1:]:
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app({"none": False, "defaults": True}[argument]), log_level="critical")
    server = uvicorn.Server(config)
    # Signal handlers work only in the main thread.
    server.install_signal_handlers = lambda: None
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}).start()
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/api/v1", flush=True)
