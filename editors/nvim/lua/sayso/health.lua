-- :checkhealth sayso

local M = {}

function M.check()
  local health, sayso = vim.health, require('sayso')
  health.start('sayso')

  local it = vim.version()
  local version = ('%d.%d.%d'):format(it.major, it.minor, it.patch)
  if vim.fn.has('nvim-0.11') == 1 then
    health.ok(('Neovim %s: start sayso with vim.lsp.enable("sayso")'):format(version))
  elseif vim.fn.has('nvim-0.10') == 1 then
    health.ok(('Neovim %s: start sayso with require("sayso").setup()'):format(version))
  else
    return health.error(('Neovim %s is too old: 0.10 is needed'):format(version))
  end

  local program = sayso.program()
  if vim.fn.executable(program) == 0 then
    health.error(('%s cannot be run'):format(program), { 'Put sayso on your PATH, or set its path:', "vim.lsp.config('sayso', { cmd = { '/path/to/sayso', 'lsp' } })" })
  else
    local told = vim.trim(vim.fn.system({ program, '--version' }))
    if told:find('^sayso %d') then
      health.ok(('%s: %s'):format(vim.fn.exepath(program), told))
    else
      health.error(('%s is not sayso: it did not report a version'):format(vim.fn.exepath(program)))
    end
  end

  local clients = vim.lsp.get_clients({ name = 'sayso' })
  if #clients == 0 then
    health.warn('The server is not running', { 'Open a draft in a folder with a sayso.toml or a sources.yaml.', 'To check any other file, run :Sayso check.' })
  end
  for _, client in ipairs(clients) do
    local buffers = #vim.tbl_keys(client.attached_buffers or {})
    local files = buffers == 1 and '1 file' or ('%d files'):format(buffers)
    health.ok(('The server is running for %s (%s)'):format(client.config.root_dir or 'no folder', files))
  end
end

return M
