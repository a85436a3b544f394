-- What every script on redemptions starts with: time, keys, counts, records of orders, limits.
-- KEYS[1] is the mark that the counts are there; every other key shares its slot by the hash tag.
local tag = '{promotions}:'
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local day = 24 * 3600 * 1000
local expiry, unsaved = tag .. 'expiry', tag .. 'unsaved'

-- Without the mark a count of nothing is a loss: nothing may be decided on it.
local function require_counts()
  return redis.call('EXISTS', KEYS[1]) == 0 and redis.error_reply('COUNTSLOST the uses of promotions are not counted') or nil
end

local function record_key(order) return tag .. 'redemption:' .. order end
local function uses_key(promotion) return tag .. 'uses:' .. promotion end
local function codes_key(promotion) return tag .. 'codes:' .. promotion end
local function customer_key(user) return tag .. 'customer:' .. user end

local function count_of(key, field) return tonumber(redis.call('HGET', key, field) or '0') end

-- A field of zero goes: a hash holds what is used now.
local function add(key, field, by)
  if redis.call('HINCRBY', key, field, string.format('%d', by)) == 0 then redis.call('HDEL', key, field) end
end

local function read_record(order)
  local text = redis.call('GET', record_key(order))
  return text and cjson.decode(text) or nil
end

-- Confirmed ones outlive the return window of their orders; what ended otherwise is kept for late repeats.
local function write_record(record)
  local days = record.status == 'confirmed' and 400 or 60
  redis.call('SET', record_key(record.orderId), cjson.encode(record), 'PX', string.format('%d', days * day))
end

-- Writes a record with its next version. Whatever held a use is noted, until its document is as new.
local function save(record, status)
  record.status = status
  record.version = record.version + 1
  record.changedAt = now
  if status ~= 'reserved' then record.expiresAt = nil end
  write_record(record)
  if record.uses then redis.call('ZADD', unsaved, record.version, record.orderId) end
end

-- The record of an order that holds nothing now, with what it asks for.
local function asked_again(known, order, user, uses)
  local record = known or { orderId = order, version = 0 }
  record.userId, record.uses = user, cjson.decode(uses)
  return record
end

-- Counts each use of an order, or gives it back: by is 1 or -1.
local function count(record, by)
  for _, use in ipairs(record.uses) do
    add(uses_key(use.promotionId), 'uses', by)
    add(uses_key(use.promotionId), 'amount:' .. use.currency, by * use.amount)
    if use.code then add(codes_key(use.promotionId), use.code, by) end
    if record.userId then add(customer_key(record.userId), 'uses:' .. use.promotionId, by) end
  end
  if not record.userId then return end
  if by > 0 then
    redis.call('HSET', customer_key(record.userId), 'order:' .. record.orderId, 1)
  else
    redis.call('HDEL', customer_key(record.userId), 'order:' .. record.orderId)
  end
end

local function count_confirmed(record, by)
  for _, use in ipairs(record.uses) do
    add(uses_key(use.promotionId), 'confirmed', by)
    add(uses_key(use.promotionId), 'confirmedAmount:' .. use.currency, by * use.amount)
  end
end

-- What orders gave back, for statistics: once for each use, marked on its record by back. No limit looks at it.
local function count_back(uses, by)
  for _, use in ipairs(uses) do
    add(uses_key(use.promotionId), 'released', by)
    add(uses_key(use.promotionId), 'releasedAmount:' .. use.currency, by * use.amount)
  end
end

local function spent_of(promotion, currency) return count_of(uses_key(promotion), 'amount:' .. currency) end

-- Which limit refuses one more use of that amount; nil when none does.
local function limit_reached(use, limits, user)
  if limits.uses and count_of(uses_key(use.promotionId), 'uses') >= limits.uses then return 'used_up' end
  if use.code and limits.usesPerCode and count_of(codes_key(use.promotionId), use.code) >= limits.usesPerCode then
    return 'used_up'
  end
  if user and limits.usesPerCustomer
      and count_of(customer_key(user), 'uses:' .. use.promotionId) >= limits.usesPerCustomer then
    return 'used_by_customer'
  end
  local budget = limits.budget
  if not budget then return nil end
  if budget.currency ~= use.currency then return 'currency' end
  return spent_of(use.promotionId, use.currency) + use.amount > budget.amount and 'budget_spent' or nil
end

-- What stands against the uses of an order, or nil: all or none.
local function refusals_of(record, terms)
  local found = {}
  for n, use in ipairs(record.uses) do
    local reason = terms[n].refused or limit_reached(use, terms[n].limits, record.userId)
    if reason then table.insert(found, { promotionId = use.promotionId, code = use.code, reason = reason }) end
  end
  return #found > 0 and found or nil
end

-- A refusal holds nothing. What had uses before keeps them, for its document.
local function refuse(record, refusals, before)
  record.refusals = refusals
  record.uses, record.userId = before, nil
  save(record, 'refused')
end

-- Takes a record out of all counts.
local function count_no_more(record)
  redis.call('ZREM', expiry, record.orderId)
  if record.status == 'confirmed' then count_confirmed(record, -1) end
  if record.status == 'confirmed' or record.status == 'reserved' then count(record, -1) end
  if record.back then count_back(record.uses, -1) end
end

-- Holds uses again that an order had given back, or holds them for the first time.
local function hold(record, before)
  if record.back then count_back(before, -1) end
  record.back = nil
  count(record, 1)
end

-- What counts no more names nobody.
local function give_back(record)
  count_no_more(record)
  count_back(record.uses, 1)
  record.back, record.userId = true, nil
end

local function expire(record)
  give_back(record)
  save(record, 'expired')
end

-- Gives back up to limit reservations whose time ran out; answers how many it looked at.
local function expire_due(limit)
  local due = redis.call('ZRANGEBYSCORE', expiry, '-inf', now, 'LIMIT', 0, limit)
  for _, order in ipairs(due) do
    local record = read_record(order)
    if record and record.status == 'reserved' and record.expiresAt <= now then
      expire(record)
    else
      redis.call('ZREM', expiry, order)
    end
  end
  return #due
end

-- Counts are exact whenever something is decided on them, however late the sweeper is.
local function settle() while expire_due(1000) == 1000 do end end

local function answer(record) return cjson.encode({ status = record.status, refusals = record.refusals }) end
