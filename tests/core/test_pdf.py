"""The PDF module: what every printed document is, and what it can never reach."""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pypdf
import pytest

from intranet import pdf
from intranet.pdf import process

pytestmark = pytest.mark.apart_from_the_database

HOSTNAME = Path("/etc/hostname").as_uri()
# Some seconds of work.
SLOW = "<p>kata demi kata</p>" * 4000


def document(body: str, *, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="id"><head><title>Surat uji</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def metadata(reader: pypdf.PdfReader) -> str:
    return reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()


def renderer() -> process.Renderer:
    pdf.render(document("<p>x</p>"))
    assert process._renderer is not None
    return process._renderer


def test_a_document_is_a_tagged_archival_pdf_by_its_own_metadata():
    reader = read(pdf.render(document("<h1>Judul</h1><p>Isi</p>")))

    root = reader.trailer["/Root"]
    assert 'pdfaid:part="3"' in metadata(reader)
    assert 'pdfaid:conformance="U"' in metadata(reader)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "id"
    assert reader.metadata.title == "Surat uji"


def test_fonts_come_from_our_own_files_and_are_embedded():
    reader = read(pdf.render(document("<p>Isi <b>tebal</b></p>")))

    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert sorted(font["/BaseFont"].partition("+")[2] for font in fonts) == ["Arimo", "Arimo-Bold"]
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_javanese_script_can_be_read_back():
    reader = read(pdf.render(document("<p>Nama usaha: ꦲꦤꦕꦫꦏ</p>")))

    assert "ꦲꦤꦕꦫꦏ" in reader.pages[0].extract_text()


def test_a_sign_that_no_font_has_is_written_as_its_code_and_the_rest_stays_readable():
    reader = read(pdf.render(document("<p>Kopi 🙂 enak, tanda \ue9a9</p>")))

    assert "Kopi [U+1F642] enak, tanda [U+E9A9]" in reader.pages[0].extract_text()


def test_marks_that_turn_the_direction_of_writing_turn_nothing():
    reader = read(pdf.render(document("<p>Nama: \u202eKopi\u2067 Enak, Desa Contoh</p>")))

    assert "Nama: Kopi Enak, Desa Contoh" in reader.pages[0].extract_text()


def test_a_qr_code_is_drawn():
    with_code = pdf.render(document(f'<img src="{pdf.qr("https://x.go.id/check/a")}" alt="">'))
    without = pdf.render(document(""))

    assert len(with_code) > len(without) + 500


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f'<img src="{HOSTNAME}" alt="">', ""),
        ("", f'<link rel="stylesheet" href="{HOSTNAME}">'),
        ("", f'<link rel="attachment" href="{HOSTNAME}">'),
        (f'<a rel="attachment" href="{HOSTNAME}">x</a>', ""),
        ("<p>x</p>", f"<style>p {{ background: url({HOSTNAME}) }}</style>"),
        ("<p>x</p>", f"<style>p::before {{ content: url({HOSTNAME}) }}</style>"),
        ("", f'<style>@import "{HOSTNAME}";</style>'),
        ("", f"<style>@font-face {{ font-family: x; src: url({HOSTNAME}) }}</style>"),
        (f'<object data="{HOSTNAME}"></object>', ""),
        (f'<embed src="{HOSTNAME}">', ""),
        (f'<svg><image href="{HOSTNAME}" width="9" height="9"/></svg>', ""),
        (f'<svg><use href="{HOSTNAME}#x"/></svg>', ""),
        ('<img src="hostname" alt="">', '<base href="file:///etc/">'),
        ('<img src="//127.0.0.1/x.png" alt="">', ""),
        ('<img src="asset:fonts/../../../config.py" alt="">', ""),
        ('<img src="data:text/html;base64,QUJD" alt="">', ""),
        ('<img src="ftp://127.0.0.1/x" alt="">', ""),
    ],
)
def test_a_document_reaches_no_file_and_no_network(body, head):
    name = Path("/etc/hostname").read_bytes().strip()

    try:
        content = pdf.render(document(body, head=head))
    except pdf.RenderingFailed as failed:
        assert "may not load" in str(failed)
        assert name.decode() not in str(failed)
    else:
        assert not embedded_files(content)
        assert name not in content


def embedded_files(content: bytes) -> dict[str, list[bytes]]:
    return dict(read(content).attachments)


def test_a_drawing_inside_an_image_reaches_no_file_either():
    import base64

    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<image href="{HOSTNAME}" width="9" height="9"/></svg>'
    )
    address = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()

    with pytest.raises(pdf.RenderingFailed, match="may not load file:"):
        pdf.render(document(f'<img src="{address}" alt="">'))


def test_nobody_on_the_network_is_asked():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.3)
        port = listener.getsockname()[1]

        with pytest.raises(pdf.RenderingFailed):
            pdf.render(document(f'<img src="http://127.0.0.1:{port}/x.png" alt="">'))

        with pytest.raises(TimeoutError):
            listener.accept()


def test_the_renderer_knows_no_secret_of_the_intranet(monkeypatch):
    pdf.stop()
    monkeypatch.setenv("LOKET_DATABASE_URL", "postgresql://someone:secret@host/x")

    environment = Path(f"/proc/{renderer().process.pid}/environ").read_bytes()

    assert b"LOKET" not in environment
    pdf.stop()


def test_a_document_that_takes_too_long_is_stopped_and_the_next_one_is_made():
    with pytest.raises(pdf.RenderingTookTooLong):
        pdf.render(document(SLOW), seconds=0.5)

    assert pdf.render(document("<p>Berikutnya</p>")).startswith(b"%PDF")


def test_a_document_that_eats_memory_is_stopped_and_the_next_one_is_made(monkeypatch):
    pdf.stop()
    monkeypatch.setattr(process, "MEMORY", 400 * 1024 * 1024)

    with pytest.raises(pdf.RenderingFailed):
        pdf.render(document("<p>kata</p>" * 20_000))

    assert pdf.render(document("<p>Berikutnya</p>")).startswith(b"%PDF")
    pdf.stop()


def test_a_renderer_killed_while_idle_is_replaced_without_a_word():
    os.kill(renderer().process.pid, signal.SIGKILL)
    time.sleep(0.1)

    assert pdf.render(document("<p>Isi</p>")).startswith(b"%PDF")


def test_a_renderer_killed_at_work_fails_that_document_alone():
    pid = renderer().process.pid
    killer = threading.Timer(0.4, os.kill, (pid, signal.SIGKILL))
    killer.start()

    with pytest.raises(pdf.RenderingFailed, match="in the middle"):
        pdf.render(document(SLOW))

    assert pdf.render(document("<p>Isi</p>")).startswith(b"%PDF")


def test_many_threads_get_each_their_own_document():
    made: dict[int, str] = {}

    def make(number: int) -> None:
        reader = read(pdf.render(document(f"<p>Surat ke-{number}.</p>"), stylesheets=()))
        made[number] = reader.pages[0].extract_text()

    threads = [threading.Thread(target=make, args=[number]) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == {number: f"Surat ke-{number}." for number in range(16)}


def test_the_renderer_dies_with_the_intranet():
    program = (
        "import sys; from intranet import pdf; from intranet.pdf import process\n"
        "pdf.render('<html lang=id><title>x</title>')\n"
        "print(process._renderer.process.pid, flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with parent:
        pid = int(parent.stdout.readline())
        parent.kill()

    until = time.monotonic() + 10
    while is_running(pid):
        assert time.monotonic() < until, "the renderer outlived the intranet"
        time.sleep(0.1)


def is_running(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False
    return re.search(r"^State:\s+Z", status, re.MULTILINE) is None


def test_a_document_needs_a_language_and_a_title():
    with pytest.raises(ValueError, match="lang"):
        pdf.render("<html><title>x</title></html>")
    with pytest.raises(ValueError, match="title"):
        pdf.render('<html lang="id"><title> </title></html>')


def test_a_missing_system_library_is_named(monkeypatch, tmp_path):
    pdf.stop()
    broken = tmp_path / "renderer.py"
    source = process.RENDERER.read_text()
    broken.write_text(
        source.replace("import weasyprint\n", "raise OSError('cannot load libpangoft2-1.0-0')\n", 1)
    )
    monkeypatch.setattr(process, "RENDERER", broken)

    with pytest.raises(pdf.MissingLibraries, match=r"apt install .*libpangoft2"):
        pdf.render(document("<p>x</p>"))
