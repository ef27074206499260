-- sayso for Neovim 0.11 and later: put this file in an `lsp/` folder on the runtime path and call vim.lsp.enable('sayso').
-- YAML, TOML, JSON and BibTeX are among the file types so that a registry or a configuration counts as one types, before it is saved.
return {
  cmd = { 'sayso', 'lsp' },
  filetypes = { 'text', 'markdown', 'yaml', 'toml', 'json', 'bib' },
  root_markers = { 'sayso.toml', 'sources.yaml', 'sources.yml', 'sources.json', 'sources.bib', '.git' },
}
