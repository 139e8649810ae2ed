"""What the reader's own Python loads: addresses, sizes and digests that are true."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode

import pytest
from wheel.wheelfile import WheelFile

from fitbreadth.publish import own_wheel, pyodide
from fitbreadth.publish.pyodide_files import CORE, PACKAGES, Pinned

NUMPY, SCIPY = PACKAGES["numpy"], PACKAGES["scipy"]


def integrity(data):
    return "sha256-" + b64encode(hashlib.sha256(data).digest()).decode()


def fill(folder, pinned):
    folder.mkdir(exist_ok=True)
    for file in pinned:
        (folder / file.name).write_bytes(f"this stands for {file.name}".encode())
    return folder


@pytest.fixture
def folder(tmp_path):
    return fill(tmp_path / "given", (*CORE, *NUMPY))


@pytest.fixture
def package(tmp_path):
    """A package under the name of the installed one."""
    made = tmp_path / "sources" / "fitbreadth"
    for name in ("__init__.py", "model.py", "data/table.csv", "publish/page.py"):
        file = made / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {name}\n" * 50)
    (made / "__pycache__").mkdir()
    (made / "__pycache__" / "model.cpython-311.pyc").write_bytes(b"compiled")
    return made


def known(static):
    text = (static / "fitbreadth-python.js").read_text(encoding="utf-8")
    head, tail = "window.fitbreadthPython = ", ";\n"
    assert text.startswith(head)
    assert text.endswith(tail)
    return json.loads(text.removeprefix(head).removesuffix(tail))


def listed(told):
    return [*told["core"], *(file for files in told["packages"].values() for file in files)]


def moment(file):
    return file.stat().st_ino, file.stat().st_mtime_ns


def age(folder):
    """Give every file a date that no new one has."""
    for file in folder.rglob("*"):
        os.utime(file, (1e9, 1e9))


def test_by_default_each_file_has_its_public_home():
    told = pyodide.offered("")
    assert told["host"] == "cdn.jsdelivr.net"
    urls = [file["url"] for file in listed(told)]
    npm, full = (
        "https://cdn.jsdelivr.net/npm/pyodide@0.28.3/",
        "https://cdn.jsdelivr.net/pyodide/v0.28.3/full/",
    )
    assert urls == [npm + file.name for file in CORE] + [
        full + file.name for file in (*NUMPY, *SCIPY)
    ]


def test_a_mirror_holds_all_files_in_one_folder_with_the_same_digests():
    told = pyodide.offered("http://python.lan:8080/0.28")
    assert told["host"] == "python.lan:8080"
    for file, public in zip(listed(told), listed(pyodide.offered("")), strict=True):
        assert file == public | {"url": f"http://python.lan:8080/0.28/{public['name']}"}


def test_sizes_are_known_or_said_to_be_unknown():
    core = pyodide.offered("")["core"]
    assert sum(file["bytes"] for file in core) == 12_262_929  # as in the npm tarball
    (numpy,), (blas, scipy) = pyodide.offered("")["packages"].values()
    assert numpy["bytes"] is blas["bytes"] is scipy["bytes"] is None
    assert numpy["about"] > 0
    assert "about" not in scipy


def test_the_digest_is_written_as_browsers_take_it():
    assert Pinned("a", hashlib.sha256(b"a").hexdigest()).integrity == integrity(b"a")


@pytest.mark.parametrize("setting", ["ftp://python.lan/", "https://", "no such folder", __file__])
def test_another_setting_is_refused(setting):
    with pytest.raises(ValueError, match=r"FITBREADTH_PYODIDE must be an http.*got ") as error:
        pyodide.offered(setting)
    assert repr(setting) in str(error.value)


@pytest.mark.parametrize("name", ["pyodide.asm.wasm", NUMPY[0].name])
def test_a_folder_without_core_or_numpy_is_refused_by_file_and_folder(folder, name):
    (folder / name).unlink()
    with pytest.raises(FileNotFoundError) as error:
        pyodide.offered(str(folder))
    assert f"{name} is missing in {folder}" in str(error.value)


def test_only_packages_that_are_there_in_full_are_offered(folder):
    assert list(pyodide.offered(str(folder))["packages"]) == ["numpy"]
    fill(folder, SCIPY[:1])
    assert list(pyodide.offered(str(folder))["packages"]) == ["numpy"]
    fill(folder, SCIPY)
    assert list(pyodide.offered(str(folder))["packages"]) == ["numpy", "scipy"]


def test_what_is_beside_the_site_is_told_as_it_is(tmp_path, folder):
    pyodide.write(tmp_path, str(folder))
    told = known(tmp_path)
    assert told["host"] == ""
    for file in (*listed(told), told["wheel"]):
        data = (tmp_path / file["url"]).read_bytes()
        assert file["bytes"] == len(data)
        assert file["integrity"] == integrity(data)
        if file is not told["wheel"]:
            assert data == (folder / file["name"]).read_bytes()


def test_a_page_opened_from_a_folder_can_load_each_file_as_a_script(tmp_path, folder):
    pyodide.write(tmp_path, str(folder))
    told = known(tmp_path)
    for file in (*listed(told), told["wheel"]):
        stamp, entry = (tmp_path / f"{file['url']}.js").read_text().splitlines()
        assert stamp == f"// {file['integrity']}"
        head = f'(window.fitbreadthFiles ??= {{}})["{file["name"]}"] = "'
        assert entry.startswith(head)
        data = b64decode(entry.removeprefix(head).removesuffix('";'), validate=True)
        assert data == (tmp_path / file["url"]).read_bytes()


def test_nothing_changed_writes_nothing_again(tmp_path, folder):
    pyodide.write(tmp_path, str(folder))
    age(tmp_path / "python")
    files = sorted((tmp_path / "python").iterdir())
    before = [moment(file) for file in files]
    pyodide.write(tmp_path, str(folder))
    assert [moment(file) for file in files] == before
    (folder / "pyodide.js").write_bytes(b"another")
    pyodide.write(tmp_path, str(folder))
    assert {
        file.name for file, then in zip(files, before, strict=True) if moment(file) != then
    } == {
        "pyodide.js",
        "pyodide.js.js",
    }


def test_the_public_servers_leave_only_the_wheel_beside_the_site(tmp_path, folder):
    pyodide.write(tmp_path, str(folder))
    pyodide.write(tmp_path, "")
    wheel = known(tmp_path)["wheel"]["name"]
    assert {file.name for file in (tmp_path / "python").iterdir()} == {wheel, f"{wheel}.js"}


def test_the_wheel_holds_the_sources_without_the_sphinx_side(tmp_path, package):
    with WheelFile(own_wheel.write(tmp_path, package)) as wheel:
        for name in wheel.namelist():
            wheel.read(name)  # held against its digest in RECORD
        sources = {name for name in wheel.namelist() if name.startswith("fitbreadth/")}
        assert wheel.read("fitbreadth/model.py") == (package / "model.py").read_bytes()
    assert sources == {
        f"fitbreadth/{name}" for name in ("__init__.py", "model.py", "data/table.csv")
    }


def test_the_same_sources_give_the_same_wheel(tmp_path, package, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = own_wheel.write(tmp_path / "first", package).read_bytes()
    age(package)
    assert own_wheel.write(tmp_path / "second", package).read_bytes() == first
    assert os.environ["SOURCE_DATE_EPOCH"] == "1700000000"


@pytest.mark.parametrize("change", ["edited", "added", "removed", "spoilt"])
def test_a_wheel_that_is_not_of_these_sources_is_written_again(tmp_path, package, change):
    wheel = own_wheel.write(tmp_path, package)
    first = wheel.read_bytes()
    match change:
        case "edited":
            (package / "model.py").write_text("another")
        case "added":
            (package / "second.py").write_text("another")
        case "removed":
            (package / "model.py").unlink()
        case "spoilt":
            wheel.write_bytes(first[:100])
    second = own_wheel.write(tmp_path, package).read_bytes()
    assert (second == first) == (change == "spoilt")
    assert own_wheel.write(tmp_path / "fresh", package).read_bytes() == second


def test_models_and_tables_can_be_imported_from_the_wheel(tmp_path):
    wheel = own_wheel.write(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(wheel)!r})\n"
        "from fitbreadth import allocation, stored\n"
        "stored.table('folding.csv')\n"
        "print(allocation.__file__, allocation.optimum([0.5, 0.5], rho=0, gamma=1).shares.sum())"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == [f"{wheel}/fitbreadth/allocation.py", "1.0"]


def test_every_site_has_the_wheel_and_knows_its_python(book):
    told = known(book.html / "_static")
    assert told["host"] == "cdn.jsdelivr.net"
    wheel = (book.html / "_static" / told["wheel"]["url"]).read_bytes()
    assert told["wheel"]["integrity"] == integrity(wheel)


def test_a_wrong_setting_ends_the_build_before_a_chapter_is_run(tiny, monkeypatch):
    monkeypatch.setenv("FITBREADTH_PYODIDE", "nowhere")
    tiny.chapter("# Chapter\n\n```{code-cell}\nprint('it was run')\n```\n")
    built, output = tiny.build()
    assert not built
    assert "FITBREADTH_PYODIDE must be an http(s) address or a folder, got 'nowhere'" in output
    assert not (tiny.html / "chapter.html").exists()
