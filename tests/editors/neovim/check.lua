-- What a writer does in Neovim with medlint, from the first finding to its end. Runs inside Neovim, on the document that lacks a section; ends
-- with code 1 and a sentence when something does not come. Only functions that Neovim 0.7 has are used.
local gap = vim.json.decode(vim.env.GAP)
local PATIENCE = 20000

local function say(text)
  io.stdout:write("  ", text, "\n")
end

local function fail(text)
  io.stderr:write("FAILED: ", text, "\n")
  vim.cmd("cquit 1")
end

local function wait(what, is_so, instead)
  local started = vim.loop.hrtime()
  if not vim.wait(PATIENCE, is_so, 20) then
    fail(what .. ": not within " .. PATIENCE / 1000 .. " s\nthere is: " .. vim.inspect(instead and instead() or nil))
  end
  say(string.format("%s (%d ms)", what, (vim.loop.hrtime() - started) / 1e6))
end

local function findings()
  return vim.tbl_filter(function(one)
    return one.source == "medlint"
  end, vim.diagnostic.get(0))
end

local function gap_finding()
  for _, one in ipairs(findings()) do
    if one.code == gap.code and one.message:find(gap.topic, 1, true) then
      return one
    end
  end
end

local function line_of(text)
  for index, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if line:find(text, 1, true) then
      return index
    end
  end
  fail("the document does not say " .. text)
end

-- A code action as a person chooses it from the list.
local function choose_action(words)
  local labels, chosen = nil, nil
  vim.ui.select = function(items, options, on_choice)
    labels = vim.tbl_map(options.format_item or tostring, items)
    for index, label in ipairs(labels) do
      if label:find(words, 1, true) then
        chosen = label
        return on_choice(items[index], index)
      end
    end
    on_choice(nil, nil)
  end
  vim.lsp.buf.code_action()
  wait("the list of code actions opens", function()
    return labels ~= nil
  end)
  if not chosen then
    fail("no code action has the words " .. words .. " but " .. vim.inspect(labels))
  end
  say("chosen: " .. chosen)
end

local function check()
  local client
  wait("the server is attached", function()
    for _, one in pairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
      client = one
    end
    return client ~= nil and client.initialized
  end)
  local root = client.config.root_dir
  if root ~= vim.loop.fs_realpath(vim.fn.getcwd()) then
    fail("the root is " .. vim.inspect(root) .. " instead of the folder with medlint.toml")
  end

  wait("what is missing is a finding", gap_finding, findings)
  local finding = gap_finding()
  say("finding: " .. vim.split(finding.message, "\n")[1])

  vim.api.nvim_win_set_cursor(0, { line_of(gap.shows.text), 5 })
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", params, PATIENCE)
  local answer = hover and hover[client.id] and hover[client.id].result
  local text = answer and vim.inspect(answer.contents) or ""
  if not (text:find(gap.shows.topic, 1, true) and text:find("shown", 1, true)) then
    fail("hover does not say that the topic is shown, but " .. vim.inspect(hover))
  end
  say("hover: " .. vim.trim(vim.split(answer.contents.value, "\n")[1]))

  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  local before = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  choose_action(gap.action)
  wait("the section is in the document", function()
    return vim.api.nvim_buf_line_count(0) > #before
  end)
  wait("the finding is gone", function()
    return not gap_finding()
  end, findings)

  vim.cmd("undo")
  if not vim.deep_equal(before, vim.api.nvim_buf_get_lines(0, 0, -1, false)) then
    fail("one undo does not bring the document back")
  end
  wait("undone, it is a finding again", gap_finding, findings)
end

local ran, problem = pcall(check)
if not ran then
  fail(tostring(problem))
end
vim.cmd("qall!")
