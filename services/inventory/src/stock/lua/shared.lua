-- What every stock script starts with: time, keys, items, reservations, movements, events.
-- KEYS[1] is the event log; every other key shares its slot by the hash tag. ARGV[1] is the trace context, and behind a bar who of the staff acts (JSON).
local tag = '{' .. KEYS[1] .. '}:'
-- Without this mark an empty stock is a loss: nothing may be decided on it.
if redis.call('EXISTS', tag .. 'begun') == 0 then return redis.error_reply('STOCKLOST the stock is not there') end
local traceparent, staff = string.match(ARGV[1], '^([^|]*)|?(.*)$')
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local hour = 3600 * 1000
local expiry = tag .. 'expiry'

-- ISO 8601 of milliseconds since 1970 (days to civil date, as no date functions exist here)
local function iso(ms)
  local days = math.floor(ms / (24 * hour)) + 719468
  local era = math.floor(days / 146097)
  local doe = days - era * 146097
  local yoe = math.floor((doe - math.floor(doe / 1460) + math.floor(doe / 36524) - math.floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + math.floor(yoe / 4) - math.floor(yoe / 100))
  local mp = math.floor((5 * doy + 2) / 153)
  local month = mp < 10 and mp + 3 or mp - 9
  local year = yoe + era * 400 + (month <= 2 and 1 or 0)
  local rest = ms % (24 * hour)
  return string.format('%04d-%02d-%02dT%02d:%02d:%02d.%03dZ', year, month, doy - math.floor((153 * mp + 2) / 5) + 1,
    math.floor(rest / hour), math.floor(rest / 60000) % 60, math.floor(rest / 1000) % 60, rest % 1000)
end

-- The log is bounded by size here, as every service's, and by age by the relay.
local function emit(kind, subject, document, version, n, data)
  local event = {
    specversion = '1.0', id = document .. ':' .. version .. ':' .. n, source = 'inventory',
    type = 'comptoir.inventory.' .. kind .. '.v1', subject = subject, time = iso(now),
    datacontenttype = 'application/json', aggregateversion = version, data = data,
  }
  if traceparent ~= '' then event.traceparent = traceparent end
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', 50000, '*', 'event', cjson.encode(event))
end

local function item_key(sku) return tag .. 'item:' .. sku end
local function holds_key(sku) return tag .. 'holds:' .. sku end
local function hold_name(reservation, line) return line.quantity .. ':' .. reservation.id end

-- Holds that ran out and that the sweeper has not seen yet: they count no more.
local function ran_out(sku)
  local quantity = 0
  for _, name in ipairs(redis.call('ZRANGEBYSCORE', holds_key(sku), '-inf', now)) do
    quantity = quantity + tonumber(string.match(name, '^%d+'))
  end
  return quantity
end

local function read_item(sku)
  local field = redis.call('HMGET', item_key(sku), 'onHand', 'held', 'low', 'level', 'version')
  if not field[1] then return nil end
  local item = { sku = sku, onHand = tonumber(field[1]), held = tonumber(field[2]), low = tonumber(field[3]),
    level = field[4], version = tonumber(field[5]) }
  item.reserved = item.held - ran_out(sku)
  item.free = item.onHand - item.reserved
  item.was = { onHand = item.onHand, low = item.low }
  return item
end

local function view(item)
  return { sku = item.sku, onHand = item.onHand, reserved = item.reserved, available = math.max(0, item.free),
    lowThreshold = item.low, level = item.level, version = item.version }
end

local severity = { ok = 0, low = 1, out = 2, oversold = 3 }

-- A level is left upwards only a quarter above its threshold: sales around it raise one alert, not many.
local function level_of(item)
  if item.free < 0 then return 'oversold' end
  if item.free == 0 then return 'out' end
  local threshold = item.low
  if item.level and item.level ~= 'ok' then threshold = math.ceil(item.low * 1.25) end
  return item.free <= threshold and 'low' or 'ok'
end

-- A new item has no level before: its first one is no crossing.
local function alert_of(before, after)
  if not before then return nil end
  if severity[after] > severity[before] then return after end
  if severity[before] >= 2 and severity[after] <= 1 then return 'back_in_stock' end
  return nil
end

local function write_item(item)
  redis.call('HSET', item_key(item.sku), 'onHand', item.onHand, 'held', item.held, 'low', item.low,
    'level', item.level, 'version', item.version)
end

-- What somebody of the staff made other, for the audit log: it leaves with the item.
local function record(item, document, is_new)
  local fields = {}
  local function note(path, before, after)
    if is_new then before = nil end
    if before ~= after then fields[#fields + 1] = { path = path, before = before, after = after } end
  end
  note('onHand', item.was and item.was.onHand, item.onHand)
  note('lowThreshold', item.was and item.was.low, item.low)
  if #fields == 0 then return end
  local action = cjson.decode(staff)
  action.object = { collection = 'stock-items', id = item.sku }
  action.change = is_new and 'created' or 'changed'
  action.fields = fields
  emit('staff-action-recorded', item.sku, document, item.version, 2, action)
end

-- Writes an item with its next version, emits its level, and an alert when the level was crossed.
local function save_item(item)
  item.reserved = item.held - ran_out(item.sku)
  item.free = item.onHand - item.reserved
  local before = item.level
  local is_new = item.version == 0
  item.level = level_of(item)
  item.version = item.version + 1
  write_item(item)
  local document = 'stock-items/' .. item.sku
  emit('stock-level-changed', item.sku, document, item.version, 0, view(item))
  local kind = alert_of(before, item.level)
  if kind then
    emit('stock-alert-raised', item.sku, document, item.version, 1,
      { sku = item.sku, kind = kind, available = math.max(0, item.free), level = item.level })
  elseif before == 'low' and item.level == 'ok' then
    emit('stock-alert-cleared', item.sku, document, item.version, 1,
      { sku = item.sku, available = math.max(0, item.free) })
  end
  if staff ~= '' then record(item, document, is_new) end
end

-- The only way to change what is on hand: the sum of movements is what is on hand.
local function move(item, kind, quantity, note)
  item.onHand = item.onHand + quantity
  return redis.call('XADD', tag .. 'movements:' .. item.sku, '*', 'type', kind, 'quantity', quantity,
    'onHand', item.onHand, 'reason', note.reason, 'actor', note.actor, 'reference', note.reference)
end

local function reservation_key(id) return tag .. 'reservation:' .. id end

local function read_reservation(id)
  local text = redis.call('GET', reservation_key(id))
  return text and cjson.decode(text) or nil
end

local function has_run_out(reservation)
  return reservation.status == 'reserved' and reservation.expiresAt <= now
end

-- Committed ones outlive the return window of their orders; what ended otherwise is kept for late repeats.
local function save_reservation(reservation)
  reservation.version = (reservation.version or 0) + 1
  local days = (reservation.status == 'committed' or reservation.status == 'restocked') and 400 or 60
  local key = reservation_key(reservation.id)
  redis.call('SET', key, cjson.encode(reservation), 'PX', string.format('%d', days * 24 * hour))
  if reservation.status == 'secured' then redis.call('PERSIST', key) end
end

local function emit_reservation(kind, reservation)
  emit(kind, reservation.id, 'reservations/' .. reservation.id, reservation.version, 0,
    { reservationId = reservation.id, orderId = reservation.orderId, lines = reservation.lines })
end

local function end_reservation(reservation, status, kind)
  reservation.status = status
  reservation.expiresAt = nil
  save_reservation(reservation)
  if kind then emit_reservation(kind, reservation) end
end

local function answer(reservation)
  local status = has_run_out(reservation) and 'expired' or reservation.status
  return cjson.encode({ reservationId = reservation.id, status = status, shortages = reservation.shortages,
    expiresAt = status == 'reserved' and iso(reservation.expiresAt) or nil })
end

-- The lines that cannot be served now, or nil: all or nothing.
local function shortages_of(lines)
  local short = {}
  for _, line in ipairs(lines) do
    local item = read_item(line.sku)
    local available = item and math.max(0, item.free) or 0
    if available < line.quantity then
      table.insert(short, { sku = line.sku, requested = line.quantity, available = available })
    end
  end
  return #short > 0 and short or nil
end

local function refuse(reservation, short)
  reservation.shortages = short
  end_reservation(reservation, 'refused')
  return answer(reservation)
end

local function hold_lines(reservation)
  for _, line in ipairs(reservation.lines) do
    local item = read_item(line.sku)
    item.held = item.held + line.quantity
    if reservation.expiresAt then
      redis.call('ZADD', holds_key(line.sku), reservation.expiresAt, hold_name(reservation, line))
    end
    save_item(item)
  end
  if reservation.expiresAt then redis.call('ZADD', expiry, reservation.expiresAt, reservation.id) end
end

-- Takes the expiry off: what is held stays held.
local function keep_holds(reservation)
  redis.call('ZREM', expiry, reservation.id)
  for _, line in ipairs(reservation.lines) do
    redis.call('ZREM', holds_key(line.sku), hold_name(reservation, line))
  end
end

local function free_lines(reservation)
  keep_holds(reservation)
  for _, line in ipairs(reservation.lines) do
    local item = read_item(line.sku)
    item.held = item.held - line.quantity
    save_item(item)
  end
end

local function expire(reservation)
  free_lines(reservation)
  end_reservation(reservation, 'expired', 'stock-reservation-expired')
end

-- The reservation as it is now: one that ran out is expired before anything else happens to it.
local function settled(id)
  local reservation = read_reservation(id)
  if reservation and has_run_out(reservation) then expire(reservation) end
  return reservation
end

local function sell_lines(reservation, held)
  local note = { reason = 'order committed', actor = 'orders', reference = reservation.orderId }
  for _, line in ipairs(reservation.lines) do
    local item = read_item(line.sku)
    if held then item.held = item.held - line.quantity end
    move(item, 'sale', -line.quantity, note)
    save_item(item)
  end
  end_reservation(reservation, 'committed', 'stock-committed')
end
