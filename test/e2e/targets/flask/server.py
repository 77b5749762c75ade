"""The Social Data API on Flask.

With the switch `defaults`, unknown paths, unexpected exceptions and the conversion of parameters are those of Flask.
"""

import logging
import sys
import threading
from pathlib import Path

from flask import Flask, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.serving import make_server

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from service import ApiError, authenticate, create_accounts, page, read_limit  # noqa: E402

logging.getLogger("werkzeug").setLevel(logging.CRITICAL)


def create_app(defaults):
    app = Flask(__name__)
    app.logger.disabled = True
    accounts = create_accounts()

    def account():
        return authenticate(accounts, request.headers.get("Authorization"), request.headers.get("X-API-Token"))

    def answer(kind, platform, name):
        caller = account()
        limit = request.args.get("limit", 20, type=int) if defaults else read_limit(request.args.get("limit"))
        return jsonify(success=True, data=page(caller, kind, platform, name, limit, request.args.get("cursor")))

    @app.get("/api/v1/posts/by-user/<platform>/<name>")
    def posts_by_user(platform, name):
        return answer("user", platform, name)

    @app.get("/api/v1/posts/by-hashtag/<platform>/<name>")
    def posts_by_hashtag(platform, name):
        return answer("hashtag", platform, name)

    @app.errorhandler(ApiError)
    def api_error(error):
        return error.body, error.status, error.headers

    if not defaults:
        app.url_map.merge_slashes = False

        @app.errorhandler(HTTPException)
        def unknown_path(_):
            try:
                account()
            except ApiError as error:
                return api_error(error)
            return api_error(ApiError("NOT_FOUND"))

        @app.errorhandler(Exception)
        def unexpected(_):
            return api_error(ApiError("INTERNAL_ERROR"))

    return app


for argument in sys.argv[1:]:
    server = make_server("127.0.0.1", 0, create_app({"none": False, "defaults": True}[argument]), threaded=True)
    threading.Thread(target=server.serve_forever).start()
    print(f"http://127.0.0.1:{server.server_port}/api/v1", flush=True)
