"""What the webservice tells about itself: the root listing with a key's permissions, and the schemas."""

from collections.abc import Mapping

from ppm_desktop.practice.rendering import FOOT, HEAD
from ppm_desktop.practice.resources import IMAGES, RESOURCE_NAMES, RESOURCES
from ppm_desktop.practice.schema import LANGUAGE_IDS, Association, Field, Resource

METHODS = ("GET", "PUT", "POST", "PATCH", "DELETE", "HEAD")
_IMAGE_DESCRIPTION = "The images"
_MIME_TYPES = "image/gif, image/jpg, image/jpeg, image/pjpeg, image/png, image/webp, image/x-png"
IMAGE_KINDS = ("general", "products", "categories", "manufacturers", "suppliers", "stores", "customizations")


def root_document(api: str, shop_name: str, permissions: Mapping[str, frozenset[str]]) -> str:
    """The list of the resources a key may use."""
    rows = "".join(_root_entry(api, name, permissions[name]) for name in RESOURCE_NAMES if name in permissions)
    return f'{HEAD}<api shopName="{shop_name}">\n{rows}</api>\n{FOOT}'


def _root_entry(api: str, name: str, methods: frozenset[str]) -> str:
    rights = " ".join(f'{method.lower()}="{str(method in methods).lower()}"' for method in METHODS)
    head = f'xlink:href="{api}{name}" {rights}'
    described = RESOURCES[name].description if name in RESOURCES else _IMAGE_DESCRIPTION
    schemas = "".join(
        f'<schema xlink:href="{api}{name}?schema={kind}" type="{kind}"/>\n'
        for kind in ("blank", "synopsis")
        if name in RESOURCES
    )
    return f"<{name} {head}>\n<description {head}>\n{described}</description>\n{schemas}</{name}>\n"


def schema_document(resource: Resource, kind: str, api: str) -> str:
    """An empty object (``blank``) or what each field takes (``synopsis``)."""
    synopsis = kind == "synopsis"
    fields = resource.fields if synopsis else tuple(field for field in resource.fields if field.writable)
    rows = "".join(_field(field, api) if synopsis else _blank_field(field) for field in fields)
    lists = "".join(_association(one, api, synopsis=synopsis) for one in resource.associations)
    head = "" if synopsis else "\t<id><![CDATA[]]></id>\n"
    wrapped = f"<associations>\n{lists}</associations>\n" if lists else ""
    return f"{HEAD}<{resource.node}>\n{head}{rows}{wrapped}</{resource.node}>\n{FOOT}"


def _blank_field(field: Field) -> str:
    inner = "<![CDATA[]]>"
    if field.texts:
        inner = "".join(f'<language id="{one}"><![CDATA[]]></language>' for one in LANGUAGE_IDS)
    return f"\t<{field.name}>{inner}</{field.name}>\n"


def _field(field: Field, api: str) -> str:
    marks = (
        ' required="true"' if field.required else "",
        f' maxSize="{field.size}"' if field.size else "",
        f' format="{field.format}"' if field.format else "",
        "" if field.filterable else ' notFilterable="true"',
        "" if field.writable else ' read_only="true" readOnly="true"',
    )
    inner = "<![CDATA[]]>"
    if field.texts:
        inner = "".join(
            f'<language id="{one}" xlink:href="{api}languages/{one}" format="isUnsignedId" ><![CDATA[]]></language>'
            for one in LANGUAGE_IDS
        )
    return f"\t<{field.name}{''.join(marks)}>{inner}</{field.name}>\n"


def _association(association: Association, api: str, *, synopsis: bool) -> str:
    fields = []
    for name, link in association.fields:
        href = f' xlink:href="{api}{link}/"' if synopsis and link else ""
        required = ' required="true"' if synopsis and name in association.required else ""
        fields.append(f"\t<{name}{href}{required}><![CDATA[]]></{name}>\n")
    head = f' nodeType="{association.node}" api="{association.api}"' if synopsis else ""
    node = association.node
    return f"<{association.name}{head}>\n\t<{node}>\n{''.join(fields)}\t</{node}>\n</{association.name}>\n"


def image_kinds_document(api: str) -> str:
    """The kinds of images, which is also their schema."""
    rows = "".join(
        f'<{kind} xlink:href="{api}{IMAGES}/{kind}" get="true" put="false" post="false" patch="false" delete="false"'
        f' head="true" upload_allowed_mimetypes="{_MIME_TYPES}"/>\n'
        for kind in IMAGE_KINDS
    )
    return f"{HEAD}<image_types>\n{rows}</image_types>\n{FOOT}"
