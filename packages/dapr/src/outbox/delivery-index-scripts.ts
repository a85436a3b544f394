/** KEYS pending, sent · ARGV now, document, marker → version sent. */
export const markScript = `
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[3])
return redis.call('HGET', KEYS[2], ARGV[2]) or '0'`

/**
 * KEYS pending, sent, log, entries · ARGV document, id, version, index prefix, log limit, again, number of markers,
 * number of entries, then the markers, the entries (name, score) and the events (version, JSON).
 */
export const finishScript = `
local document, id, version, prefix = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]
local markers, entries = tonumber(ARGV[7]), tonumber(ARGV[8])
local sent = tonumber(redis.call('HGET', KEYS[2], document) or '0')
if version > sent or (ARGV[6] == '1' and version == sent) then
  local firstEntry = 9 + markers
  local firstEvent = firstEntry + entries * 2
  for n = firstEvent, #ARGV, 2 do
    if tonumber(ARGV[n]) > sent then
      redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[5], '*', 'event', ARGV[n + 1])
    end
  end
  local names, kept = {}, {}
  for n = firstEntry, firstEvent - 1, 2 do
    redis.call('ZADD', prefix .. ARGV[n], ARGV[n + 1], id)
    names[#names + 1] = ARGV[n]
    kept[ARGV[n]] = true
  end
  local old = redis.call('HGET', KEYS[4], document)
  if old then
    for _, name in ipairs(cjson.decode(old)) do
      if not kept[name] then redis.call('ZREM', prefix .. name, id) end
    end
  end
  local text = #names > 0 and cjson.encode(names)
  if text and text ~= old then redis.call('HSET', KEYS[4], document, text) end
  if old and not text then redis.call('HDEL', KEYS[4], document) end
  redis.call('HSET', KEYS[2], document, version)
end
for n = 9, 8 + markers do redis.call('ZREM', KEYS[1], ARGV[n]) end
return 1`

/** KEYS index, sent · ARGV document prefix, order, limit, [score, id] → id, score, sent of each. */
export const pageScript = `
local desc = ARGV[2] == 'desc'
local range = desc and 'ZREVRANGE' or 'ZRANGE'
local start = 0
if ARGV[4] then
  local score, id = tonumber(ARGV[4]), ARGV[5]
  if desc then
    start = redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[4], '+inf')
  else
    start = redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. ARGV[4])
  end
  local current = redis.call('ZSCORE', KEYS[1], id)
  if current and tonumber(current) == score then
    start = redis.call(desc and 'ZREVRANK' or 'ZRANK', KEYS[1], id) + 1
  else
    local going = true
    while going do
      local tie = redis.call(range, KEYS[1], start, start, 'WITHSCORES')
      going = tie[1] and tonumber(tie[2]) == score and (desc and tie[1] > id or not desc and tie[1] < id)
      if going then start = start + 1 end
    end
  end
end
local found = redis.call(range, KEYS[1], start, start + tonumber(ARGV[3]) - 1, 'WITHSCORES')
local answer = {}
for n = 1, #found, 2 do
  answer[#answer + 1] = found[n]
  answer[#answer + 1] = found[n + 1]
  answer[#answer + 1] = redis.call('HGET', KEYS[2], ARGV[1] .. found[n]) or '0'
end
return answer`

/** KEYS index, sent · ARGV document, id, version sent when it was read. */
export const repairScript = `
if (redis.call('HGET', KEYS[2], ARGV[1]) or '0') ~= ARGV[3] then return 0 end
return redis.call('ZREM', KEYS[1], ARGV[2])`

/** KEYS pending · ARGV marker, the time it was read at. */
export const unmarkScript = `
local at = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not at or tonumber(at) ~= tonumber(ARGV[2]) then return 0 end
return redis.call('ZREM', KEYS[1], ARGV[1])`
