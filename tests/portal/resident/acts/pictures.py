"""Pictures for tests, made from a seed: always the same ones."""

import io

import numpy as np
from PIL import ExifTags, Image


def picture(*, seed: int = 1, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture of soft shapes."""
    dots = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), dtype=np.uint8)
    return Image.fromarray(dots).resize(size, Image.Resampling.BICUBIC)


def jpeg(
    *, seed: int = 1, size: tuple[int, int] = (640, 480), taken: str = "", quality: int = 90,
    minutes: tuple[float, float] | None = None,
) -> bytes:  # fmt: skip
    """The picture as a phone would send it, with a day and a position in it where one is given: `minutes`
    north of 36° and east of 127°.
    """
    exif = Image.Exif()
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (36.0, 20.0, 0.0)
    if minutes is not None:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (36.0, minutes[0], 0.0)
        gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", (127.0, minutes[1], 0.0)
    written = io.BytesIO()
    picture(seed=seed, size=size).save(written, "JPEG", quality=quality, exif=exif)
    return written.getvalue()
