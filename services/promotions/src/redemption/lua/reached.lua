-- What limits are compared with, four numbers for each promotion: uses, what was spent in the currency of its budget, uses by
-- the customer, uses of the code; 0 for what is not asked. ARGV: user or '', [[promotion, currency or '', code or '']].
local lost = require_counts()
if lost then return lost end
settle()
local found = {}
for _, asked in ipairs(cjson.decode(ARGV[2])) do
  local promotion, currency, code = asked[1], asked[2], asked[3]
  local counted = redis.call('HMGET', uses_key(promotion), 'uses', 'amount:' .. currency)
  table.insert(found, tonumber(counted[1] or 0))
  table.insert(found, tonumber(counted[2] or 0))
  table.insert(found, ARGV[1] ~= '' and count_of(customer_key(ARGV[1]), 'uses:' .. promotion) or 0)
  table.insert(found, code ~= '' and count_of(codes_key(promotion), code) or 0)
end
return found
