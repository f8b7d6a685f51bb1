-- For wrk: sends each line of a file once, as a POST over connections that stay open, and looks at
-- each answer.
--
--   wrk -t1 … -s posts.lua URL -- FILE STATUS WORDS CONNECTIONS
--
-- A line holds cookies, a tab, and the body of a form. An answer is right if it has that status and
-- these words in its address or its page. It ends with the time that wrk is given, or when the lines
-- run out; prints one line: answers, wrong ones, seconds from the first request to the last answer.

local ffi = require("ffi")
ffi.cdef("typedef struct { long s; long ns; } moment; int clock_gettime(int, moment *);")

local MONOTONIC = 1
local moment = ffi.new("moment")

local function now()
  ffi.C.clock_gettime(MONOTONIC, moment)
  return tonumber(moment.s) + tonumber(moment.ns) / 1e9
end

local thread
function setup(one)
  thread = one
end

-- Globals: `done` runs in another Lua state and asks for them by name.
answered, wrong, began, ended = 0, 0, 0, 0
local lines, sent, most = {}, 0, 0
local status, words

function init(args)
  for line in io.lines(args[1]) do
    lines[#lines + 1] = line
  end
  status, words = tonumber(args[2]), args[3]
  most = #lines - tonumber(args[4]) -- as many may be on their way when it ends
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function request()
  began = sent == 0 and now() or began
  sent = sent + 1
  local cookies, body = lines[sent]:match("^(.-)\t(.*)$")
  wrk.headers["Cookie"] = cookies
  return wrk.format("POST", nil, nil, body)
end

function response(code, headers, body)
  answered, ended = answered + 1, now()
  local text = headers["Location"] or headers["location"] or body
  if code ~= status or not text:find(words, 1, true) then
    wrong = wrong + 1
  end
  if answered >= most then
    wrk.thread:stop()
  end
end

function done(summary)
  local errors = summary.errors
  io.write(string.format("answers %d wrong %d broken %d seconds %.6f\n",
    thread:get("answered"), thread:get("wrong"),
    errors.connect + errors.read + errors.write + errors.timeout,
    thread:get("ended") - thread:get("began")))
end
