-- The known items among the SKUs. ARGV: trace, SKUs.
local items = {}
for _, sku in ipairs(cjson.decode(ARGV[2])) do
  local item = read_item(sku)
  if item then table.insert(items, cjson.encode(view(item))) end
end
return items
