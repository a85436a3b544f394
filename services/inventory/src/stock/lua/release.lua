-- Gives the stock back, held or sold; an unknown reservation leaves a tombstone. ARGV: trace, id, order id.
local reservation = read_reservation(ARGV[2])
if not reservation then
  reservation = { id = ARGV[2], orderId = ARGV[3], lines = {} }
  end_reservation(reservation, 'cancelled')
elseif reservation.status == 'refused' then
  end_reservation(reservation, 'cancelled')
elseif reservation.status == 'reserved' or reservation.status == 'secured' then
  free_lines(reservation)
  end_reservation(reservation, 'released', 'stock-released')
elseif reservation.status == 'expired' then
  end_reservation(reservation, 'released')
elseif reservation.status == 'committed' then
  local note = { reason = 'order cancelled', actor = 'orders', reference = reservation.orderId }
  for _, line in ipairs(reservation.lines) do
    local item = read_item(line.sku)
    move(item, 'return', line.quantity, note)
    save_item(item)
  end
  end_reservation(reservation, 'restocked', 'stock-released')
end
return answer(reservation)
