"""Sets a server up through its command line and its API alone, signs in, and says how to reach it.

Usage: world.py PROGRAM FOLDER PORT; prints one line of JSON when the server listens, and ends with it.
Nothing of ours but the program is used: the signatures and the six digits are another library's.
"""

import base64
import hashlib
import hmac
import json
import os
import signal
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PROGRAM, FOLDER, PORT = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
ROOT = Path(__file__).resolve().parents[2]
ADDRESS = f"http://127.0.0.1:{PORT}"
PASSWORD = "correct horse battery"
ENVIRONMENT = dict(os.environ, LINGSHI_CENTRAL=str(FOLDER / "central.toml"))


def command(*arguments):
    done = subprocess.run([PROGRAM, "--json", *arguments], env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{arguments[0]} {arguments[1]}: {done.stderr}")
    return json.loads(done.stdout)


def ask(method, path, body=None, token=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(ADDRESS + path, method=method, data=data)
    request.add_header("content-type", "application/json")
    if token:
        request.add_header("authorization", "Bearer " + token)
    try:
        return json.loads(urllib.request.urlopen(request, timeout=20).read() or b"null")
    except urllib.error.HTTPError as refused:
        sys.exit(f"{path}: {refused.code} {refused.read().decode()}")


def digits(address):
    secret = base64.b32decode(address.split("secret=")[1].split("&")[0])
    digest = hmac.new(secret, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def listening():
    for _ in range(200):
        try:
            return urllib.request.urlopen(ADDRESS + "/readyz", timeout=2)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    sys.exit("the server does not start")


def signed_in(orders):
    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()

    def sign(name, text):
        return base64.b64encode(key.sign(name.encode() + b"\0" + text.encode())).decode()

    code = command("officer", "invite", "BRU", "bru-zhang")["code"]
    enrolment = {"code": code, "name": "desk", "key": public, "password": PASSWORD}
    enrolled = ask("POST", "/v1/enrolments", enrolment | {"signature": sign("lingshi/enrol/1", code)})
    certificate = str(FOLDER / "certificate.json")
    command("root", "sign", "--root", str(FOLDER / "root.key"), "--realm", "schema", "--post", "BRU", "--officer", "bru-zhang",
            "--key", public, "--out", certificate)
    command("device", "certify", "BRU", certificate)
    nonce = ask("POST", "/v1/challenges")["nonce"]
    says = {"post": "BRU", "officer": "bru-zhang", "password": PASSWORD, "code": digits(enrolled["second_factor"]),
            "device": enrolled["device"], "nonce": nonce, "signature": sign("lingshi/sign-in/1", nonce)}
    token = ask("POST", "/v1/sessions", says)["asking"]
    changes = ask("GET", "/v1/posts/BRU/changes", token=token)
    assert sum(document["kind"] == "order" for document in changes["documents"]) == orders
    return token


subprocess.run([PROGRAM, "init", str(FOLDER), "--realm", "schema"], check=True, capture_output=True)
with open(FOLDER / "central.toml", "a", encoding="utf-8") as settings:
    settings.write("\n[limits]\nstrangers_per_minute = 100000\nofficers_per_minute = 1000000\n")
command("post", "set", str(ROOT / "fixtures/posts/BRU.toml"))
command("officer", "set", "BRU", "bru-zhang", "--name", "张伟", "--role", "first_reviewer")
command("root", "set", "BRU", command("root", "new", str(FOLDER / "root.key"))["public"])
command("reference", "load", *(str(path) for path in sorted((ROOT / "fixtures/reference").glob("*.toml"))))
taken = command("order", "import", "BRU", str(FOLDER / "orders"))["taken"]
server = subprocess.Popen([PROGRAM, "serve"], env=dict(ENVIRONMENT, LINGSHI_LISTEN=f"127.0.0.1:{PORT}", LINGSHI_LOG="warn"))
signal.signal(signal.SIGTERM, lambda *_: server.terminate())
try:
    listening()
    number = next((FOLDER / "orders").glob("*.json")).name.removesuffix(".json")
    print(json.dumps({"address": ADDRESS, "token": signed_in(taken), "order": number}), flush=True)
    sys.exit(server.wait())
finally:
    server.terminate()
