-- Counts the uses of a record again whose document outlived the loss of Redis; a record that is there is left. ARGV: record.
local record = cjson.decode(ARGV[1])
if redis.call('EXISTS', record_key(record.orderId)) == 1 then return 0 end
write_record(record)
if record.status == 'reserved' or record.status == 'confirmed' then count(record, 1) end
if record.status == 'reserved' then redis.call('ZADD', expiry, record.expiresAt, record.orderId) end
if record.status == 'confirmed' then count_confirmed(record, 1) end
return 1
