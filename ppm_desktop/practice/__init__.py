"""A small PrestaShop Webservice on loopback, for the demo, for training and for tests."""
