-- What is counted for each promotion, field by field. ARGV: promotions.
local lost = require_counts()
if lost then return lost end
settle()
local found = {}
for _, promotion in ipairs(cjson.decode(ARGV[1])) do table.insert(found, redis.call('HGETALL', uses_key(promotion))) end
return found
