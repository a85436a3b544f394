-- Holds every use of an order until the hold runs out, or none.
-- ARGV: order, user, uses, the terms of each { limits, refused? }, hold in ms.
local lost = require_counts()
if lost then return lost end
settle()
local known = read_record(ARGV[1])
if known and known.status ~= 'expired' then return answer(known) end
local before = known and known.uses
local record = asked_again(known, ARGV[1], ARGV[2], ARGV[3])
local refusals = refusals_of(record, cjson.decode(ARGV[4]))
if refusals then
  refuse(record, refusals, before)
  return answer(record)
end
record.expiresAt = now + tonumber(ARGV[5])
redis.call('ZADD', expiry, record.expiresAt, record.orderId)
hold(record, before)
save(record, 'reserved')
return answer(record)
