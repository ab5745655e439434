-- wrk -s wrk.lua URL -- TYPE PAUSE FILE...: posts the files in turn, with a pause before each in ms
local requests, at, pause = {}, 0, 0

function init(args)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = args[1]
  pause = tonumber(args[2])
  for number = 3, #args do
    local file = assert(io.open(args[number]))
    requests[#requests + 1] = wrk.format(nil, nil, nil, file:read("*a"))
    file:close()
  end
  if pause > 0 then delay = pausing end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

-- wrk waits for whole milliseconds: so many that the mean is right
function pausing()
  return math.floor(pause + math.random())
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "errors": %d}\n',
    summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout))
end
