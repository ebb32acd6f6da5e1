"""The documentation site: `pages/` is written by hand, `reference` is made from the code, `hooks` puts both together."""
