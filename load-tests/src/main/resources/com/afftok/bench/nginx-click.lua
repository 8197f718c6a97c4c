-- A click tracker as one writes it by hand: the click is kept, then the shopper is redirected.
local redis = require "nginx.redis"
local exit = ngx.exit
local header = ngx.header
local now = ngx.now
local format = string.format
local sub = string.sub
local sequence = 0

local function handle()
    local var = ngx.var
    local code = sub(var.uri, 4)
    sequence = sequence + 1
    local id = format("%x-%x-%x", now() * 1000, ngx.worker.pid(), sequence)

    local line = redis:new()
    line:set_timeout(2000)
    local connected = line:connect(REDIS_HOST, REDIS_PORT)
    if not connected then
        return exit(503)
    end
    if line:get_reused_times() == 0 and not line:auth(REDIS_PASSWORD) then
        return exit(503)
    end
    local kept = line:xadd(STREAM, "*", "id", id, "code", code,
        "address", var.http_x_forwarded_for or var.remote_addr,
        "agent", var.http_user_agent or "", "referrer", var.http_referer or "")
    if not kept then
        return exit(503)
    end
    line:set_keepalive(60000, 256)

    header["X-Click-ID"] = id
    header["Cache-Control"] = "no-store"
    header["Location"] = "https://shop.example.com/offers/1?click_id=" .. id
    return exit(302)
end

return { handle = handle }
