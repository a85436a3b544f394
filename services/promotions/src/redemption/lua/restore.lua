-- Counts the uses of a record again whose document outlived the loss of Redis; a record that is as new is left. ARGV: record.
local record = cjson.decode(ARGV[1])
local known = read_record(record.orderId)
if known and known.version >= record.version then return 0 end
if known then count_no_more(known) end
if record.status == 'reserved' or record.status == 'confirmed' then
  count(record, 1)
else
  count_back(record.uses, 1)
  record.back = true
end
write_record(record)
if record.status == 'reserved' then redis.call('ZADD', expiry, record.expiresAt, record.orderId) end
if record.status == 'confirmed' then count_confirmed(record, 1) end
return 1
