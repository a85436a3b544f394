-- The document of an order has this version; a newer record stays unsaved. ARGV: order, version.
local newest = redis.call('ZSCORE', unsaved, ARGV[1])
if newest and tonumber(newest) <= tonumber(ARGV[2]) then redis.call('ZREM', unsaved, ARGV[1]) end
return 1
