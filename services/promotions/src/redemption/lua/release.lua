-- Gives the uses of an order back, held or confirmed. An unknown order leaves a mark that refuses a late reservation,
-- unless it is only to be released when it is known. ARGV: order, '1' to leave a mark.
local lost = require_counts()
if lost then return lost end
settle()
local record = read_record(ARGV[1])
if not record then
  record = { orderId = ARGV[1], version = 0 }
  if ARGV[2] ~= '1' then
    record.status = 'released'
    return answer(record)
  end
end
if record.status == 'released' then return answer(record) end
if record.status == 'reserved' or record.status == 'confirmed' then give_back(record) end
record.refusals = nil
save(record, 'released')
return answer(record)
