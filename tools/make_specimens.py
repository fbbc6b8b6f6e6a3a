"""Write the specimens of the reading tests into a folder, to look at them.

Usage: python -m tools.make_specimens FOLDER
"""

import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Write one file of each kind."""
    from tests.engines.reading import specimens

    folder.mkdir(parents=True, exist_ok=True)
    specimens.two_columns(folder / "columns.pdf", interleaved=False)
    specimens.two_columns(folder / "columns-interleaved.pdf", interleaved=True)
    specimens.report(folder / "report.pdf")
    words = [specimens.WORDS[place] for place in range(12)]
    specimens.squeezed_pdf(folder / "squeezed.pdf", words, gap=0.9)
    specimens.picture_pdf(folder / "pictures.pdf")
    specimens.lines_pdf(folder / "locked.pdf", [["secret"]], encrypt="password")
    paragraphs = [specimens.word_paragraph(specimens.sentence(n), level=0) for n in range(1, 6)]
    specimens.docx(folder / "numbered.docx", "".join(paragraphs), footnotes=["A note."])
    specimens.bomb(folder / "bomb.docx", megabytes=40)
    print(f"{len(list(folder.iterdir()))} specimens in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
