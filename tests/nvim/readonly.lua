-- A newsroom on a disk that cannot be written to: EXAMPLE lies on one. Drafts are checked; what changes a file is an edit that waits to be saved.

local checks = dofile(vim.env.TESTS .. '/checks.lua')
local check, wait = checks.check, checks.wait

vim.opt.runtimepath:prepend(vim.env.PLUGIN)
vim.opt.swapfile = false
vim.cmd('filetype plugin on')
dofile(vim.env.PLUGIN .. '/plugin/sayso.lua')
require('sayso').setup({ cmd = { vim.env.SAYSO, 'lsp' } })

checks.run(function()
  local newsroom = vim.env.EXAMPLE
  check('the disk cannot be written to', not pcall(vim.fn.writefile, { '' }, newsroom .. '/new'))
  vim.cmd.edit(newsroom .. '/drafts/dam.md')
  local draft = vim.api.nvim_get_current_buf()
  wait('a draft is checked', function() return #vim.diagnostic.get(draft, { lnum = 14 }) == 1 end, function() return vim.diagnostic.get(draft) end)
  vim.cmd('Sayso new council-vote')
  wait('a new source is an edit', function()
    local registry = vim.fn.bufnr(newsroom .. '/sources.yaml')
    return registry > 0 and vim.bo[registry].modified
  end)
  vim.api.nvim_set_current_buf(draft)
  vim.api.nvim_buf_set_lines(draft, 14, 15, true, { 'Nobody knows [@council-vote].' })
  wait('that counts', function() return #vim.diagnostic.get(draft, { lnum = 14 }) == 0 end, function() return vim.diagnostic.get(draft) end)
  check('the server still runs', #vim.lsp.get_clients({ bufnr = draft, name = 'sayso' }) == 1)
end)
