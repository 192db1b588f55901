"""Pairs of a message and the reply in it, read out of the tests of five public reply parsers.

    python3 pairs.py FOLDER

FOLDER holds copies of the repositories, each in a folder called owner+name. Prints a JSON array of objects: `set`, `name`,
`kind` ("plain" or "html"), `message`, `sender` where the set tells it, and `expected`. Only what a test states outright
as the whole reply is taken; nothing of the repositories is run: their tests are read as text.
"""

import ast
import email
import email.policy
import json
import re
import sys
from pathlib import Path

# What talon's tests expect where no file says so: of its letters, and of its HTML replies.
TALON_LETTER = "Hello"
TALON_HTML = "Hi. I am fine.\n\nThanks,\nAlex"


def main():
    folder = Path(sys.argv[1])
    pairs = []
    for name, read in SETS.items():
        home = folder / name
        if home.is_dir():
            found = list(read(home))
            pairs += [{"set": name.replace("+", "/"), "sender": "", **pair} for pair in found]
    json.dump(pairs, sys.stdout)


def pair(name, message, expected, kind="plain", sender=""):
    return {"name": name, "kind": kind, "message": message, "expected": expected, "sender": sender}


def text(path):
    return path.read_bytes().decode("utf-8", "replace")


def discourse(home):
    for path in sorted((home / "test/emails").glob("*.txt")):
        yield pair(path.stem, text(path), text(home / "test/trimmed" / path.name))


def talon(home):
    fixtures = home / "tests/fixtures"
    for path in sorted((fixtures / "standard_replies").glob("*.eml")):
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = letter.get_body(("plain",)).get_content()
        reply = path.with_name(path.stem + "_reply_text")
        yield pair(path.stem, body, text(reply) if reply.exists() else TALON_LETTER)
    for path in sorted((fixtures / "signature/emails/stripped").glob("*_body")):
        stem = path.name.removesuffix("_body")
        # The lines of a signature bear a mark for talon's training.
        body = text(path).replace("#sig#", "").strip()
        signature = text(path.with_name(stem + "_signature")).replace("#sig#", "").strip()
        sender = text(path.with_name(stem + "_sender")).strip()
        yield pair("signature " + stem, body, body.removesuffix(signature), sender=sender)
    yield from python_assertions(home / "tests/text_quotations_test.py", "extract_from_plain", "plain")
    yield from python_assertions(home / "tests/html_quotations_test.py", "extract_from_html", "html")
    for path in sorted((fixtures / "html_replies").glob("*.html")):
        yield pair(path.stem, text(path), TALON_HTML, kind="html")


def python_assertions(path, function, kind):
    """`eq_(expected, …function(message)…)` in each test, where both are literals or names of literals.

    Tests that replace a part of the parser (their functions are decorated) say nothing of the parser as it is.
    """
    tests = [node for node in ast.parse(text(path)).body if isinstance(node, ast.FunctionDef)]
    for test in [test for test in tests if not test.decorator_list]:
        known, asked = {}, {}
        for count, node in enumerate(test.body):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                known[name] = literal(node.value, known)
                asked[name] = message_given(node.value, function, known, asked)
            call = node.value if isinstance(node, ast.Expr) else None
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "eq_" and len(call.args) == 2:
                expected = literal(call.args[0], known)
                message = message_given(call.args[1], function, known, asked)
                if not isinstance(message, str):
                    expected, message = literal(call.args[1], known), message_given(call.args[0], function, known, asked)
                if isinstance(expected, str) and isinstance(message, str):
                    yield pair(f"{test.name} {count}", message, expected, kind=kind)


def message_given(node, function, known, asked):
    """The message that an expression hands to the parser, itself or by the name of an earlier result."""
    for inner in ast.walk(node):
        if is_call(inner, function):
            return literal(inner.args[0], known)
        if isinstance(inner, ast.Name) and asked.get(inner.id):
            return asked[inner.id]
    return None


def is_call(node, function):
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") == function


def literal(node, known):
    """The value of a literal, of a known name, or of a substitution in one of those."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if is_call(node, "sub") and len(node.args) == 2:
        return literal(node.args[1], known)
    if is_call(node, "replace") and len(node.args) == 2:
        value = literal(node.func.value, known)
        arguments = [literal(argument, known) for argument in node.args]
        return value.replace(*arguments) if isinstance(value, str) and None not in arguments else None
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def quotequail(home):
    for case in parameters(home / "tests/test_quote.py", "test_quote"):
        message, _, divided = case
        yield pair("quote", message, "\n".join(part for is_reply, part in divided if is_reply))
    for message, expected in parameters(home / "tests/test_unwrap.py", "test_unwrap"):
        expected = {"text_top": message} if expected is None else expected
        yield pair("unwrap", message, "\n".join(expected.get(key) or "" for key in ("text_top", "text_bottom")))
    for message, _, divided in parameters(home / "tests/test_quote_html.py", "test_quote_html"):
        yield pair("quote", message, "\n".join(part for is_reply, part in divided if is_reply), kind="html")
    for file, expected in parameters(home / "tests/test_unwrap_html.py", "test_unwrap_html_file"):
        reply = "\n".join(expected.get(key) or "" for key in ("html_top", "html_bottom"))
        yield pair(file, text(home / "tests/files" / file), reply, kind="html")


def parameters(path, name):
    """The literal cases of a parametrised test; those that are no literals are passed over."""
    for test in ast.parse(text(path)).body:
        if isinstance(test, ast.FunctionDef) and test.name == name:
            for case in test.decorator_list[0].args[1].elts:
                try:
                    yield ast.literal_eval(case)
                except ValueError:
                    continue


def crisp(home):
    source = text(home / "test/test.js")
    common = re.search(r"COMMON_FIRST_FRAGMENT = '(.*?)';", source, re.S)[1].replace("\\\n", "").replace("\\n", "\n")
    for test in source.split("export function ")[1:]:
        file = re.search(r'(?:get_email\("|fixtures/)(\w+)', test)
        if file:
            path = home / "test/fixtures" / (file[1] + ".txt")
            expected = stated(test, common, path, js_string)
            if expected is not None:
                yield pair(test.split("(")[0], text(path), expected)


def willdurand(home):
    tests = home / "tests/EmailReplyParser/Tests"
    parser = text(tests / "Parser/EmailParserTest.php")
    common = re.search(r"COMMON_FIRST_FRAGMENT = '(.*?)';", parser, re.S)[1]
    for source in (parser, text(tests / "EmailReplyParserTest.php")):
        for test in re.split(r"public function ", source)[1:]:
            files = re.findall(r"getFixtures\('([^']+)'\)", test)
            # A test that first gives the parser a pattern of its own says nothing of the parser as it is.
            if len(files) == 1 and "Regex(" not in test:
                path = home / "tests/Fixtures" / files[0]
                expected = stated(test, common, path, php_string)
                if expected is not None and "[DATE]" not in text(path):
                    yield pair(test.split("(")[0], text(path), expected)
    dated = text(home / "tests/Fixtures/email_with_date_headers.txt")
    formats = parser.split("function getDateFormats")[1].split("function ")[0]
    for _, date in re.findall(r"""array\((['"])(.*?)\1\)""", formats):
        yield pair("date " + date, dated.replace("[DATE]", date), "Thank you very much.")


def stated(test, common, path, unquoted):
    """What a test of fragments says that the whole visible reply is."""
    if re.search(r"COMMON_FIRST_FRAGMENT,\s*(?:trim\()?\$?(?:fragments\[0\]|text)", test):
        return common
    whole = r"(?:email\.getVisibleText\(\)|\$email->getVisibleText\(\)|reply|EmailReplyParser::parseReply\(\$body\))"
    said = re.search(r"""(?:test\.equal|assertEquals)\(\s*(<<<EMAIL\n.*?\nEMAIL|(['"]).*?(?<!\\)\2)\s*,\s*""" + whole + r"\s*\)", test, re.S)
    if said:
        return unquoted(said[1])
    one = re.search(r"test\.equal\(1, fragments\.length\)|test\.equal\(1, reply\.fragments|assertCount\(1, ", test)
    return text(path) if one else None


def js_string(source):
    return json.loads('"' + source[1:-1].replace('"', '\\"') + '"')


def php_string(source):
    if source.startswith("<<<EMAIL"):
        return source.removeprefix("<<<EMAIL\n").removesuffix("\nEMAIL")
    return source[1:-1].replace("\\n", "\n").replace("\\'", "'") if source[0] == '"' else source[1:-1].replace("\\'", "'")


SETS = {
    "discourse+email_reply_trimmer": discourse,
    "mailgun+talon": talon,
    "crisp-oss+email-reply-parser": crisp,
    "willdurand+EmailReplyParser": willdurand,
    "closeio+quotequail": quotequail,
}

if __name__ == "__main__":
    main()
