-- What the plugin adds to a language client: commands, the sourced share, lists of sentences, and a server started again after a crash.
-- It decides nothing about a text; all it shows comes from the server's answer to `sayso/coverage`.

local M = {}

local MOST_CRASHES, WINDOW = 5, 60
local crashes = {}
-- Clients by id, with the buffers attached to each: by the time one has gone Neovim may have forgotten it.
local known = {}

-- Anybody's words on one line, with what could steer the terminal or hide shown as Vim writes it (^[ or <202e>).
local function plain(words)
  return vim.fn.strtrans((words:gsub('[\t\r\n]+', ' ')))
end

local function tell(message, level)
  vim.notify('sayso: ' .. plain(message), level or vim.log.levels.INFO)
end

-- The client of a buffer, if it has one.
local function client_of(buffer)
  return vim.lsp.get_clients({ bufnr = buffer, name = 'sayso' })[1]
end

local function request(client, method, params, buffer, take)
  if vim.fn.has('nvim-0.11') == 1 then
    return client:request(method, params, take, buffer)
  end
  return client.request(method, params, take, buffer)
end

-- The server's program as configured: 'sayso', unless somebody said otherwise.
function M.program()
  local cmd = M.configuration().cmd
  return type(cmd) == 'table' and cmd[1] or 'sayso'
end

-- The client's configuration: that of lsp/sayso.lua, with what setup() or vim.lsp.config() was told.
function M.configuration()
  if vim.lsp.config then
    return vim.lsp.config.sayso or {}
  end
  if not M.settings then
    local file = vim.api.nvim_get_runtime_file('lsp/sayso.lua', false)[1]
    M.settings = file and dofile(file) or {}
  end
  return M.settings
end

-- Has sayso started for the files it is meant for. On Neovim 0.11 this is vim.lsp.config() and vim.lsp.enable().
function M.setup(options)
  options = options or {}
  if vim.lsp.config then
    vim.lsp.config('sayso', options)
    vim.lsp.enable('sayso')
    return
  end
  M.settings = vim.tbl_deep_extend('force', M.configuration(), options)
  local settings = M.settings
  local function start(buffer)
    settings.root_dir(buffer, function(root)
      local config = vim.tbl_extend('force', settings, { name = 'sayso', root_dir = root })
      vim.lsp.start(config, { bufnr = buffer })
    end)
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('sayso.start', {}),
    pattern = settings.filetypes,
    callback = function(event)
      start(event.buf)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(settings.filetypes, vim.bo[buffer].filetype) then
      start(buffer)
    end
  end
end

-- Asks for the sourcing of the article in a buffer; `take` gets the answer, and the client.
local function ask(buffer, take)
  local client = client_of(buffer)
  if not client then
    return tell('sayso is not running for this buffer. See :checkhealth sayso', vim.log.levels.WARN)
  end
  local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
  request(client, 'sayso/coverage', params, buffer, function(_, answer)
    if type(answer) ~= 'table' then
      return tell('this file is not an article', vim.log.levels.WARN)
    end
    take(answer, client)
  end)
end

local timers = {}

-- Brings the share of a buffer up to date, a moment after the last change.
function M.look_soon(buffer)
  if timers[buffer] then
    timers[buffer]:stop()
  end
  timers[buffer] = vim.defer_fn(function()
    timers[buffer] = nil
    local client = vim.api.nvim_buf_is_valid(buffer) and client_of(buffer)
    if not client then
      return
    end
    local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
    request(client, 'sayso/coverage', params, buffer, function(_, answer)
      if vim.api.nvim_buf_is_valid(buffer) then
        vim.b[buffer].sayso = type(answer) == 'table' and M.words(answer) or nil
        vim.cmd.redrawstatus()
      end
    end)
  end, 200)
end

-- The share in words.
function M.words(coverage)
  if not coverage.judged then
    return 'not checked (not in English)'
  end
  local share = coverage.share
  return type(share) == 'number' and ('%d%% sourced'):format(share) or 'no claims to source'
end

-- For the status line: how much of the article is sourced, or nothing.
function M.statusline()
  return vim.b.sayso and (plain(vim.b.sayso):gsub('%%', '%%%%')) or ''
end

-- Sentences as entries of a quickfix list, each with `before` in front of its text.
local function entries(client, uri, sentences, before)
  local locations = vim.tbl_map(function(sentence)
    return { uri = uri, range = sentence.range }
  end, sentences)
  local items = vim.lsp.util.locations_to_items(locations, client.offset_encoding or 'utf-16')
  for i, item in ipairs(items) do
    item.text = plain(before .. sentences[i].text)
  end
  return items
end

local function list(title, items)
  vim.fn.setqflist({}, ' ', { title = plain(title), items = items })
  if #items > 0 then
    vim.cmd('botright copen')
  end
end

-- Puts the unsourced sentences into the quickfix list.
function M.unanswered(buffer)
  ask(buffer, function(coverage, client)
    list(coverage.headline, entries(client, vim.uri_from_bufnr(buffer), coverage.unanswered, ''))
    if #coverage.unanswered == 0 then
      tell(coverage.headline .. '. Every claim has a source.')
    end
  end)
end

-- Puts every source's sentences into the quickfix list.
function M.sources(buffer)
  ask(buffer, function(coverage, client)
    local items = {}
    for _, source in ipairs(coverage.sources) do
      local name = source.key and '@' .. source.key or source.name
      vim.list_extend(items, entries(client, vim.uri_from_bufnr(buffer), source.sentences, name .. ': '))
    end
    list('Sources', items)
  end)
end

-- Has the user choose one of the newsroom's sources, and puts its tag at the cursor.
function M.cite(buffer)
  local client = client_of(buffer)
  if not client then
    return tell('sayso is not running for this buffer. See :checkhealth sayso', vim.log.levels.WARN)
  end
  request(client, 'workspace/symbol', { query = '@' }, buffer, function(_, symbols)
    local sources = vim.tbl_filter(function(symbol)
      return symbol.name:sub(1, 1) == '@'
    end, type(symbols) == 'table' and symbols or {})
    if #sources == 0 then
      return tell("the newsroom's registry has no sources yet. To add one, run :Sayso new KEY.")
    end
    local function line(source)
      return plain(('%s  %s'):format(source.name, source.containerName or ''))
    end
    vim.ui.select(sources, { prompt = 'Cite a source', format_item = line }, function(source)
      if source and vim.api.nvim_get_current_buf() == buffer then
        local column = vim.api.nvim_win_get_cursor(0)[2]
        local before = vim.api.nvim_get_current_line():sub(1, column + 1)
        vim.api.nvim_put({ (before:find('%S$') and ' ' or '') .. '[' .. source.name .. ']' }, 'c', #before > 0, true)
      end
    end)
  end)
end

-- Has the server carry out one of its commands on the buffer's article.
local function execute(buffer, command, ...)
  local client = client_of(buffer)
  if not client then
    return tell('sayso is not running for this buffer. See :checkhealth sayso', vim.log.levels.WARN)
  end
  local params = { command = command, arguments = { vim.uri_from_bufnr(buffer), ... } }
  request(client, 'workspace/executeCommand', params, buffer, function(problem)
    if problem then
      tell(problem.message, vim.log.levels.WARN)
    end
  end)
end

-- Starts the like of a client that has gone, for the same buffers.
local function start_again(gone)
  local id
  for buffer in pairs(gone and gone.buffers or {}) do
    if vim.api.nvim_buf_is_loaded(buffer) then
      if id then
        vim.lsp.buf_attach_client(buffer, id)
      else
        -- Never the one that has gone, which Neovim may still know.
        id = vim.lsp.start(gone.client.config, { bufnr = buffer, reuse_client = function() return false end })
      end
    end
  end
end

-- Takes note that a client serves a buffer, which is shown from now on.
function M.attached(id, buffer)
  local client = vim.lsp.get_client_by_id(id)
  if client and client.name == 'sayso' then
    known[id] = known[id] or { client = client, buffers = {} }
    known[id].buffers[buffer] = true
    M.look_soon(buffer)
  end
end

function M.restart()
  crashes = {}
  local clients = vim.lsp.get_clients({ name = 'sayso' })
  if #clients == 0 then
    local left = M.left
    M.left = nil
    return left and start_again(left) or vim.cmd('doautoall FileType')
  end
  for _, client in ipairs(clients) do
    local gone = known[client.id]
    known[client.id] = nil
    vim.lsp.stop_client(client.id)
    vim.wait(2000, function()
      return vim.lsp.get_client_by_id(client.id) == nil
    end, 20)
    start_again(gone)
  end
end

-- Called when a server has gone. One that was not told to is started again, up to five times a minute.
function M.exited(code, signal, id)
  local gone = known[id]
  known[id] = nil
  if not gone or vim.v.exiting ~= vim.NIL or (code == 0 and signal == 0) then
    return
  end
  local now = vim.uv.now() / 1000
  crashes = vim.tbl_filter(function(at)
    return now - at < WINDOW
  end, crashes)
  table.insert(crashes, now)
  vim.schedule(function()
    if #crashes >= MOST_CRASHES then
      M.left = gone
      return tell('crashed 5 times in a minute and was stopped. To start it again, run :Sayso restart.', vim.log.levels.ERROR)
    end
    start_again(gone)
  end)
end

-- Checks a file that is in no newsroom.
local function check(buffer)
  if client_of(buffer) then
    return
  end
  local settings = M.configuration()
  local name = vim.api.nvim_buf_get_name(buffer)
  local root = name ~= '' and vim.fs.dirname(name) or vim.uv.cwd()
  vim.lsp.start({ name = 'sayso', cmd = settings.cmd, root_dir = root, on_exit = settings.on_exit }, { bufnr = buffer })
end

local commands = {
  check = check,
  unanswered = M.unanswered,
  sources = M.sources,
  cite = M.cite,
  coverage = function(buffer) execute(buffer, 'sayso.coverage') end,
  clean = function(buffer) execute(buffer, 'sayso.cleanCopy') end,
  new = function(buffer, key) execute(buffer, 'sayso.newSource', key) end,
  reload = function(buffer) execute(buffer, 'sayso.reload') end,
  restart = M.restart,
  log = function() vim.cmd.edit(vim.lsp.get_log_path and vim.lsp.get_log_path() or vim.lsp.log.get_filename()) end,
}

-- What :Sayso can be followed by.
function M.commands()
  local names = vim.tbl_keys(commands)
  table.sort(names)
  return names
end

-- :Sayso NAME [MORE]
function M.run(words)
  local command = commands[words[1]]
  if not command then
    return tell(('unknown command “%s”. Try: %s'):format(words[1], table.concat(M.commands(), ', ')), vim.log.levels.WARN)
  end
  command(vim.api.nvim_get_current_buf(), words[2])
end

return M
