"""Parts of the dialogs that change products in PPM."""
