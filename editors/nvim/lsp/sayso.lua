-- sayso for Neovim 0.11 and later: put this file in an `lsp/` folder on the runtime path and call vim.lsp.enable('sayso').
-- YAML, TOML, JSON and BibTeX are among the file types so that a registry or a configuration counts as one types, before it is saved.
-- How sayso's own tokens look where no theme says otherwise: as something every theme has.
for token, group in pairs({ source = 'Identifier', cue = 'Statement', quotation = 'String', place = 'Type', tag = 'Tag' }) do
  vim.api.nvim_set_hl(0, '@lsp.type.' .. token, { link = group, default = true })
end
vim.api.nvim_set_hl(0, '@lsp.mod.unattributed', { underdotted = true, default = true })

return {
  cmd = { 'sayso', 'lsp' },
  filetypes = { 'text', 'markdown', 'yaml', 'toml', 'json', 'bib' },
  root_markers = { 'sayso.toml', 'sources.yaml', 'sources.yml', 'sources.json', 'sources.bib', '.git' },
}
