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


class Desk:
    """A device of an officer: enrolled, certified, signed in."""

    def __init__(self, officer, *certified_as):
        self.key = Ed25519PrivateKey.generate()
        public = base64.b64encode(self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
        code = command("officer", "invite", "BRU", officer)["code"]
        enrolment = {"code": code, "name": "desk", "key": public, "password": PASSWORD}
        self.enrolled = ask("POST", "/v1/enrolments", enrolment | {"signature": self.sign("lingshi/enrol/1", code)})
        certificate = str(FOLDER / f"{officer}.json")
        command("root", "sign", "--root", str(FOLDER / "root.key"), "--realm", "schema", "--post", "BRU", "--officer", officer,
                "--key", public, *certified_as, "--out", certificate)
        command("device", "certify", "BRU", certificate)
        nonce = ask("POST", "/v1/challenges")["nonce"]
        says = {"post": "BRU", "officer": officer, "password": PASSWORD, "code": digits(self.enrolled["second_factor"]),
                "device": self.enrolled["device"], "nonce": nonce, "signature": self.sign("lingshi/sign-in/1", nonce)}
        self.token = ask("POST", "/v1/sessions", says)["asking"]

    def sign(self, name, text):
        return base64.b64encode(self.key.sign(name.encode() + b"\0" + text.encode())).decode()

    def endorses(self, text):
        return {"key": self.enrolled["device"], "signature": self.sign("lingshi/statement/1", text)}


def ended(device, proposer, other):
    """Two administrators end a device; what it says was put together by hand, as another program would."""
    says = json.dumps({"realm": "schema", "post": "BRU", "device": device["device"], "nonce": device["nonce"], "what": "wipe",
                       "why": "lost", "at": "2026-03-16T09:00:00.000Z"})
    statement = {"bytes": says, "signatures": [proposer.endorses(says)]}
    ask("POST", "/v1/posts/BRU/statements", statement, proposer.token)
    path = f"/v1/posts/BRU/statements/{device['device']}/signatures"
    assert ask("POST", path, other.endorses(says), other.token)["complete"]
    assert ask("GET", f"/v1/devices/{device['device']}/statement")["statement"]["bytes"] == says


def letter(contact):
    """The code that was sent to a contact, as a gateway finds it."""
    for path in (FOLDER / "codes").glob("*.json"):
        sent = json.loads(path.read_text())
        if sent["to"] == contact:
            path.unlink()
            return sent["code"]
    return sys.exit("no code was sent")


def applicant():
    """An applicant with a draft of what somebody else has filed."""
    contact = "li.ming@example.com"
    ask("POST", "/v1/applicant/codes", {"contact": contact, "language": "zh-CN"})
    opened = ask("POST", "/v1/applicant/accounts",
                 {"contact": contact, "code": letter(contact), "password": PASSWORD, "language": "en"})
    filed = json.loads(next((FOLDER / "orders").glob("*.json")).read_text())
    filed = filed.get("order", filed)
    begin = {"id": "command-00000001", "post": "BRU", "business": filed["business"], "door": "app", "own_district": True,
             "form": filed["form"]}
    draft = ask("POST", "/v1/applicant/orders", begin, opened["asking"])
    number = draft["no"]
    save = {"id": "command-00000002", "seen": draft["version"], "do": {"action": "save_draft", "form": filed["form"]}}
    answers = [ask("POST", f"/v1/applicant/orders/{number}/commands", save, opened["asking"]) for _ in range(2)]
    assert answers[0] == answers[1] and answers[0]["result"] == "done"
    return {"applicant": opened["asking"], "draft": number}


def mail(number, token):
    """A mail of a stranger that names an order: it waits in the tray of its post."""
    text = f"From: <stranger@example.com>\r\nSubject: {number}\r\nContent-Type: image/png\r\n" \
           "Content-Disposition: attachment; filename=1.png\r\nContent-Transfer-Encoding: base64\r\n\r\n" \
           + base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(100)).decode()
    coming = FOLDER / "mail/in/tmp/1"
    coming.write_text(text)
    coming.rename(FOLDER / "mail/in/new/1")
    for _ in range(200):
        mails = ask("GET", "/v1/posts/BRU/mails", token=token)["mails"]
        if mails:
            return mails[0]["id"]
        time.sleep(0.05)
    return sys.exit("the mail was not taken in")


def signed_in(orders):
    zhang, lin, lost = Desk("bru-zhang", "--admin"), Desk("bru-lin", "--admin"), Desk("bru-wang")
    ended(lost.enrolled, zhang, lin)
    changes = ask("GET", "/v1/posts/BRU/changes", token=zhang.token)
    assert sum(document["kind"] == "order" for document in changes["documents"]) == orders
    assert json.loads(changes["signed_head"]["bytes"])["seq"] == changes["head"]
    return {"token": zhang.token, "device": lost.enrolled["device"]}


subprocess.run([PROGRAM, "init", str(FOLDER), "--realm", "schema"], check=True, capture_output=True)
with open(FOLDER / "central.toml", "a", encoding="utf-8") as settings:
    settings.write("\n[limits]\nstrangers_per_minute = 100000\nofficers_per_minute = 1000000\n"
                   "applicants_per_minute = 1000000\ncodes_per_hour = 100000\n\n"
                   "[applicants]\ncodes = \"codes\"\nface_check = \"simulated\"\npayments = \"simulated\"\npensions = true\n\n"
                   "[mail]\nmaildir = \"mail/in\"\nlook_seconds = 1\nreceiving = { authserv_id = \"mx.example\" }\n")
command("post", "set", str(ROOT / "fixtures/posts/BRU.toml"))
for officer, role in [("bru-zhang", "first_reviewer"), ("bru-lin", "supervisor"), ("bru-wang", "maker")]:
    command("officer", "set", "BRU", officer, "--name", "张伟", "--role", role, "--role", "admin")
command("root", "set", "BRU", command("root", "new", str(FOLDER / "root.key"))["public"])
command("reference", "load", *(str(path) for path in sorted((ROOT / "fixtures/reference").glob("*.toml"))))
taken = command("order", "import", "BRU", str(FOLDER / "orders"))["taken"]
server = subprocess.Popen([PROGRAM, "serve"], env=dict(ENVIRONMENT, LINGSHI_LISTEN=f"127.0.0.1:{PORT}", LINGSHI_LOG="warn"))
signal.signal(signal.SIGTERM, lambda *_: server.terminate())
try:
    listening()
    number = next((FOLDER / "orders").glob("*.json")).name.removesuffix(".json")
    desk = signed_in(taken)
    waits = {"mail": mail(number, desk["token"])}
    print(json.dumps({"address": ADDRESS, "order": number} | desk | waits | applicant()), flush=True)
    sys.exit(server.wait())
finally:
    server.terminate()
