-- Up to ARGV[1] records that are newer than their documents.
local found = {}
for _, order in ipairs(redis.call('ZRANGE', unsaved, 0, tonumber(ARGV[1]) - 1)) do
  local text = redis.call('GET', record_key(order))
  if text then table.insert(found, text) else redis.call('ZREM', unsaved, order) end
end
return found
