-- Sends a different click with every request and reports what wrk counted in one line.
-- The tables `paths`, `headers` and `networks` are written before this text.

local hosts = {}
for host = 1, HOSTS do
    hosts[host] = host .. "\r\n\r\n"
end

local lines = {}
for link, path in ipairs(paths) do
    lines[link] = "GET " .. path .. " HTTP/1.1\r\nHost: go.example.com\r\n"
end

local links = #lines
local browsers = #headers
local all = #networks * HOSTS
local floor = math.floor
local threads = 0

-- in the thread that starts all others
function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

-- in each of the others: the visitors are shared out, so that no two threads send the same click
local first, mine, click, lap

function init(arguments)
    mine = all / tonumber(arguments[1])
    lap = tonumber(arguments[2])
    first = number * mine
    click = -1
end

function request()
    click = click + 1
    if click == mine then
        click = 0
        lap = lap + 1
    end
    local visitor = first + click
    return lines[(visitor + lap) % links + 1] .. headers[visitor % browsers + 1]
        .. networks[floor(visitor / HOSTS) + 1] .. hosts[visitor % HOSTS + 1]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        "measured answers=%d refused=%d failures=%d took=%d p50=%d p99=%d cpu=%d\n",
        summary.requests, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
        summary.duration, latency:percentile(50), latency:percentile(99), os.clock() * 1e6))
end
