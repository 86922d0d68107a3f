"""Several photos in one answer, each drawn anew before it is kept."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField, ValidationError

from intranet import uploads
from intranet.uploads import AcceptedFile

MOST_PHOTOS = 4


class PhotosField(MultipleFileField):
    """Photos as JPG or PNG; `accepted` are those that may be kept, once the form is valid."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accepted: list[AcceptedFile] = []
        self.render_kw = {"accept": "image/jpeg,image/png", "multiple": True}

    def pre_validate(self, form: Any) -> None:
        sent = [one for one in self.data or () if isinstance(one, FileStorage) and one.filename]
        if len(sent) > MOST_PHOTOS:
            raise ValidationError(_("Kirim paling banyak %(most)s foto", most=MOST_PHOTOS))
        try:
            self.accepted = [_picture(one) for one in sent]
        except uploads.Refused as refused:
            raise ValidationError(str(refused)) from None


def _picture(upload: FileStorage) -> AcceptedFile:
    content = uploads.within(upload, uploads.LARGEST_FILE)
    try:
        return uploads.accept_image(content, upload)
    except uploads.Refused:
        told = _("Kirim foto JPG atau PNG. %(name)s tidak dapat dibaca.", name=upload.filename)
        raise uploads.Refused(told) from None


PHOTOS_HINT = _l(
    "JPG atau PNG, paling banyak %(most)s foto, masing-masing paling besar 15 MB.", most=MOST_PHOTOS
)
