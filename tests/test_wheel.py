"""The wheel holds the default model: installed elsewhere, it translates at once and offline."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", out, ROOT)
    (built,) = out.glob("qatarlas-*.whl")
    return built


def run(*command: str | Path, **options: object) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        **options,  # type: ignore[call-overload]
    )
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def test_the_wheel_has_the_model_the_types_and_the_page(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "align/_models/catalog.toml",
        "align/_models/kk-en/ctranslate2/model.bin",
        "align/_models/kk-en/transformers/model.safetensors",
        "align/_models/en-kk/ctranslate2/model.bin",
        "align/py.typed",
        "align/views/page/page.css",
    ):
        assert name in names
    assert not [name for name in names if name.startswith(("tests/", "scripts/", "texts/"))]


def test_installed_into_an_empty_environment_it_translates_offline(
    wheel: Path, tmp_path: Path
) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel)
    here = tmp_path / "elsewhere"
    here.mkdir()
    (here / "a.txt").write_text("Бүгін кітапхана ашылды.\n", encoding="utf-8")
    # Any attempt to reach a host goes to a port where nobody listens.
    nowhere = "http://127.0.0.1:9"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        "HTTP_PROXY": nowhere,
        "HTTPS_PROXY": nowhere,
        "HF_ENDPOINT": nowhere,
    }
    run(scripts / "align", "translate", "a.txt", "--to", "en", cwd=here, env=environment)
    assert (here / "out" / "a.kk-en.txt").read_text(encoding="utf-8").strip()
    installed = run(scripts / "python", "-m", "pip", "list", "--format", "freeze")
    assert "torch" not in {line.split("==")[0] for line in installed.splitlines()}
