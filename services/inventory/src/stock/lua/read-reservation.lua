-- The reservation as it is now. ARGV: trace, id.
local reservation = read_reservation(ARGV[2])
if not reservation then return cjson.encode({ reservationId = ARGV[2], status = 'unknown' }) end
return answer(reservation)
