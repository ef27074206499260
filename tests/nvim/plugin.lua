-- Drives a real Neovim, 0.10 or later, with the whole plugin through the example newsroom: what is shown, the commands, and what happens when
-- things go wrong. Started by scripts/test-nvim: SAYSO is the server's program, EXAMPLE a scratch copy of the example newsroom.

local checks = dofile(vim.env.TESTS .. '/checks.lua')
local check, wait = checks.check, checks.wait
local newsroom, program = assert(vim.env.EXAMPLE), assert(vim.env.SAYSO)

-- As a plugin manager has it: the repository on the runtime path, its plugin/ files run.
vim.opt.runtimepath:prepend(vim.env.REPOSITORY)
vim.opt.swapfile = false
vim.cmd('filetype plugin on')
dofile(vim.env.REPOSITORY .. '/plugin/sayso.lua')
local sayso = require('sayso')
sayso.setup({ cmd = { program, 'lsp' } })

local told = {}
vim.notify = function(message)
  table.insert(told, message)
end

local function was_told(words)
  return function()
    for _, message in ipairs(told) do
      if message:find(words, 1, true) then return true end
    end
  end
end

local function open(name)
  vim.cmd.edit(vim.fn.fnameescape(name))
  return vim.api.nvim_get_current_buf()
end

local function clients(buffer)
  return vim.lsp.get_clients({ bufnr = buffer, name = 'sayso' })
end

-- The rules of what is found on the line that holds `words`.
local function found(buffer, words)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, true)) do
    if line:find(words, 1, true) then
      return vim.tbl_map(function(d) return d.code end, vim.diagnostic.get(buffer, { lnum = row - 1 }))
    end
  end
end

local function has(buffer, words, rule)
  return function() return vim.tbl_contains(found(buffer, words) or {}, rule) end
end

local function all(buffer)
  return function() return vim.tbl_map(function(d) return d.lnum .. ' ' .. d.code end, vim.diagnostic.get(buffer)) end
end

local function ask(buffer, method, line, column)
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = line, character = column } }
  local _, answer = next(vim.lsp.buf_request_sync(buffer, method, params, 5000) or {})
  return answer and answer.result or vim.NIL
end

local function line_of(buffer, row)
  return vim.api.nvim_buf_get_lines(buffer, row, row + 1, true)[1]
end

-- Kills the servers this Neovim has started.
local function kill()
  for _, id in ipairs(vim.api.nvim_get_proc_children(vim.fn.getpid())) do
    if (vim.api.nvim_get_proc(id) or {}).name == vim.fs.basename(program) then vim.uv.kill(id, 'sigkill') end
  end
end

local function shows(draft)
  wait('the server attaches', function() return #clients(draft) == 1 end)
  wait('a claim nobody answers for is found', has(draft, 'The repair will cost', 'unattributed-claim'), all(draft))
  check('its attributed neighbour is not', #found(draft, 'Engineers have found') == 0, all(draft)())
  wait('a tag nobody registered is found', has(draft, 'wire-harow', 'unknown-source-tag'), all(draft))

  local row = vim.fn.search('in Eastmere on') - 1
  local card = ask(draft, 'textDocument/hover', row, line_of(draft, row):find('Eastmere', 1, true) + 2)
  check('the card of a place says what else it is called', card ~= vim.NIL and card.contents.value:find('Ostmeer', 1, true), card)

  wait('the share is there for the status line', function() return sayso.statusline() == '85%% sourced' end, sayso.statusline)
  vim.cmd('Sayso unanswered')
  wait('the quickfix list has the sentences nobody answers for', function() return #vim.fn.getqflist() == 3 end, vim.fn.getqflist)
  local first = vim.fn.getqflist()[1]
  check('with their places', first.bufnr == draft and first.lnum == 15 and first.col == 1 and first.text:find('^The repair will cost'), first)
  vim.cmd('cclose')
  vim.cmd('Sayso sources')
  wait('and the sources theirs', function() return #vim.fn.getqflist() > 10 end, vim.fn.getqflist)
  check('under their tags', vim.fn.getqflist()[1].text:find('^@dam%-authority%-0311: Engineers'), vim.fn.getqflist()[1])
  vim.cmd('cclose')
end

local function writes(draft)
  local row = vim.fn.search('wire-harow') - 1
  vim.api.nvim_win_set_cursor(0, { row + 1, (line_of(draft, row):find('wire%-harow')) })
  vim.lsp.buf.code_action({ apply = true, filter = function(it) return it.title:find('Write “wire-harrow”', 1, true) == 1 end })
  wait('a fix is applied', function() return line_of(draft, row):find('[@wire-harrow]', 1, true) end, function() return line_of(draft, row) end)
  wait('and its finding goes', function() return not has(draft, 'wire-harrow', 'unknown-source-tag')() end, all(draft))

  local last = vim.fn.search('six years')
  vim.api.nvim_win_set_cursor(0, { last, line_of(draft, last - 1):find('years', 1, true) + 3 })
  local before, choose = line_of(draft, last - 1), vim.ui.select
  vim.ui.select = function(sources, options, take)
    local chosen = vim.tbl_filter(function(it) return it.name == '@hydrologist' end, sources)[1]
    check('a source to cite is shown with its title', chosen and options.format_item(chosen):find('@hydrologist  %S'), sources)
    take(chosen)
  end
  vim.cmd('Sayso cite')
  wait('its tag is put at the cursor', function() return line_of(draft, last - 1):find('years [@hydrologist]', 1, true) end, function() return line_of(draft, last - 1) end)
  vim.ui.select = choose
  vim.api.nvim_buf_set_lines(draft, last - 1, last, true, { before })

  vim.cmd('Sayso new council-vote')
  local registry = newsroom .. '/sources.yaml'
  wait('a new source is added to the registry', function()
    local buffer = vim.fn.bufnr(registry)
    return buffer > 0 and table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n'):find('- id: council-vote', 1, true)
  end)
  wait('and shown', function() return vim.api.nvim_buf_get_name(0) == registry end, function() return vim.api.nvim_buf_get_name(0) end)
  check('as an edit that is yours to save', not table.concat(vim.fn.readfile(registry), '\n'):find('council%-vote'))
  vim.cmd('bwipeout! ' .. vim.fn.bufnr(registry))
  vim.api.nvim_set_current_buf(draft)

  local text = table.concat(vim.fn.readfile(registry), '\n')
  vim.fn.writefile(vim.split(text:gsub('id: wire%-harrow', 'id: wire-other'), '\n'), registry)
  vim.cmd('Sayso reload')
  wait('a registry changed on the disk is read', has(draft, 'wire-harrow', 'unknown-source-tag'), all(draft))
  vim.fn.writefile(vim.split(text, '\n'), registry)
  vim.cmd('Sayso reload')
  wait('and again', function() return not has(draft, 'wire-harrow', 'unknown-source-tag')() end, all(draft))
end

local function renames(draft)
  local rail = open(newsroom .. '/drafts/rail.md')
  wait('another draft is checked', function() return #vim.diagnostic.get(rail) > 0 end)
  vim.fn.search('@rail-minutes')
  vim.api.nvim_win_set_cursor(0, { vim.fn.line('.'), vim.fn.col('.') + 2 })
  vim.lsp.buf.rename('board-minutes')
  local function everywhere(buffer, words)
    return buffer > 0 and table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n'):find(words, 1, true) ~= nil
  end
  local registry = newsroom .. '/sources.yaml'
  wait('a source is renamed here', function() return everywhere(rail, '[@board-minutes, p. 3]') end, function() return vim.api.nvim_buf_get_lines(rail, 0, -1, true) end)
  check('in another draft', everywhere(draft, '@board-minutes]'))
  check('and in the registry', everywhere(vim.fn.bufnr(registry), '- id: board-minutes'))
  for _, buffer in ipairs({ rail, draft, vim.fn.bufnr(registry) }) do
    vim.api.nvim_set_current_buf(buffer)
    vim.cmd('silent write')
  end
  vim.api.nvim_set_current_buf(draft)
end

local function survives(draft)
  local row = vim.fn.search('valley for the next six years') - 1
  vim.api.nvim_buf_set_lines(draft, row, row + 1, true, { 'valley for the next six years.', 'It will cost 40 million pounds.' })
  local before = clients(draft)[1].id
  kill()
  wait('a server that is killed is started again', function() return clients(draft)[1] and clients(draft)[1].id ~= before end)
  wait('and checks what was not saved', has(draft, '40 million', 'unattributed-claim'), all(draft))
  for _ = 1, 4 do
    local id = clients(draft)[1].id
    wait('it runs', has(draft, '40 million', 'unattributed-claim'), all(draft))
    kill()
    wait('it is gone', function() return not clients(draft)[1] or clients(draft)[1].id ~= id end)
    vim.wait(300)
  end
  wait('after five crashes it is left alone, and that is told', was_told('crashed 5 times'), function() return told end)
  check('no server runs', #clients(draft) == 0)
  vim.cmd('Sayso restart')
  wait('until somebody says so', function() return #clients(draft) == 1 end)
  wait('and all is as it was', has(draft, '40 million', 'unattributed-claim'), all(draft))
  local id = clients(draft)[1].id
  vim.cmd('Sayso restart')
  wait('one that runs is started anew', function() return clients(draft)[1] and clients(draft)[1].id ~= id end)
  wait('too', has(draft, '40 million', 'unattributed-claim'), all(draft))
end

local function takes_any_file()
  local readme = open(vim.fs.dirname(newsroom) .. '/README.md')
  vim.wait(300)
  check('a README outside of newsrooms is left alone', #clients(readme) == 0)
  vim.cmd('Sayso unanswered')
  check('and that is told', was_told('is not running for this buffer')())
  vim.cmd('Sayso check')
  wait('unless somebody asks', has(readme, 'It will cost', 'unattributed-claim'), all(readme))
  local odd = open(newsroom .. '/drafts/a b%20c # ž.md')
  wait('a file of an odd name is checked', has(odd, 'It will cost', 'unattributed-claim'), all(odd))
  local windows = open(newsroom .. '/drafts/windows.txt')
  check('a file with Windows line ends', vim.bo[windows].fileformat == 'dos')
  wait('is checked', has(windows, 'It will cost', 'unattributed-claim'), all(windows))
  vim.cmd('Sayso nonsense')
  check('a command there is none of is told of', was_told('unknown command “nonsense”')())
  vim.cmd('Sayso ' .. 'x\27]0;t\7\226\128\174')
  check('in words that steer no terminal', was_told('unknown command “x^[]0;t^G<202e>”')(), told)
  local share = vim.b.sayso
  vim.b.sayso = '9 %\27[2J'
  check('nor does the status line', sayso.statusline() == '9 %%^[[2J', sayso.statusline())
  vim.b.sayso = share
end

local function tells(title)
  vim.cmd('checkhealth sayso')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
  vim.cmd('bwipeout!')
  return report:find(title, 1, true), report
end

local function helps()
  check('checkhealth names the program', tells('sayso 0.'))
  check('and the servers', tells('The server is running for'))
  local cmd = sayso.configuration().cmd
  if vim.lsp.config then vim.lsp.config('sayso', { cmd = { '/no/where/sayso', 'lsp' } }) else sayso.settings.cmd = { '/no/where/sayso', 'lsp' } end
  check('one that is missing is told of', tells('/no/where/sayso cannot be run'))
  sayso.configuration().root_dir(vim.fn.bufnr(newsroom .. '/drafts/dam.md'), function() check('and not started', false) end)
  check('without being asked too', was_told('/no/where/sayso” was not found')(), told)
  if vim.lsp.config then vim.lsp.config('sayso', { cmd = cmd }) else sayso.settings.cmd = cmd end
  vim.cmd('help sayso')
  check('help for the bare name begins at the top', vim.fn.line('.') == 1, vim.fn.line('.'))
  vim.cmd('help :Sayso')
  check('there is help', vim.api.nvim_buf_get_name(0):find('doc/sayso.txt', 1, true), vim.api.nvim_buf_get_name(0))
  local doc = vim.fn.tempname()
  vim.fn.mkdir(doc, 'p')
  vim.fn.writefile(vim.fn.readfile(vim.env.REPOSITORY .. '/editors/nvim/doc/sayso.txt'), doc .. '/sayso.txt')
  vim.cmd.helptags(doc)
  check('whose tags are up to date', vim.deep_equal(vim.fn.readfile(doc .. '/tags'), vim.fn.readfile(vim.env.REPOSITORY .. '/editors/nvim/doc/tags')))
end

checks.run(function()
  local draft = open(newsroom .. '/drafts/dam.md')
  shows(draft)
  writes(draft)
  renames(draft)
  survives(draft)
  takes_any_file()
  helps()
end)
