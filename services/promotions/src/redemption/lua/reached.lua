-- Which limit of each promotion is reached, and what is left of its budget.
-- ARGV: user or '', [{ promotionId, code?, limits }].
local lost = require_counts()
if lost then return lost end
settle()
local user = ARGV[1] ~= '' and ARGV[1] or nil
local found = {}
for _, asked in ipairs(cjson.decode(ARGV[2])) do
  local budget = asked.limits.budget
  local currency = budget and budget.currency
  local use = { promotionId = asked.promotionId, code = asked.code, amount = 1, currency = currency }
  local left = budget and math.max(0, budget.amount - spent_of(asked.promotionId, currency)) or nil
  table.insert(found, cjson.encode({ reason = limit_reached(use, asked.limits, user), budgetLeft = left }))
end
return found
