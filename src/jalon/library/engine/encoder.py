"""The sentence encoder of this installation, where JALON_ENCODER names its folder."""

from functools import cache
from pathlib import Path

from django.conf import settings

from jalon.engines.tagging.encoding import (
    Calibration,
    Encoder,
    OnnxEncoder,
    load_calibration,
)


def encoder_for(framework: str) -> tuple[Encoder, Calibration] | None:
    """The encoder and how it counts for a framework; None without one, or when not calibrated.

    Raises:
        EncoderPartMissing: What runs it is not installed.
        EncoderUnusable: Its folder cannot be used.
    """
    if not settings.JALON_ENCODER:
        return None
    encoder = _encoder(settings.JALON_ENCODER)
    calibration = load_calibration(
        Path(settings.JALON_ENCODER), framework=framework, fingerprint=encoder.fingerprint
    )
    return None if calibration is None else (encoder, calibration)


@cache
def _encoder(folder: str) -> Encoder:
    return OnnxEncoder(Path(folder))
