"""Refusals of the reading engine: why a file was not read, and what to do."""

from jalon.kernel.errors import JalonError, text_marker

_ = text_marker


class ReadingRefused(JalonError):
    """A file was not read; nothing of it is kept."""

    code = "reading-refused"
    sentence = _("“{file}” was not read.")


class MissingFile(ReadingRefused):
    """There is no such file, or it may not be opened."""

    code = "file-missing"
    sentence = _("There is no file “{file}” that can be opened. Check its name and place.")


class EmptyFile(ReadingRefused):
    """The file has no content."""

    code = "file-empty"
    sentence = _("“{file}” is empty. Save it again from its source, then try once more.")


class EncryptedFile(ReadingRefused):
    """The file is locked by a password."""

    code = "file-encrypted"
    sentence = _("“{file}” is locked by a password. Save a copy without a password and use that.")


class DamagedFile(ReadingRefused):
    """The file starts like a known kind but cannot be opened."""

    code = "file-damaged"
    sentence = _("“{file}” is damaged and cannot be opened as {kind}. Download or save it again.")


class WrongKind(ReadingRefused):
    """The content is not what the ending of the file name says."""

    code = "file-wrong-kind"
    sentence = _(
        "“{file}” is not what its ending says: it holds {found}, not {expected}. "
        "Give it the right ending, or save it again as {expected}."
    )


class UnsupportedKind(ReadingRefused):
    """No reader knows this kind of file."""

    code = "file-unsupported"
    sentence = _(
        "“{file}” holds {found}, which cannot be read. "
        "Use PDF, DOCX, ODT, RTF, EPUB, HTML, Markdown or plain text."
    )


class FileTooLarge(ReadingRefused):
    """The file is larger than the limit."""

    code = "file-too-large"
    sentence = _(
        "“{file}” has {size} MB; at most {limit} MB are read. "
        "Split it, or make its pictures smaller."
    )


class ZipBomb(ReadingRefused):
    """The packed document would unpack to more than any real document."""

    code = "file-unpacks-too-large"
    sentence = _(
        "“{file}” would unpack to {size} MB, far more than a document needs. It was not opened; "
        "ask its sender for a clean copy."
    )


class NoTextLayer(ReadingRefused):
    """The pages are pictures."""

    code = "file-no-text"
    sentence = _(
        "“{file}” has no text layer: its {pages} pages are pictures. "
        "Run text recognition (OCR) on it first."
    )


class ReadingTimeout(ReadingRefused):
    """Reading took longer than allowed and was stopped."""

    code = "reading-timeout"
    sentence = _(
        "Reading “{file}” took more than {seconds} seconds and was stopped. Split the file."
    )


class ReadingMemory(ReadingRefused):
    """Reading needed more memory than allowed and was stopped."""

    code = "reading-memory"
    sentence = _("Reading “{file}” needed more than {limit} MB of memory. Split the file.")


class ReadingCrashed(ReadingRefused):
    """The worker process that read the file ended without an answer."""

    code = "reading-crashed"
    sentence = _("“{file}” made its reader stop. The file may be damaged; save it again as PDF.")
