"""The PrestaShop Webservice: the only place that speaks HTTP; XML in, domain objects out."""
