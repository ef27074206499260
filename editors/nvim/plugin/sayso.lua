-- The command :Sayso, and what keeps the share of sourced statements up to date. Nothing is loaded or started before it is needed.

if vim.g.loaded_sayso then
  return
end
vim.g.loaded_sayso = true

vim.api.nvim_create_user_command('Sayso', function(call)
  require('sayso').run(call.fargs)
end, {
  nargs = '+',
  desc = 'On whose say-so? See :help :Sayso',
  complete = function(typed)
    return vim.tbl_filter(function(name)
      return vim.startswith(name, typed)
    end, require('sayso').commands())
  end,
})

local group = vim.api.nvim_create_augroup('sayso', {})
vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(event)
    require('sayso').attached(event.data.client_id, event.buf)
  end,
})
vim.api.nvim_create_autocmd({ 'BufEnter', 'TextChanged', 'InsertLeave', 'DiagnosticChanged' }, {
  group = group,
  callback = function(event)
    if package.loaded.sayso then
      require('sayso').look_soon(event.buf)
    end
  end,
})
