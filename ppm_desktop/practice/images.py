"""What the shop tells about images: their kinds and their ids, never the files."""

from collections.abc import Sequence

from ppm_desktop.practice.catalogue import Catalogue
from ppm_desktop.practice.describing import IMAGE_KINDS, image_kinds_document
from ppm_desktop.practice.refusals import BadRequest, NothingThere, php_warning
from ppm_desktop.practice.rendering import FOOT, HEAD

SIZES = ("cart_default", "home_default", "large_default", "medium_default", "small_default")


def image_document(catalogue: Catalogue, api: str, path: Sequence[str], *, as_json: bool) -> str:
    """The answer for ``images/`` followed by ``path``: a kind, a product's id, an image's id.

    Raises:
        NothingThere: a product without images looks like a product that is missing.
        BadRequest: the image does not exist.
    """
    if not path:
        return image_kinds_document(api)
    kind, *rest = path
    if kind not in IMAGE_KINDS:
        listed = ", ".join(f'"{one}"' for one in IMAGE_KINDS)
        raise BadRequest(400, (46, f'Image of type "{kind}" does not exist. The full list is: {listed}'), hashed=True)
    products = catalogue.tables["products"]
    if kind != "products" or not rest:
        ids = [one for one in products.ids if products.rows[one].items.get("images")] if kind == "products" else []
        rows = "".join(f'<image id="{one}" xlink:href="{api}images/products/{one}"/>\n' for one in ids)
        return f"{HEAD}<images>\n{rows}</images>\n{FOOT}"
    product = products.rows.get(int(rest[0])) if rest[0].isdecimal() else None
    images = [item[0] for item in product.items.get("images", ())] if product else []
    if len(rest) > 1:
        raise _no_file(rest[1:], images)
    if not images:
        raise NothingThere
    if as_json:
        unready = 'Undefined array key "objectsNodeName"'
        file = "/var/www/html/classes/webservice/WebserviceOutputJSON.php"
        warnings = [php_warning(unready, 127, file) for _ in range(len(images) + 1)]
        raise BadRequest(500, *warnings, (61, "This image does not exist on disk"), hashed=True)
    rows = "".join(f'<declination id="{one}" xlink:href="{api}images/products/{rest[0]}/{one}"/>\n' for one in images)
    return f'{HEAD}<image id="{rest[0]}">\n{rows}</image>\n{FOOT}'


def _no_file(path: Sequence[str], images: Sequence[str]) -> BadRequest:
    if path[0] not in images:
        return BadRequest(400, (57, "This image id does not exist"), hashed=True)
    if len(path) > 1 and path[1] not in SIZES:
        listed = ", ".join(f'"{one}"' for one in SIZES)
        message = f'This image size does not exist. Did you mean: "home_default"? The full list is: {listed}'
        return BadRequest(400, (58, message), hashed=True)
    return BadRequest(500, (61, "This image does not exist on disk"), hashed=True)
