-- A Redis in memory, as far as the scripts of stock and redemptions need one. Its clock is set from outside.
local db, expires, streamed = {}, {}, 0
clock_ms = 0

-- Numbers of 64 bits, as in Redis: this Lua has 32 for `%d`.
local plain_format = string.format
function string.format(form, ...) return plain_format((string.gsub(form, '%%d', '%%.0f')), ...) end

local function live(key)
  if expires[key] and expires[key] <= clock_ms then db[key], expires[key] = nil, nil end
  return db[key]
end
local function at(key)
  local value = live(key)
  if not value then
    value = {}
    db[key] = value
  end
  return value
end
local function text(value) return type(value) == 'number' and string.format('%.17g', value) or value end
local function gone(key) if next(db[key]) == nil then db[key], expires[key] = nil, nil end end

local function bound(given)
  if given == '-inf' then return -math.huge, false end
  if given == '+inf' then return math.huge, false end
  local exclusive = string.sub(given, 1, 1) == '('
  return tonumber(exclusive and string.sub(given, 2) or given), exclusive
end
local function sorted(key)
  local all = {}
  for member, score in pairs(live(key) or {}) do all[#all + 1] = { member, score } end
  table.sort(all, function(a, b) return a[2] < b[2] or a[2] == b[2] and a[1] < b[1] end)
  return all
end
local function stream_position(id)
  local ms, number = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(number)
end
local function precedes(a, b)
  local ams, an = stream_position(a)
  local bms, bn = stream_position(b)
  return ams < bms or ams == bms and an < bn
end
local function stream_range(key, from, to)
  local found = {}
  for _, entry in ipairs(live(key) or {}) do
    local after = from == '-' or string.sub(from, 1, 1) == '(' and precedes(string.sub(from, 2), entry[1])
      or string.sub(from, 1, 1) ~= '(' and not precedes(entry[1], from)
    local before = to == '+' or string.sub(to, 1, 1) == '(' and precedes(entry[1], string.sub(to, 2))
      or string.sub(to, 1, 1) ~= '(' and not precedes(string.gsub(to, '^%(', ''), entry[1])
    if after and before then found[#found + 1] = entry end
  end
  return found
end
local function first(all, option, count)
  if option ~= 'COUNT' then return all end
  local some = {}
  for n = 1, math.min(#all, tonumber(count)) do some[n] = all[n] end
  return some
end

local commands = {}
function commands.TIME() return { string.format('%d', math.floor(clock_ms / 1000)), string.format('%d', (clock_ms % 1000) * 1000) } end
function commands.EXISTS(key) return live(key) and 1 or 0 end
function commands.GET(key) return live(key) or false end
function commands.SET(key, value, option, ms)
  db[key], expires[key] = value, nil
  if option == 'PX' then expires[key] = clock_ms + tonumber(ms) end
  return { ok = 'OK' }
end
function commands.DEL(key)
  local was = live(key) and 1 or 0
  db[key], expires[key] = nil, nil
  return was
end
function commands.PEXPIRE(key, ms)
  if not live(key) then return 0 end
  expires[key] = clock_ms + tonumber(ms)
  return 1
end
function commands.PERSIST(key)
  local had = live(key) and expires[key] and 1 or 0
  expires[key] = nil
  return had
end
function commands.HGET(key, field) return (live(key) or {})[field] or false end
function commands.HMGET(key, ...)
  local hash, found = live(key) or {}, {}
  for n, field in ipairs({ ... }) do found[n] = hash[field] or false end
  return found
end
function commands.HSET(key, ...)
  local hash, given, added = at(key), { ... }, 0
  for n = 1, #given, 2 do
    if not hash[given[n]] then added = added + 1 end
    hash[given[n]] = given[n + 1]
  end
  return added
end
function commands.HDEL(key, field)
  local hash = live(key)
  if not hash or not hash[field] then return 0 end
  hash[field] = nil
  gone(key)
  return 1
end
function commands.HINCRBY(key, field, by)
  local hash = at(key)
  local value = tonumber(hash[field] or '0') + tonumber(by)
  hash[field] = string.format('%d', value)
  return value
end
function commands.HGETALL(key)
  local flat = {}
  for field, value in pairs(live(key) or {}) do
    flat[#flat + 1] = field
    flat[#flat + 1] = value
  end
  return flat
end
function commands.HKEYS(key)
  local keys = {}
  for field in pairs(live(key) or {}) do keys[#keys + 1] = field end
  table.sort(keys)
  return keys
end
function commands.ZADD(key, score, member)
  local set = at(key)
  local added = set[member] and 0 or 1
  set[member] = tonumber(score)
  return added
end
function commands.ZREM(key, member)
  local set = live(key)
  if not set or not set[member] then return 0 end
  set[member] = nil
  gone(key)
  return 1
end
function commands.ZSCORE(key, member)
  local score = (live(key) or {})[member]
  return score and text(score) or false
end
function commands.ZRANGE(key, from, to)
  local all, found = sorted(key), {}
  local last = tonumber(to) < 0 and #all + tonumber(to) or tonumber(to)
  for n = tonumber(from) + 1, math.min(last + 1, #all) do found[#found + 1] = all[n][1] end
  return found
end
function commands.ZRANGEBYSCORE(key, from, to, _, offset, count)
  local low, above = bound(from)
  local high, below = bound(to)
  local found = {}
  for _, entry in ipairs(sorted(key)) do
    local score = entry[2]
    local inside = (above and score > low or not above and score >= low) and (below and score < high or not below and score <= high)
    if inside then found[#found + 1] = entry[1] end
  end
  if not count then return found end
  local page = {}
  for n = tonumber(offset) + 1, math.min(#found, tonumber(offset) + tonumber(count)) do page[#page + 1] = found[n] end
  return page
end
function commands.XADD(key, ...)
  local given = { ... }
  local from = given[1] == 'MAXLEN' and 4 or 1
  local stream, fields = at(key), {}
  for n = from + 1, #given do fields[#fields + 1] = given[n] end
  streamed = streamed + 1
  local id = string.format('%d-%d', clock_ms, streamed)
  stream[#stream + 1] = { id, fields }
  return id
end
function commands.XRANGE(key, from, to, option, count) return first(stream_range(key, from, to), option, count) end
function commands.XREVRANGE(key, to, from, option, count)
  local up, down = stream_range(key, from, to), {}
  for n = #up, 1, -1 do down[#down + 1] = up[n] end
  return first(down, option, count)
end

redis = {
  call = function(name, ...)
    local command = commands[string.upper(name)]
    if not command then error('the twin of Redis does not know ' .. name) end
    local given = { ... }
    for n = 1, #given do given[n] = text(given[n]) end
    return command(unpack(given))
  end,
  error_reply = function(message) return { err = message } end,
}

local scripts = {}
function twin_define(name, source) scripts[name] = assert(loadstring(source, name)) end
function twin_reset() db, expires, streamed = {}, {}, 0 end

-- Runs a script or, where there is none of that name, a command; answers in JSON, in one trip across the border.
function twin_run(name, now, keys, given)
  clock_ms = tonumber(now)
  local arguments = cjson.decode(given)
  local script = scripts[name]
  if not script then return cjson.encode({ redis.call(name, unpack(arguments)) }) end
  KEYS, ARGV = {}, {}
  for n, argument in ipairs(arguments) do
    if n <= keys then KEYS[n] = argument else ARGV[n - keys] = argument end
  end
  return cjson.encode({ script() })
end
