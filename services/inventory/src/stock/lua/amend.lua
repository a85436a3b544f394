-- Gives a committed reservation other lines, all or nothing: more is sold if it is there, less goes back on the shelf. Amendments
-- are numbered: one that is not newer than the last changes nothing, so a repeat or a late one does no harm.
-- ARGV: trace, id, number, lines.
local id, number, lines = ARGV[2], tonumber(ARGV[3]), cjson.decode(ARGV[4])
local reservation = settled(id)
if not reservation then return cjson.encode({ reservationId = id, status = 'unknown' }) end
local function amended()
  return cjson.encode({ reservationId = id, status = reservation.status, amendment = reservation.amendment })
end
local last = reservation.amendment
if reservation.status ~= 'committed' or (last and last.number >= number) then return amended() end

local before, skus = {}, {}
for _, line in ipairs(reservation.lines) do
  before[line.sku] = line.quantity
  skus[line.sku] = -line.quantity
end
for _, line in ipairs(lines) do skus[line.sku] = line.quantity - (before[line.sku] or 0) end
local more = {}
for _, line in ipairs(lines) do
  if skus[line.sku] > 0 then table.insert(more, { sku = line.sku, quantity = skus[line.sku] }) end
end
local short = shortages_of(more)
if short then
  reservation.amendment = { number = number, status = 'refused', shortages = short }
  save_reservation(reservation)
  return amended()
end
local note = { reason = 'order edited', actor = 'orders', reference = reservation.orderId }
local names = {}
for sku in pairs(skus) do table.insert(names, sku) end
table.sort(names)
for _, sku in ipairs(names) do
  local item, change = read_item(sku), skus[sku]
  if item and change ~= 0 then
    move(item, change > 0 and 'sale' or 'return', -change, note)
    save_item(item)
  end
end
reservation.lines = lines
reservation.amendment = { number = number, status = 'applied' }
save_reservation(reservation)
emit_reservation('stock-committed', reservation)
return amended()
