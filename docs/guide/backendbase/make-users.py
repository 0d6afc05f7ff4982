"""Makes the user table of a small Flask application that stored passwords with BackEndBase.

python3 make-users.py FILE, with Werkzeug 2 or 3. Names, passwords and keys are examples.
"""

import base64
import hashlib
import pathlib
import sqlite3
import sys
import unicodedata

from werkzeug.security import generate_password_hash

HERE = pathlib.Path(__file__).parent


def read_keys(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def digest(text):
    return hashlib.sha512(text.encode()).hexdigest()


def cipher_password(text, keys, faulty):
    letters = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in letters if unicodedata.category(c) != "Mn").replace(" ", "_")
    middle = "None" if faulty else digest(plain)
    key = keys["SECRET_KEY"] + middle + digest(keys["HASH_KEY"]) + digest(keys["CSRF_SESSION_KEY"])
    return base64.b64encode(key.encode()).decode()


def user(name, password, keys, faulty=False):
    # BackEndBase hashed the name and the password together.
    secret = cipher_password(name + password, keys, faulty)
    return name, generate_password_hash(secret, "pbkdf2:sha512:50000", 10)


file = pathlib.Path(sys.argv[1])
file.unlink(missing_ok=True)
current = read_keys("backendbase.env")
old = read_keys("backendbase.old.env")
users = [
    user("ana", "contraseña 1", current),
    # From before the keys were changed: Flask has refused his password ever since.
    user("luis", "¿Qué tal?", old),
    # Stored when the sanitizer returned nothing: Flask takes any password for hers.
    user("eva", "secreta", current, faulty=True),
]

database = sqlite3.connect(str(file))
with database:
    database.execute(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT UNIQUE, password_hash TEXT)"
    )
    database.executemany("INSERT INTO users (username, password_hash) VALUES (?, ?)", users)
database.close()
