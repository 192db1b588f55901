"""Runs a published Python reply parser over messages: `python3 runner.py FOLDER talon|quotequail`.

Takes a JSON array of {"kind", "message"} on its input and prints {"replies", "seconds"}: a reply or null a message, and
what one pass over the plain ones takes. The parsers are those of the copies in FOLDER; what they need (lxml and, for
talon, regex, chardet, cssselect, html5lib and six) is looked for in FOLDER/python too.
"""

import json
import sys
import time

SECONDS_MIN = 1.0


def talon():
    from talon import quotations

    quotations.register_xpath_extensions()
    return lambda kind, text: (quotations.extract_from_html if kind == "html" else quotations.extract_from_plain)(text)


def quotequail():
    from quotequail import unwrap, unwrap_html

    def reply(kind, text):
        found = unwrap_html(text) if kind == "html" else unwrap(text)
        keys = ("html_top", "html_bottom") if kind == "html" else ("text_top", "text_bottom")
        return text if found is None else "\n".join(found.get(key) or "" for key in keys)

    return reply


def attempt(reply, kind, message):
    try:
        return reply(kind, message)
    except Exception:
        return None


folder, name = sys.argv[1:]
sys.path[:0] = [f"{folder}/mailgun+talon", f"{folder}/closeio+quotequail", f"{folder}/python"]
reply = {"talon": talon, "quotequail": quotequail}[name]()
messages = json.load(sys.stdin)
replies = [attempt(reply, each["kind"], each["message"]) for each in messages]
plain = [each["message"] for each in messages if each["kind"] == "plain"]
passes, start = 0, time.perf_counter()
while (spent := time.perf_counter() - start) < SECONDS_MIN:
    for message in plain:
        attempt(reply, "plain", message)
    passes += 1
json.dump({"replies": replies, "seconds": spent / passes}, sys.stdout)
