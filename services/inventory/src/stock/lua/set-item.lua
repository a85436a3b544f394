-- Creates an item, or sets what is on hand and its threshold; what is equal changes nothing.
-- ARGV: trace, SKU, change { onHand?, lowThreshold?, mode: upsert | insert | update, ifVersion?, actor, reason }.
local sku, change = ARGV[2], cjson.decode(ARGV[3])
local item = read_item(sku)
if not item and change.mode == 'update' then return cjson.encode({ outcome = 'not_found' }) end
if change.ifVersion and change.ifVersion ~= (item and item.version or 0) then
  return cjson.encode({ outcome = 'precondition_failed' })
end
local created = not item
if created then
  item = { sku = sku, onHand = 0, held = 0, low = 0, version = 0 }
elseif change.mode == 'insert' then
  return cjson.encode({ outcome = 'unchanged', item = view(item) })
end
local low = change.lowThreshold or item.low
local delta = (change.onHand or item.onHand) - item.onHand
if not created and delta == 0 and low == item.low then
  return cjson.encode({ outcome = 'unchanged', item = view(item) })
end
item.low = low
if delta ~= 0 then
  move(item, created and 'receipt' or 'adjustment', delta, { reason = change.reason, actor = change.actor, reference = '' })
end
save_item(item)
return cjson.encode({ outcome = created and 'created' or 'changed', item = view(item) })
