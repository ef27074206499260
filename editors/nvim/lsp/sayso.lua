-- sayso for Neovim 0.11 and later: put this file in an `lsp/` folder on the runtime path and call vim.lsp.enable('sayso'). It needs nothing
-- else; with the rest of the plugin there are commands, a share for the status line, and a server that is started again if it crashes.
--
-- A server runs for files in a newsroom, which is a folder with a sayso.toml or a registry, so that nobody's README fills with squiggles;
-- with vim.g.sayso_enable = 'always' for all others too. YAML, TOML, JSON and BibTeX are among the file types so that a registry or a
-- configuration counts as one types, before it is saved.

-- Default colours of sayso's own tokens: groups that every colour scheme sets, Neovim's default one too.
for token, group in pairs({ source = 'Identifier', cue = 'Statement', quotation = 'String', place = 'Special', tag = 'Tag' }) do
  vim.api.nvim_set_hl(0, '@lsp.type.' .. token, { link = group, default = true })
end
vim.api.nvim_set_hl(0, '@lsp.mod.unattributed', { underdotted = true, default = true })

local markers = { 'sayso.toml', 'sources.yaml', 'sources.yml', 'sources.json', 'sources.bib' }
local prose = { text = true, markdown = true }

-- Root of the newsroom a buffer belongs to; for one outside of newsrooms its folder, where that is wanted.
local function root_of(buffer)
  local root = vim.fs.root(buffer, markers)
  if not root and vim.g.sayso_enable == 'always' and prose[vim.bo[buffer].filetype] then
    root = vim.fs.dirname(vim.api.nvim_buf_get_name(buffer))
  end
  return root
end

local told = false

-- Whether the program can be run. If not, says so once: Neovim only writes it to a log.
local function is_there()
  local plugin, sayso = pcall(require, 'sayso')
  local cmd = plugin and sayso.configuration().cmd or vim.lsp.config and vim.lsp.config.sayso.cmd
  local program = type(cmd) == 'table' and cmd[1]
  if not program or vim.fn.executable(program) == 1 then
    return true
  end
  if not told then
    told = true
    vim.notify(('sayso: the program “%s” was not found. See :checkhealth sayso'):format(vim.fn.strtrans(program)), vim.log.levels.WARN)
  end
  return false
end

return {
  cmd = { 'sayso', 'lsp' },
  filetypes = { 'text', 'markdown', 'yaml', 'toml', 'json', 'bib' },
  root_dir = function(buffer, start)
    local root = vim.g.sayso_enable ~= 'never' and root_of(buffer)
    if root and is_there() then
      start(root)
    end
  end,
  on_exit = function(code, signal, client)
    local plugin, sayso = pcall(require, 'sayso')
    if plugin then
      sayso.exited(code, signal, client)
    end
  end,
}
