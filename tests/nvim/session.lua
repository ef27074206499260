-- Drives a real Neovim, with the plugin's own configuration, through a session with the server, and fails loudly.
-- Started by scripts/test-nvim: SAYSO is the server's program, NEWSROOM a scratch copy of the newsroom beside this file.

local newsroom = assert(vim.env.NEWSROOM, 'NEWSROOM is not set')
local plugin = assert(vim.env.PLUGIN, 'PLUGIN is not set')
local program = assert(vim.env.SAYSO, 'SAYSO is not set')
vim.opt.runtimepath:prepend(plugin)
vim.lsp.config('sayso', { cmd = { program, 'lsp' } })
vim.lsp.enable('sayso')
vim.cmd('filetype plugin on')

local checks = dofile(vim.env.TESTS .. '/checks.lua')
local check, wait = checks.check, checks.wait

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

  -- Colours: a tag is a token of its own, and the plugin says how it looks.
  local function tokens()
    local found = {}
    for row = 0, vim.api.nvim_buf_line_count(article) - 1 do
      for column = 0, #(vim.api.nvim_buf_get_lines(article, row, row + 1, true)[1]) - 1 do
        for _, token in ipairs(vim.lsp.semantic_tokens.get_at_pos(article, row, column) or {}) do
          found[token.type .. ' ' .. row] = token
        end
      end
    end
    return found
  end
  vim.lsp.semantic_tokens.force_refresh(article)
  wait('a tag is coloured as one', function() return tokens()['tag 2'] ~= nil end, tokens)
  check('who says it and how too', tokens()['source 2'] and tokens()['cue 2'], tokens())
  check('the plugin links tokens to groups every theme has', vim.api.nvim_get_hl(0, { name = '@lsp.type.tag' }).link ~= nil)

  -- Hints: who speaks in a quotation that names nobody.
  vim.api.nvim_buf_set_lines(article, 8, 8, true, { '“It is not safe,” Ada Okoro said. “We will open it later.”', '' })
  vim.lsp.inlay_hint.enable(true, { bufnr = article })
  local function hints()
    return vim.lsp.inlay_hint.get({ bufnr = article })
  end
  wait('a hint names the speaker', function()
    for _, it in ipairs(hints()) do
      if vim.inspect(it.inlay_hint.label):find('Ada Okoro', 1, true) then return it.inlay_hint.position.line == 8 end
    end
  end, hints)

  -- Edits: diagnostics follow the keys.
  vim.api.nvim_buf_set_text(article, 6, 30, 6, 32, { 'June' })
  wait('the TK goes when it is replaced', function() return not has(article, tk) end, function() return found(article) end)
  vim.api.nvim_buf_set_lines(article, 0, 0, true, { 'Ж', '' })
  local moved = 'unknown-source-tag 6:29-38'
  wait('findings move with the text', function() return has(article, moved) end, function() return found(article) end)

  -- Code actions, as Neovim's own menu applies them: a misspelt key, and a speaker nobody has registered.
  vim.cmd.edit(newsroom .. '/drafts/ferry.md')
  local draft = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(draft, 0, -1, true, {
    'Marta Olsen, the chief engineer, said that 12 piers were cracked.', '', 'The port is shut [@port-0310].' })
  wait('the draft is checked', function() return has(draft, 'unknown-source-tag 2:19-28') end, function() return found(draft) end)
  local function line_of(buffer, row)
    return vim.api.nvim_buf_get_lines(buffer, row, row + 1, true)[1]
  end
  local function act(row, column, title)
    vim.api.nvim_win_set_cursor(0, { row + 1, column })
    vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title:find(title, 1, true) == 1 end })
  end
  act(2, 22, 'Write “port-0301”')
  wait('the fix is applied', function() return line_of(draft, 2) == 'The port is shut [@port-0301].' end, function() return line_of(draft, 2) end)
  act(0, 50, 'Add Marta Olsen')
  wait('a speaker is registered and cited', function() return line_of(draft, 0):find(' [@marta-olsen].', 1, true) end, function() return line_of(draft, 0) end)
  local entry = table.concat(vim.api.nvim_buf_get_lines(vim.fn.bufnr(newsroom .. '/sources.yaml'), 0, -1, true), '\n')
  check('with an entry in the registry', entry:find('- id: marta-olsen', 1, true) and entry:find('speaker: Marta Olsen', 1, true), entry)
  wait('and the tag leads there', function() return #found(draft) == 0 end, function() return found(draft) end)
  vim.cmd.edit({ newsroom .. '/drafts/port.md', bang = true })

  -- References in articles nobody has open, and a rename across all of them, from the tag.
  vim.fn.writefile({ 'Ferries wait [@port-0301]. It rained.' }, newsroom .. '/drafts/unopened.md')
  client:notify('workspace/didChangeWatchedFiles', { changes = { { uri = vim.uri_from_fname(newsroom .. '/drafts/unopened.md'), type = 1 } } })
  vim.cmd.edit({ newsroom .. '/drafts/port.md', bang = true })
  article = vim.api.nvim_get_current_buf()
  wait('the server attaches to a draft opened again', function() return #vim.lsp.get_clients({ bufnr = article, name = 'sayso' }) == 1 end)
  vim.api.nvim_win_set_cursor(0, { 3, 58 })
  vim.fn.setqflist({}, 'r')
  vim.lsp.buf.references({ includeDeclaration = true })
  local function quickfix()
    return vim.tbl_map(function(it) return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(it.bufnr), ':t') .. ':' .. it.lnum end, vim.fn.getqflist())
  end
  wait('references are found in articles nobody has open', function()
    return vim.tbl_contains(quickfix(), 'unopened.md:1') and vim.tbl_contains(quickfix(), 'sources.yaml:2')
  end, quickfix)
  vim.cmd.cclose()
  vim.cmd.buffer(article)
  vim.api.nvim_win_set_cursor(0, { 3, 58 })
  vim.lsp.buf.rename('harbour-1')
  local function renamed(name)
    local buffer = vim.fn.bufnr(newsroom .. '/' .. name)
    return buffer > 0 and table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n'):find('harbour-1', 1, true) ~= nil
  end
  wait('a rename changes the article', function() return renamed('drafts/port.md') end)
  wait('and one nobody has open', function() return renamed('drafts/unopened.md') end)
  wait('and the registry', function() return renamed('sources.yaml') end)
  wait('after which every tag leads there', function() return not has(article, 'unknown-source-tag 2:55-64') end, function() return found(article) end)
  vim.cmd.buffer(article)
  vim.lsp.buf.rename('port-0301')
  wait('and back again', function() return not renamed('sources.yaml') and not renamed('drafts/port.md') end)
  vim.cmd('silent! wall')

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

checks.run(session)
