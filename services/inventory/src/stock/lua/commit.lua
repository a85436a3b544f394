-- Turns a hold into sales. One that ran out is sold if the stock is still there. ARGV: trace, id.
local reservation = settled(ARGV[2])
if not reservation then return cjson.encode({ reservationId = ARGV[2], status = 'unknown' }) end
local held = reservation.status == 'reserved' or reservation.status == 'secured'
if not held and reservation.status ~= 'expired' then return answer(reservation) end
if held then
  keep_holds(reservation)
else
  local short = shortages_of(reservation.lines)
  if short then return refuse(reservation, short) end
end
sell_lines(reservation, held)
return answer(reservation)
