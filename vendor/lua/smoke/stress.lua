-- Allocation stress: every kind of object at every size, kept and dropped at random, with contents that are
-- checked when they are dropped. Runs for the given processor time; the output does not tell how far it came.

local seconds = tonumber(arg and arg[1]) or 20
local finish = os.clock() + seconds
math.randomseed(12345)

local SLOTS = 2000
local slots, faults, rounds = {}, 0, 0

-- A string that can be recomputed from its seed.
local function text(seed, length)
  local unit = string.format("%08x", seed * 2654435761 % 4294967296)
  return unit:rep(length // 8 + 1):sub(1, length)
end

local makers = {
  function(seed)
    local length = seed % 100 < 97 and seed % 500 or seed % 200000
    return { kind = "string", seed = seed, length = length, value = text(seed, length) }
  end,
  function(seed)
    local list = {}
    for index = 1, seed % 200 do list[index] = seed + index end
    return { kind = "list", seed = seed, value = list }
  end,
  function(seed)
    local map = {}
    for index = 1, seed % 60 do map["key" .. (seed + index)] = index * 0.5 end
    return { kind = "map", seed = seed, value = map }
  end,
  function(seed)
    local kept = seed
    return { kind = "closure", seed = seed, value = function() kept = kept + 1; return kept end }
  end,
  function(seed)
    local thread = coroutine.wrap(function() local value = seed; while true do value = value + coroutine.yield(value) end end)
    thread()
    return { kind = "coroutine", seed = seed, value = thread }
  end,
}

local checks = {
  string = function(object) return object.value == text(object.seed, object.length) end,
  list = function(object)
    for index = 1, object.seed % 200 do if object.value[index] ~= object.seed + index then return false end end
    return #object.value == object.seed % 200
  end,
  map = function(object)
    for index = 1, object.seed % 60 do if object.value["key" .. (object.seed + index)] ~= index * 0.5 then return false end end
    return true
  end,
  closure = function(object) return object.value() == object.seed + 1 and object.value() == object.seed + 2 end,
  coroutine = function(object) return object.value(5) == object.seed + 5 end,
}

repeat
  for _ = 1, 2000 do
    local slot = math.random(SLOTS)
    local old = slots[slot]
    if old and not checks[old.kind](old) then faults = faults + 1 end
    local seed = math.random(1 << 30)
    slots[slot] = makers[seed % #makers + 1](seed)
  end
  rounds = rounds + 1
  if rounds % 16 == 0 then
    collectgarbage(rounds % 32 == 0 and "generational" or "incremental")
  end
  if rounds % 64 == 0 then slots = {} end
until os.clock() >= finish

slots = nil
collectgarbage()
collectgarbage()
print("rounds", rounds > 0, "faults", faults, "left", collectgarbage("count") < 4096)
