"""How many letters a second, beside a loop that starts WeasyPrint's fonts anew for each letter.

    python benchmarks/letters.py [letters] [fresh letters]

Both print the same bank referral in one run; the table is Markdown. Ours is the renderer process
that shares font configuration and parsed style sheets, the other what WeasyPrint's first steps
show: a new configuration and all style sheets for each document. Memory and processor time are
those of the process that renders, memory after some letters and after all of them.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jinja2
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

sys.path.insert(0, str(Path(__file__).parent.parent))

from intranet import pdf
from intranet.letters import kinds, paper, wording
from intranet.letters.in_words import rupiah_in_full
from intranet.letters.models import Letter
from intranet.office.models import Office
from intranet.pdf import process, renderer

ROOT = Path(__file__).parent.parent
STYLES = ("letter.css", "paper-f4.css")
WARM_UP = 10
TEMPLATE = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "templates"), autoescape=True
).get_template("print/letter.html")
OFFICE = Office(
    government="Pemerintah Kabupaten Contoh",
    name="Dinas Koperasi dan Usaha Mikro",
    seat="Contoh",
    address="Jalan Contoh Nomor 1",
    unit_code="35.09.410",
    letter_number_template="{class}/{seq}/{unit}/{year}",
)


def letter(number: int) -> str:
    """The HTML of one referral; each differs from the others, as real ones do."""
    amount = 1_000_000 + number * 12_345
    values = dict.fromkeys(wording.placeholders(kinds.BANK_REFERRAL.wording), "contoh isian")
    values |= {"name": f"Warga Contoh {number}", "amount": rupiah_in_full(amount)}
    made = Letter(
        kind="bank_referral",
        subject=wording.fill(kinds.BANK_REFERRAL.subject, values),
        urgency="Biasa",
        addressee=["Yth. Pimpinan Bank Contoh Cabang Contoh", "di Contoh"],
        content={
            "blocks": wording.blocks(kinds.BANK_REFERRAL.wording, values, sealed={"nik"}),
            "masked": {"nik": "3509••••••••0000"},
        },
        cc=[],
        attachments=["KTP", "NIB"],
        number=f"500.3.4/{number}/35.09.410/2026",
        signed_on=date(2026, 11, 21),
        fingerprint=f"{number}-9f3c04d1a2b8",
    )
    url = f"https://loket.example/check/{number:016}"
    sheet = paper.of(made, OFFICE, check_url=url)
    return TEMPLATE.render(paper=sheet, qr=pdf.qr(url))


def ours(html: str) -> bytes:
    return pdf.render(html, stylesheets=STYLES)


class Assets(URLFetcher):
    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        content, media_type = renderer.own_asset(url)
        return URLFetcherResponse(url, content, {"Content-Type": media_type})


def fresh(html: str) -> bytes:
    """Everything anew for one letter, in this process."""
    fonts, assets = FontConfiguration(), Assets()
    styles = [
        weasyprint.CSS(
            string=(renderer.STYLESHEETS / name).read_text(), font_config=fonts, url_fetcher=assets
        )
        for name in (renderer.FONT_STYLES, *STYLES)
    ]
    document = weasyprint.HTML(string=html, base_url="asset:", url_fetcher=assets)
    content: bytes = document.write_pdf(
        stylesheets=styles, font_config=fonts, pdf_variant="pdf/a-3u", pdf_tags=True
    )
    return content


def megabytes(pid: int | str) -> float:
    """What a process holds in memory now."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def processor_seconds(pid: int | str) -> float:
    """What a process used of the processor, whatever else the machine was doing."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(
    make: Callable[[str], bytes], count: int, pid: Callable[[], int | str]
) -> tuple[float, float, float, float, float]:
    """Median seconds a letter, processor seconds a letter, letters a second, memory twice."""
    for number in range(WARM_UP):
        make(letter(number))
    html = [letter(number) for number in range(count)]
    before, used, taken = megabytes(pid()), processor_seconds(pid()), []
    for number in range(count):
        started = time.perf_counter()
        make(html[number])
        taken.append(time.perf_counter() - started)
    used = processor_seconds(pid()) - used
    return statistics.median(taken), used / count, count / sum(taken), before, megabytes(pid())


def renderer_pid() -> int:
    assert process._renderer is not None
    return process._renderer.process.pid


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    fresh_count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    rows = [
        (f"Loket's renderer process, {count} letters", *measure(ours, count, renderer_pid)),
        (
            f"WeasyPrint with fresh fonts and styles, {fresh_count} letters",
            *measure(fresh, fresh_count, lambda: "self"),
        ),
    ]
    pdf.stop()
    print("| Way of printing | ms a letter | processor ms | letters a second | MB before | after |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, median, used, rate, before, after in rows:
        print(
            f"| {name} | {median * 1000:.0f} | {used * 1000:.0f} | {rate:.1f} "
            f"| {before:.0f} | {after:.0f} |"
        )


if __name__ == "__main__":
    main()
