-- Makes the uses of an order final. Those whose time ran out, or that were never held, are held again if their limits let them.
-- ARGV: order, user, uses, the terms of each { limits }.
local lost = require_counts()
if lost then return lost end
settle()
local record = read_record(ARGV[1])
if record and record.status ~= 'reserved' and record.status ~= 'expired' then return answer(record) end
if record and record.status == 'reserved' then
  redis.call('ZREM', expiry, record.orderId)
else
  local before = record and record.uses
  record = asked_again(record, ARGV[1], ARGV[2], ARGV[3])
  local refusals = refusals_of(record, cjson.decode(ARGV[4]))
  if refusals then
    refuse(record, refusals, before)
    return answer(record)
  end
  hold(record, before)
end
count_confirmed(record, 1)
save(record, 'confirmed')
return answer(record)
