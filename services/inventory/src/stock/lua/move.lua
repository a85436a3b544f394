-- Moves stock once per key: a repeat answers the same, another request under the key is refused.
-- ARGV: trace, SKU, movement { type, quantity, reason, actor, reference }, once key, fingerprint.
local sku, movement, fingerprint = ARGV[2], cjson.decode(ARGV[3]), ARGV[5]
local once = tag .. 'once:' .. ARGV[4]
local earlier = redis.call('HMGET', once, 'fingerprint', 'answer')
if earlier[1] then
  if earlier[1] ~= fingerprint then return cjson.encode({ outcome = 'key_reused' }) end
  return earlier[2]
end
local item = read_item(sku)
if not item then return cjson.encode({ outcome = 'not_found' }) end
if movement.quantity < 0 and item.onHand + movement.quantity < 0 then
  return cjson.encode({ outcome = 'short', item = view(item) })
end
local id = move(item, movement.type, movement.quantity, movement)
save_item(item)
local text = cjson.encode({ outcome = 'moved', movementId = id, item = view(item) })
redis.call('HSET', once, 'fingerprint', fingerprint, 'answer', text)
redis.call('PEXPIRE', once, string.format('%d', 24 * hour))
return text
