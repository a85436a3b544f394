-- The part of Redis' cjson that the scripts use: an empty table is an object, numbers have fourteen digits.
local escapes = { ['"'] = '\\"', ['\\'] = '\\\\', ['\n'] = '\\n', ['\r'] = '\\r', ['\t'] = '\\t' }
local function quoted(text)
  return '"' .. string.gsub(text, '[%c"\\]', function(char) return escapes[char] or string.format('\\u%04x', string.byte(char)) end) .. '"'
end
local encode
local function is_list(value)
  local count, highest = 0, 0
  for key in pairs(value) do
    if type(key) ~= 'number' then return false end
    count, highest = count + 1, math.max(highest, key)
  end
  return count > 0 and count == highest
end
function encode(value)
  local kind = type(value)
  if kind == 'string' then return quoted(value) end
  if kind == 'number' then return string.format('%.14g', value) end
  if kind ~= 'table' then return tostring(value) end
  local parts = {}
  if is_list(value) then
    for _, item in ipairs(value) do parts[#parts + 1] = encode(item) end
    return '[' .. table.concat(parts, ',') .. ']'
  end
  for key, item in pairs(value) do parts[#parts + 1] = quoted(tostring(key)) .. ':' .. encode(item) end
  return '{' .. table.concat(parts, ',') .. '}'
end

local unescapes = { b = '\b', f = '\f', n = '\n', r = '\r', t = '\t' }
local function utf8(code)
  if code < 128 then return string.char(code) end
  if code < 2048 then return string.char(192 + math.floor(code / 64), 128 + code % 64) end
  return string.char(224 + math.floor(code / 4096), 128 + math.floor(code / 64) % 64, 128 + code % 64)
end
local read
local function read_text(source, from)
  local stop = from
  repeat
    stop = string.find(source, '"', stop + 1, true)
    local slashes = #string.match(string.sub(source, from + 1, stop - 1), '\\*$')
  until slashes % 2 == 0
  local raw = string.sub(source, from + 1, stop - 1)
  if not string.find(raw, '\\', 1, true) then return raw, stop + 1 end
  raw = string.gsub(raw, '\\\\', '\0')
  raw = string.gsub(raw, '\\u(%x%x%x%x)', function(hex) return utf8(tonumber(hex, 16)) end)
  raw = string.gsub(raw, '\\(.)', function(letter) return unescapes[letter] or letter end)
  raw = string.gsub(raw, '%z', '\\')
  return raw, stop + 1
end
local function skip(source, from) return string.find(source, '[^%s]', from) end
local function read_members(source, from, close, add)
  local position = skip(source, from + 1)
  while string.sub(source, position, position) ~= close do
    position = skip(source, add(position))
    if string.sub(source, position, position) == ',' then position = skip(source, position + 1) end
  end
  return position + 1
end
function read(source, from)
  local char = string.sub(source, from, from)
  if char == '"' then return read_text(source, from) end
  if char == '[' then
    local list = {}
    return list, read_members(source, from, ']', function(position)
      local item, stop = read(source, position)
      list[#list + 1] = item
      return stop
    end)
  end
  if char == '{' then
    local object = {}
    return object, read_members(source, from, '}', function(position)
      local key, stop = read_text(source, position)
      local item, last = read(source, skip(source, skip(source, stop) + 1))
      object[key] = item
      return last
    end)
  end
  local word = string.match(source, '^%a+', from)
  if word then return word == 'true' and true or word == 'false' and false or nil, from + #word end
  local number = string.match(source, '^[%d.eE+-]+', from)
  return tonumber(number), from + #number
end
cjson = { encode = encode, decode = function(source) return (read(source, skip(source, 1))) end }
