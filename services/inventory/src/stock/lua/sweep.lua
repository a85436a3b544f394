-- Expires up to ARGV[2] reservations that ran out; answers how many.
local ids = redis.call('ZRANGEBYSCORE', expiry, '-inf', now, 'LIMIT', 0, ARGV[2])
for _, id in ipairs(ids) do
  local reservation = read_reservation(id)
  if reservation and has_run_out(reservation) then expire(reservation) else redis.call('ZREM', expiry, id) end
end
return #ids
