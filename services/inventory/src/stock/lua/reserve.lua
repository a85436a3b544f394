-- Holds every line until the hold runs out, or none. ARGV: trace, id, order id, lines, hold in ms.
local id, order, lines, hold = ARGV[2], ARGV[3], cjson.decode(ARGV[4]), tonumber(ARGV[5])
local known = settled(id)
if known and known.status ~= 'expired' then return answer(known) end
local reservation = known or { id = id, orderId = order, lines = lines }
local short = shortages_of(reservation.lines)
if short then return refuse(reservation, short) end
reservation.status = 'reserved'
reservation.expiresAt = now + hold
hold_lines(reservation)
save_reservation(reservation)
emit_reservation('stock-reserved', reservation)
return answer(reservation)
