-- The configuration of editors/nvim/try: the plugin, with Neovim's own features switched on.

vim.opt.runtimepath:prepend(vim.env.PLUGIN)
vim.opt.termguicolors = true
vim.opt.swapfile = false
vim.opt.signcolumn = 'yes'
vim.opt.wrap, vim.opt.linebreak, vim.opt.number = true, true, true
vim.opt.laststatus = 2
vim.opt.completeopt = { 'menuone', 'noselect', 'popup' }
vim.opt.statusline = "%f %m%=%{%v:lua.require'sayso'.statusline()%}   %l:%c "
pcall(function() vim.o.winborder = 'rounded' end)

require('sayso').setup({ cmd = { vim.env.SAYSO, 'lsp' } })
-- A paragraph is one long line: text after its end would be off the screen, so messages go below the current line (0.11 and later).
local below = vim.fn.has('nvim-0.11') == 1 and { current_line = true }
vim.diagnostic.config({ virtual_lines = below, virtual_text = not below and { prefix = '·' }, severity_sort = true })
vim.api.nvim_create_autocmd('LspAttach', {
  callback = function(event)
    pcall(vim.lsp.inlay_hint.enable, true, { bufnr = event.buf })
    if vim.lsp.completion then
      vim.lsp.completion.enable(true, event.data.client_id, event.buf, { autotrigger = true })
    end
  end,
})
