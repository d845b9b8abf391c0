"""Photos: what is in them besides the picture does not stay; bombs and broken files hear why."""

import io
import struct
import zlib

import pytest
from PIL import Image
from pillow_heif import from_pillow

from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts.photos import MOST_BYTES, take_photo
from tests.portal.resident.acts.pictures import jpeg, picture


def test_day_place_and_device_do_not_stay_in_a_photo() -> None:
    sent = jpeg(taken="2026:11:01 08:00:00")
    assert b"Exif" in sent
    photo = take_photo(sent)
    assert str(photo.taken_on) == "2026-11-01"
    assert b"Exif" not in photo.jpeg
    assert not Image.open(io.BytesIO(photo.jpeg)).getexif()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF"])
def test_a_photo_is_read_in_the_forms_that_phones_make(kind: str) -> None:
    written = io.BytesIO()
    if kind == "HEIF":
        from_pillow(picture()).save(written)
    else:
        picture().save(written, kind)
    photo = take_photo(written.getvalue())
    assert (photo.bits ^ take_photo(jpeg()).bits).bit_count() <= 3


def test_a_copy_that_is_smaller_and_lighter_is_known_again_and_another_picture_is_not() -> None:
    first = take_photo(jpeg()).bits
    copy = take_photo(jpeg(size=(320, 240), quality=40)).bits
    assert (first ^ copy).bit_count() <= 3
    assert (first ^ take_photo(jpeg(seed=2)).bits).bit_count() > 12


def bomb() -> bytes:
    """A few hundred bytes that say they are a picture of 900 million points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 999))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (bomb(), "too many points"),
        (b"\0" * (MOST_BYTES + 1), "at most 12 MB"),
        (b"MZ not a photo at all", "cannot be read as a photo"),
        (b"", "cannot be read as a photo"),
        (b"GIF89a" + b"\0" * 50, "cannot be read as a photo"),
        (jpeg()[:2000], "broken"),
        (jpeg(size=(20, 20)), "too small"),
    ],
)
def test_what_is_no_photo_hears_why(sent: bytes, says: str) -> None:
    with pytest.raises(ActRefused) as error:
        take_photo(sent)
    assert says in error.value.says.en
    assert error.value.says.ko
