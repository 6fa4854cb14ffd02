"""One file a release that changed the form."""
