-- Takes the expiry off, or holds the lines again when the first hold ran out. ARGV: trace, id, order id, lines.
local id, order, lines = ARGV[2], ARGV[3], cjson.decode(ARGV[4])
local known = settled(id)
if known and known.status == 'reserved' then
  keep_holds(known)
  end_reservation(known, 'secured')
  return answer(known)
end
if known and known.status ~= 'expired' then return answer(known) end
local reservation = known or { id = id, orderId = order, lines = lines }
local short = shortages_of(reservation.lines)
if short then return refuse(reservation, short) end
hold_lines(reservation)
end_reservation(reservation, 'secured', 'stock-reserved')
return answer(reservation)
