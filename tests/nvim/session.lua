-- Drives a real Neovim, with the plugin's own configuration, through a session with the server, and fails loudly.
-- Started by scripts/test-nvim: SAYSO is the server's program, NEWSROOM a scratch copy of the newsroom beside this file.

local newsroom = assert(vim.env.NEWSROOM, 'NEWSROOM is not set')
local plugin = assert(vim.env.PLUGIN, 'PLUGIN is not set')
local program = assert(vim.env.SAYSO, 'SAYSO is not set')
vim.opt.runtimepath:prepend(plugin)
vim.lsp.config('sayso', { cmd = { program, 'lsp' } })
vim.lsp.enable('sayso')
vim.cmd('filetype plugin on')

local done = {}
local function check(what, ok, detail)
  if not ok then
    error(what .. ': ' .. vim.inspect(detail), 0)
  end
  table.insert(done, what)
end

local function wait(what, condition, detail)
  check(what, vim.wait(10000, condition, 5), detail and detail() or 'waited 10 s')
end

-- Diagnostics as "rule line:column-column", columns in bytes as Neovim keeps them.
local function found(buffer)
  local list = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(list, ('%s %d:%d-%d'):format(d.code, d.lnum, d.col, d.end_col))
  end
  table.sort(list)
  return list
end

local function has(buffer, wanted)
  return vim.tbl_contains(found(buffer), wanted)
end

local function ask(buffer, method, line, column)
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = line, character = column } }
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 5000)
  local _, answer = next(answers or {})
  return answer and answer.result or vim.NIL
end

local function session()
  vim.cmd.edit(newsroom .. '/drafts/port.md')
  local article = vim.api.nvim_get_current_buf()
  wait('a client attaches', function() return #vim.lsp.get_clients({ bufnr = article, name = 'sayso' }) == 1 end)
  local client = vim.lsp.get_clients({ bufnr = article, name = 'sayso' })[1]
  check('columns are counted in bytes', client.offset_encoding == 'utf-8', client.offset_encoding)
  check('the newsroom is the root', client.root_dir and vim.uv.fs_realpath(client.root_dir) == vim.uv.fs_realpath(newsroom), client.root_dir)

  -- Diagnostics: an unknown tag, and a TK after a character of four bytes.
  local unknown, tk = 'unknown-source-tag 4:29-38', 'tk 6:30-32'
  wait('the unknown tag is found', function() return has(article, unknown) end, function() return found(article) end)
  check('the TK is found', has(article, tk), found(article))
  for _, d in ipairs(vim.diagnostic.get(article)) do
    check('diagnostics are sayso\'s and say something', d.source == 'sayso' and #d.message > 10, d)
  end
  check('the known tag is not found fault with', not has(article, 'unknown-source-tag 2:55-64'), found(article))

  -- Hover: the card of a source.
  local hover = ask(article, 'textDocument/hover', 2, 58)
  check('hover shows the source', hover ~= vim.NIL and hover.contents.value:find('Harbour master on the dredging', 1, true), hover)
  check('hover names its author', hover.contents.value:find('Okoro', 1, true), hover)

  -- Completion by title: applied as Neovim applies it, it leaves one @ and the key.
  local line = vim.api.nvim_buf_get_lines(article, 8, 9, true)[1]
  local list = ask(article, 'textDocument/completion', 8, #line)
  local item = list ~= vim.NIL and (list.items or list)[1] or nil
  check('completion finds the source by a word of its title', item and item.label:find('port-0301', 1, true), list)
  vim.lsp.util.apply_text_edits({ item.textEdit }, article, client.offset_encoding)
  local completed = vim.api.nvim_buf_get_lines(article, 8, 9, true)[1]
  check('completion writes the key once', completed:match('^Ferries will run as before%. %[@port%-0301%]?$') ~= nil, completed)

  -- Edits: diagnostics follow the keys.
  vim.api.nvim_buf_set_text(article, 6, 30, 6, 32, { 'June' })
  wait('the TK goes when it is replaced', function() return not has(article, tk) end, function() return found(article) end)
  vim.api.nvim_buf_set_lines(article, 0, 0, true, { 'Ж', '' })
  local moved = 'unknown-source-tag 6:29-38'
  wait('findings move with the text', function() return has(article, moved) end, function() return found(article) end)

  -- The registry, edited in a buffer and not saved.
  vim.cmd.split(newsroom .. '/sources.yaml')
  local registry = vim.api.nvim_get_current_buf()
  wait('the registry is attached', function() return #vim.lsp.get_clients({ bufnr = registry, name = 'sayso' }) == 1 end)
  vim.api.nvim_buf_set_lines(registry, -1, -1, true, { '  - id: port-0302', '    type: report' })
  wait('an unsaved source counts', function() return not has(article, moved) end, function() return found(article) end)

  -- A mistake in the configuration is shown in it.
  vim.cmd.split(newsroom .. '/sayso.toml')
  local config = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(config, 0, 1, true, { 'strictness = "harsh"' })
  wait('a mistake in sayso.toml is shown there', function() return #vim.diagnostic.get(config) > 0 end)
  check('at the mistake', vim.diagnostic.get(config)[1].lnum == 0, vim.diagnostic.get(config))

  client:stop()
  wait('the server stops when told to', function() return client:is_stopped() end)
end

local ok, problem = pcall(session)
for _, what in ipairs(done) do
  print('ok   ' .. what .. '\n')
end
if not ok then
  print('FAIL ' .. tostring(problem) .. '\n')
  vim.cmd('cquit 1')
end
print(#done .. ' checks passed\n')
vim.cmd('qall!')
