"""PPM Desktop: bulk jobs between PrestaShop shops and the company's product catalogue."""

__version__ = "0.1.0"
