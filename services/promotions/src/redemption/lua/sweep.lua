-- Gives back up to ARGV[1] reservations whose time ran out; answers how many.
local lost = require_counts()
if lost then return lost end
return expire_due(tonumber(ARGV[1]))
