"""Photos of acts: looked at within bounds, then written anew without the device, day and position in them.

A file is believed in nothing: what it is, is found by reading it; how large its picture is, is asked before a
single point is unpacked, so that a small file that unfolds into gigabytes is refused unopened.
"""

import hashlib
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from dure.engines.residents.pictures import SIDE, picture_hash
from dure.portal.officer.acts.acting import ActRefused

MOST_BYTES = 12 * 1024**2
MOST_POINTS = 50_000_000
LEAST_SIDE = 64
KEPT_SIDE = 1600
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
ALPHA = ("RGBA", "LA", "PA", "P")

register_heif_opener(thumbnails=False)


@dataclass(frozen=True)
class Photo:
    """A photo as it is kept: a JPEG with nothing but the picture, the marks by which it is known again, and
    the day and the position (latitude, longitude) that the device wrote into it, used once and not kept.
    """

    jpeg: bytes
    bits: int
    digest: str
    taken_on: date | None
    taken_at: tuple[float, float] | None = None


def take_photo(sent: bytes) -> Photo:
    """Read a photo that somebody sent; ActRefused with a sentence where it cannot be one."""
    if len(sent) > MOST_BYTES:
        megabytes, most = len(sent) / 1024**2, MOST_BYTES // 1024**2
        raise ActRefused(
            f"사진이 {megabytes:.0f} MB입니다. {most} MB까지 받습니다. 크기를 줄여 다시 올리십시오.",
            f"The photo has {megabytes:.0f} MB; at most {most} MB are taken. Make it smaller and send again.",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(sent), formats=FORMATS) as opened:
                _check_size(opened.width, opened.height)
                taken = _day_of(opened), _position_of(opened)
                picture = _flat(ImageOps.exif_transpose(opened))
    except ActRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_points() from error
    except UnidentifiedImageError as error:
        raise ActRefused(
            "사진으로 읽을 수 없는 파일입니다. JPEG, PNG, WebP, HEIC 사진을 올리십시오.",
            "This file cannot be read as a photo. Send a JPEG, PNG, WebP or HEIC photo.",
        ) from error
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError, MemoryError) as error:
        raise ActRefused(
            "사진이 끝까지 읽히지 않습니다. 다시 찍거나 다른 사진을 올리십시오.",
            "The photo is broken: it cannot be read to its end. Take it again or send another.",
        ) from error
    return _kept(picture, *taken)


def _kept(picture: Image.Image, taken_on: date | None, taken_at: tuple[float, float] | None) -> Photo:
    """The picture made no larger than needed and written anew: nothing but its points is carried over."""
    small = picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS).convert("L")
    bits = picture_hash(np.asarray(small, dtype=np.float64))
    digest = hashlib.sha256(picture.tobytes()).hexdigest()
    picture.thumbnail((KEPT_SIDE, KEPT_SIDE))
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    written = io.BytesIO()
    clean.save(written, "JPEG", quality=QUALITY)
    return Photo(written.getvalue(), bits, digest, taken_on, taken_at)


def _flat(picture: Image.Image) -> Image.Image:
    """The picture without see-through parts, on white."""
    if picture.mode not in ALPHA:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_POINTS:
        raise _too_many_points()
    if min(width, height) < LEAST_SIDE:
        raise ActRefused(
            f"사진이 너무 작습니다. 가로와 세로가 {LEAST_SIDE}픽셀 이상이어야 알아볼 수 있습니다.",
            f"The photo is too small to see anything on it: it takes {LEAST_SIDE} points each way.",
        )


def _too_many_points() -> ActRefused:
    most = MOST_POINTS // 1_000_000
    return ActRefused(
        f"사진의 화소가 너무 많습니다. {most}백만 화소까지 받습니다. 크기를 줄여 다시 올리십시오.",
        f"The photo has too many points; at most {most} million are taken. Make it smaller and send again.",
    )


def _day_of(picture: Image.Image) -> date | None:
    """The day that the device wrote into the photo, if it did."""
    exif = picture.getexif()
    for tags, name in (
        (exif.get_ifd(ExifTags.IFD.Exif), ExifTags.Base.DateTimeOriginal),
        (exif, ExifTags.Base.DateTime),
    ):
        try:
            return datetime.strptime(str(tags.get(name))[:10], "%Y:%m:%d").date()
        except ValueError:
            continue
    return None


def _position_of(picture: Image.Image) -> tuple[float, float] | None:
    """Where the device says the photo was taken: latitude and longitude; None where it does not, or oddly."""
    gps = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    tags = ExifTags.GPS
    try:
        latitude = _degrees(gps[tags.GPSLatitude], is_below=gps[tags.GPSLatitudeRef] == "S")
        longitude = _degrees(gps[tags.GPSLongitude], is_below=gps[tags.GPSLongitudeRef] == "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    # A device without a fix writes zeros.
    known = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0.0, 0.0)
    return (latitude, longitude) if known else None


def _degrees(parts: Sequence[float], *, is_below: bool) -> float:
    """Degrees, minutes and seconds as degrees."""
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if is_below else value
