"""All resources of the practice shop by name, the small ones described here."""

from collections.abc import Mapping

from ppm_desktop.practice.product_schema import CATEGORIES, COMBINATIONS, PRODUCTS, STOCK_AVAILABLES
from ppm_desktop.practice.schema import Association, Field, Resource, amount, computed, flag, reference_to, text

_MANUFACTURERS = Resource(
    "manufacturers",
    "manufacturer",
    "Manufacturer",
    "The product brands",
    (
        Field("active"),
        computed("link_rewrite", writable=False),
        Field("name", "isCatalogName", 64, required=True),
        Field("date_add"),
        Field("date_upd"),
        text("description", "isCleanHtml", 4_194_303),
        text("short_description", "isCleanHtml", 4_194_303),
        text("meta_title"),
        text("meta_description", size=512),
        text("meta_keywords", size=0),
    ),
    (
        Association(
            "addresses", "address", "addresses", "addresses", (("id", "addresses"),), frozenset(), writable=False
        ),
    ),
)

_LANGUAGES = Resource(
    "languages",
    "language",
    "Language",
    "Shop languages",
    (
        Field("name", "isGenericName", 32, required=True),
        Field("iso_code", "isLanguageIsoCode", 2, required=True),
        Field("locale", "isLocale", 5),
        Field("language_code", "isLanguageCode", 5),
        flag("active"),
        flag("is_rtl"),
        Field("date_format_lite", "isPhpDateFormat", 32, required=True),
        Field("date_format_full", "isPhpDateFormat", 32, required=True),
    ),
)

_TAXES = Resource(
    "taxes",
    "tax",
    "Tax",
    "The tax rate",
    (
        Field("rate", "isFloat", required=True, number=True),
        Field("active", number=True),
        Field("deleted", number=True),
        text("name", size=32, required=True),
    ),
)

_TAX_RULES = Resource(
    "tax_rules",
    "tax_rule",
    "TaxRule",
    "Tax rules entity",
    (
        reference_to("id_tax_rules_group", "tax_rule_groups", required=True),
        reference_to("id_state", "states"),
        reference_to("id_country", "countries", required=True),
        Field("zipcode_from"),
        Field("zipcode_to"),
        reference_to("id_tax", "taxes", required=True),
        Field("behavior", "isUnsignedInt"),
        Field("description", "isString"),
    ),
)

_TAX_RULE_GROUPS = Resource(
    "tax_rule_groups",
    "tax_rule_group",
    "TaxRulesGroup",
    "Tax rule groups",
    (
        Field("name", "isGenericName", 64, required=True),
        flag("active"),
        flag("deleted"),
        Field("date_add", "isDate"),
        Field("date_upd", "isDate"),
    ),
)

_COUNTRIES = Resource(
    "countries",
    "country",
    "Country",
    "The countries",
    (
        reference_to("id_zone", "zones", required=True),
        reference_to("id_currency"),
        Field("call_prefix", "isInt"),
        Field("iso_code", "isLanguageIsoCode", 3, required=True),
        flag("active"),
        Field("contains_states", "isBool", required=True),
        Field("need_identification_number", "isBool", required=True),
        flag("need_zip_code"),
        Field("zip_code_format", "isZipCodeFormat"),
        Field("display_tax_label", "isBool", required=True),
        text("name", size=64, required=True),
    ),
)

_OPTIONS = Resource(
    "product_options",
    "product_option",
    "AttributeGroup",
    "The product options",
    (
        flag("is_color_group"),
        Field("group_type", required=True),
        Field("position", "isInt"),
        text("name", size=128, required=True),
        text("public_name", size=64, required=True),
    ),
    (
        Association(
            "product_option_values",
            "product_option_value",
            "product_option_values",
            "product_option_values",
            writable=False,
        ),
    ),
)

_OPTION_VALUES = Resource(
    "product_option_values",
    "product_option_value",
    "ProductAttribute",
    "The product options value",
    (
        reference_to("id_attribute_group", "product_options", required=True),
        Field("color", "isColor"),
        Field("position", "isInt"),
        text("name", size=128, required=True),
    ),
)

_FEATURES = Resource(
    "product_features",
    "product_feature",
    "Feature",
    "The product features",
    (Field("position", "isInt"), text("name", size=128, required=True)),
)

_FEATURE_VALUES = Resource(
    "product_feature_values",
    "product_feature_value",
    "FeatureValue",
    "The product feature values",
    (
        reference_to("id_feature", "product_features", required=True),
        flag("custom"),
        text("value", size=255, required=True),
    ),
)

_SPECIFIC_PRICES = Resource(
    "specific_prices",
    "specific_price",
    "SpecificPrice",
    "Specific price management",
    (
        reference_to("id_shop_group", "shop_groups"),
        reference_to("id_shop", "shops", required=True),
        reference_to("id_cart", "carts", required=True),
        reference_to("id_product", "products", required=True),
        reference_to("id_product_attribute"),
        reference_to("id_currency", "currencies", required=True),
        reference_to("id_country", "countries", required=True),
        reference_to("id_group", "groups", required=True),
        reference_to("id_customer", "customers", required=True),
        reference_to("id_specific_price_rule", "specific_price_rules"),
        amount("price", "isNegativePrice", required=True),
        Field("from_quantity", "isUnsignedInt", required=True),
        amount("reduction", required=True),
        Field("reduction_tax", "isBool", required=True),
        Field("reduction_type", "isReductionType", required=True),
        Field("from", "isDateFormat", required=True),
        Field("to", "isDateFormat", required=True),
    ),
)

_CURRENCIES = Resource(
    "currencies",
    "currency",
    "Currency",
    "The currencies",
    (
        text("names", size=255),
        computed("name"),
        text("symbol"),
        Field("iso_code", "isLanguageIsoCode", 3, required=True),
        Field("numeric_iso_code", "isNumericIsoCode", 3),
        Field("precision", "isInt"),
        Field("conversion_rate", "isUnsignedFloat", required=True),
        flag("deleted"),
        flag("active"),
        flag("unofficial"),
        flag("modified"),
        text("pattern"),
    ),
)

_GROUPS = Resource(
    "groups",
    "group",
    "Group",
    "The customer's groups",
    (
        Field("reduction"),
        Field("price_display_method", required=True),
        flag("show_prices"),
        Field("date_add", "isDate"),
        Field("date_upd", "isDate"),
        text("name", size=32, required=True),
    ),
)

_SHOPS = Resource(
    "shops",
    "shop",
    "Shop",
    "Shops from multi-shop feature",
    (
        reference_to("id_shop_group", "shop_groups", required=True),
        Field("id_category", "isUnsignedId", required=True),
        flag("active"),
        flag("deleted"),
        Field("name", "isGenericName", 64, required=True),
        Field("color", "isColor"),
        Field("theme_name", "isThemeName"),
    ),
)

RESOURCES: Mapping[str, Resource] = {
    resource.name: resource
    for resource in sorted(
        (
            CATEGORIES,
            COMBINATIONS,
            _COUNTRIES,
            _CURRENCIES,
            _FEATURES,
            _FEATURE_VALUES,
            _GROUPS,
            _LANGUAGES,
            _MANUFACTURERS,
            _OPTIONS,
            _OPTION_VALUES,
            PRODUCTS,
            _SHOPS,
            _SPECIFIC_PRICES,
            STOCK_AVAILABLES,
            _TAXES,
            _TAX_RULES,
            _TAX_RULE_GROUPS,
        ),
        key=lambda resource: resource.name,
    )
}
"""Every resource by name, in the order of the root listing."""

IMAGES = "images"
"""Images have a resource of their own shape; see `ppm_desktop.practice.images`."""

RESOURCE_NAMES = tuple(sorted((*RESOURCES, IMAGES)))
