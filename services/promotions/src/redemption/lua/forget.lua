-- Takes a user out of their redemptions; what was used stays counted. ARGV: user.
local key = customer_key(ARGV[1])
for _, field in ipairs(redis.call('HKEYS', key)) do
  local order = string.match(field, '^order:(.*)$')
  local record = order and read_record(order)
  if record then
    record.userId = nil
    save(record, record.status)
  end
end
return redis.call('DEL', key)
