-- Lets any plugin manager take this repository as it is: the plugin itself lies in editors/nvim.
local root = vim.fs.dirname(vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2)))
vim.opt.runtimepath:append(root .. '/editors/nvim')
dofile(root .. '/editors/nvim/plugin/sayso.lua')
