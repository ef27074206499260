-- Counting and waiting, for the sessions beside this file. A check that does not hold ends its session with what there was instead.

local M = { done = {} }

function M.check(what, ok, detail)
  if not ok then
    error(what .. ': ' .. vim.inspect(detail), 0)
  end
  table.insert(M.done, what)
end

function M.wait(what, condition, detail)
  M.check(what, vim.wait(10000, condition, 5), detail and detail() or 'waited 10 s')
end

-- Runs a session and leaves Neovim with a code that says how it went.
function M.run(session)
  local ok, problem = pcall(session)
  for _, what in ipairs(M.done) do
    print('ok   ' .. what .. '\n')
  end
  if not ok then
    print('FAIL ' .. tostring(problem) .. '\n')
    vim.cmd('cquit 1')
  end
  print(#M.done .. ' checks passed\n')
  vim.cmd('qall!')
end

return M
