"""ONIX for Books 3.0 (EDItEUR) for whoever registers an ISBN or feeds the book trade: one product for each file.

Numbers such as “A01” are values of EDItEUR's code lists; their meaning is in the comment beside.
"""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

from blueprint.publishing.book import Contributor
from blueprint.publishing.citing.work import Work, WorkFile

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"

_FORMS = {"epub": "E101", "pdf": "E107"}
"""List 175: EPUB, PDF. What is not on it is no product of the book trade."""
_ROLES = {"author": "A01", "editor": "B01", "reviewer": "Z01", "convenor": "B25"}
"""List 17: by, edited by, assisted by, arranged by."""
_LANGUAGES = {
    "en": "eng", "ar": "ara", "fa": "per", "ur": "urd", "es": "spa", "fr": "fre", "pt": "por", "de": "ger", "it": "ita",
    "ru": "rus", "tr": "tur", "hu": "hun", "nb": "nob", "no": "nor", "ta": "tam", "ti": "tir", "th": "tha", "ja": "jpn",
    "zh": "chi", "ko": "kor", "hi": "hin", "bn": "ben", "he": "heb", "km": "khm",
    "ms": "may",
}  # fmt: skip
"""List 74, which is ISO 639-2/B."""
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def message(work: Work, sent: datetime) -> bytes:
    """The products as one message; `sent` is the moment that it bears."""
    root = Xml.Element("ONIXMessage", {"release": "3.0", "xmlns": NAMESPACE})
    header = _in(root, "Header")
    _in(_in(header, "Sender"), "SenderName", work.publisher)
    _in(header, "SentDateTime", sent.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))
    for file in work.files:
        if file.format in _FORMS:
            _product(root, work, file)
    Xml.indent(root, " ")
    content: bytes = Xml.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + content + b"\n"


def _product(root: Xml.Element, work: Work, file: WorkFile) -> None:
    product = _in(root, "Product")
    _in(product, "RecordReference", file.url)
    _in(product, "NotificationType", "03")  # confirmed on publication
    _identifier(product, "01", file.url, name="permalink")  # proprietary
    if work.isbn:
        _identifier(product, "15", work.isbn)  # ISBN-13
    if work.doi:
        _identifier(product, "06", work.doi)
    _describe(product, work, file)
    _collateral(product, work)
    _publishing(product, work)
    _supply(product, work)


def _identifier(product: Xml.Element, kind: str, value: str, name: str = "") -> None:
    identifier = _in(product, "ProductIdentifier")
    _in(identifier, "ProductIDType", kind)
    if name:
        _in(identifier, "IDTypeName", name)
    _in(identifier, "IDValue", value)


def _describe(product: Xml.Element, work: Work, file: WorkFile) -> None:
    detail = _in(product, "DescriptiveDetail")
    _in(detail, "ProductComposition", "00")  # one item
    _in(detail, "ProductForm", "ED")  # digital download
    _in(detail, "ProductFormDetail", _FORMS[file.format])
    _in(detail, "EpubTechnicalProtection", "00")  # none
    _licence(detail, work)
    title = _in(detail, "TitleDetail")
    _in(title, "TitleType", "01")  # distinctive title
    element = _in(title, "TitleElement")
    _in(element, "TitleElementLevel", "01")  # of the product
    _in(element, "TitleText", work.title)
    for at, person in enumerate(work.contributors, start=1):
        _contributor(detail, person, at)
    if work.edition:
        _in(detail, "EditionNumber", str(work.edition))
    language = _in(detail, "Language")
    _in(language, "LanguageRole", "01")  # of the text
    _in(language, "LanguageCode", _LANGUAGES.get(work.language.partition("-")[0], "und"))
    extent = _in(detail, "Extent")
    _in(extent, "ExtentType", "22")  # size of the file
    _in(extent, "ExtentValue", str(file.size))
    _in(extent, "ExtentUnit", "17")  # bytes
    for subject in work.subjects:
        _subject(detail, subject)


def _licence(detail: Xml.Element, work: Work) -> None:
    if not work.licence:
        return
    licence = _in(detail, "EpubLicense")
    _in(licence, "EpubLicenseName", work.licence_name or work.licence)
    if work.licence_url:
        expression = _in(licence, "EpubLicenseExpression")
        _in(expression, "EpubLicenseExpressionType", "02")  # for professional readers
        _in(expression, "EpubLicenseExpressionLink", work.licence_url)


def _contributor(detail: Xml.Element, person: Contributor, at: int) -> None:
    contributor = _in(detail, "Contributor")
    _in(contributor, "SequenceNumber", str(at))
    _in(contributor, "ContributorRole", _ROLES.get(person.role, "Z99"))
    _in(contributor, "PersonName", person.name)
    if person.organisation:
        _in(_in(contributor, "ProfessionalAffiliation"), "Affiliation", person.organisation)


def _subject(detail: Xml.Element, subject: str) -> None:
    node = _in(detail, "Subject")
    _in(node, "SubjectSchemeIdentifier", "20")  # keywords
    _in(node, "SubjectHeadingText", subject)


def _collateral(product: Xml.Element, work: Work) -> None:
    if work.abstract:
        content = _in(_in(product, "CollateralDetail"), "TextContent")
        _in(content, "TextType", "03")  # description
        _in(content, "ContentAudience", "00")  # unrestricted
        _in(content, "Text", work.abstract)


def _publishing(product: Xml.Element, work: Work) -> None:
    detail = _in(product, "PublishingDetail")
    publisher = _in(detail, "Publisher")
    _in(publisher, "PublishingRole", "01")  # publisher
    _in(publisher, "PublisherName", work.publisher)
    _in(detail, "PublishingStatus", "04")  # active
    published = _in(detail, "PublishingDate")
    _in(published, "PublishingDateRole", "01")  # publication
    _in(published, "Date", work.issued.strftime("%Y%m%d"))


def _supply(product: Xml.Element, work: Work) -> None:
    supply = _in(_in(product, "ProductSupply"), "SupplyDetail")
    supplier = _in(supply, "Supplier")
    _in(supplier, "SupplierRole", "09")  # publisher to end-customers
    _in(supplier, "SupplierName", work.publisher)
    website = _in(supplier, "Website")
    _in(website, "WebsiteRole", "33")  # to fulfil orders
    _in(website, "WebsiteLink", work.url)
    _in(supply, "ProductAvailability", "20")  # available
    _in(supply, "UnpricedItemType", "01")  # free of charge


def _in(parent: Xml.Element, name: str, text: str = "") -> Xml.Element:
    element = Xml.SubElement(parent, name)
    if text:
        element.text = " ".join(_ILLEGAL.sub("\ufffd", text).split())
    return element
