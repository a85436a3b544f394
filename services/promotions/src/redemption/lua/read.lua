-- The record of an order as it is stored, or nothing. ARGV: order.
return redis.call('GET', record_key(ARGV[1])) or ''
