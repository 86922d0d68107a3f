"""Logs as one JSON object a line, without any identity number."""

from __future__ import annotations

import json
import logging
import re
import uuid

from flask import Flask, g, has_request_context, request

SIXTEEN_DIGITS = re.compile(r"(?<!\d)(\d{4})\d{8}(\d{4})(?!\d)")


def mask_identity_numbers(text: str) -> str:
    return SIXTEEN_DIGITS.sub(r"\1••••••••\2", text)


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            line |= {
                "request": g.get("request_id", ""),
                "method": request.method,
                "path": request.path,
            }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return mask_identity_numbers(json.dumps(line, ensure_ascii=False))


def init_app(app: Flask) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    app.logger.handlers = [handler]
    app.logger.propagate = False
    app.logger.setLevel(logging.INFO)

    @app.before_request
    def name_the_request() -> None:
        g.request_id = uuid.uuid4().hex[:12]
