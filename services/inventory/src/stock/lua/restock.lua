-- Puts what came back from a customer on the shelf again, once per return. ARGV: trace, return id, order id, lines.
-- What was restocked is remembered as long as its order's reservation; items that are sold no more are left out.
local restocked = tag .. 'restocked:' .. ARGV[2]
local earlier = redis.call('GET', restocked)
if earlier then return earlier end
local note = { reason = 'return of ' .. ARGV[3], actor = 'orders', reference = ARGV[2] }
local lines = {}
for _, line in ipairs(cjson.decode(ARGV[4])) do
  local item = read_item(line.sku)
  if item then
    move(item, 'return', line.quantity, note)
    save_item(item)
    table.insert(lines, line)
  end
end
local text = cjson.encode({ returnId = ARGV[2], lines = #lines > 0 and lines or nil })
redis.call('SET', restocked, text, 'PX', string.format('%d', 400 * 24 * hour))
return text
