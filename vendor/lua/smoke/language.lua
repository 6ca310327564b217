-- The language itself: closures, metatables, errors, goto, integer division, garbage collection, utf8, table.

local function counter()
  local count = 0
  return function(step) count = count + (step or 1); return count end
end
local first, second = counter(), counter()
print(first(), first(5), second(), first())

-- Integers wrap, division floors, bits shift logically.
print(math.maxinteger + 1 == math.mininteger, math.maxinteger * 2, math.mininteger // -1)
print(7 // 2, -7 // 2, 7 // -2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 % 2, 3 | 4, 5 & 6, 5 ~ 3, ~0, 1 << 63, 1 << 64, -1 >> 60)
print(pcall(function() return 1 // 0 end))
print(pcall(function() return 1 % 0 end))
print(1 // 0.0, -1 // 0.0, 1 == 1.0, math.type(1), math.type(1.0), math.type("1"))
print("10" + 5, "0x10" * 2, "3.5" - 1, 10 .. 20)
print(2^53 == 2^53 + 1, 9007199254740993, 9007199254740993.0)

-- Metatables.
local vector = {}
vector.__index = vector
vector.__add = function(left, right) return setmetatable({ left[1] + right[1], left[2] + right[2] }, vector) end
vector.__eq = function(left, right) return left[1] == right[1] and left[2] == right[2] end
vector.__lt = function(left, right) return left[1] < right[1] end
vector.__le = function(left, right) return left[1] <= right[1] end
vector.__tostring = function(self) return "(" .. self[1] .. ", " .. self[2] .. ")" end
vector.__len = function() return 2 end
vector.__call = function(self, factor) return setmetatable({ self[1] * factor, self[2] * factor }, vector) end
vector.__concat = function(left, right) return tostring(left) .. "|" .. tostring(right) end
vector.__unm = function(self) return self(-1) end
vector.__close = function(self) print("closing", tostring(self)) end
local a, b = setmetatable({ 1, 2 }, vector), setmetatable({ 3, 4 }, vector)
print(tostring(a + b), a == b, a < b, a >= b, #a, tostring(a(3)), a .. b, a .. "x", tostring(-a))
do
  local one <close> = a
  local two <close> = b
  local fixed <const> = 3
  print("in scope", fixed)
end

-- Errors with values, levels, handlers and tracebacks.
print(pcall(error, { code = 7 }) == false, select(2, pcall(error, "plain", 0)), select(2, pcall(error)))
print(select(2, pcall(function() error("with position") end)))
print(select(2, pcall(function() local x; return x.y end)))
print(select(2, pcall(function() return #5 end)))
print(select(2, pcall(function() return {} < {} end)))
print(select(2, pcall(function() return "x" + 1 end)))
print(select(2, pcall(function() return 1.5 | 1 end)))
print(select(2, pcall(string.rep, "x", -1)), select(2, pcall(string.rep)))
print(xpcall(function() error("handled", 0) end, function(message) return "<" .. message .. ">" end))
-- The limit for nested C calls; that of Lua's own stack takes 110 MB to reach.
print(select(2, pcall(function() local function deep() return (("x"):gsub("x", deep)) end; return deep() end)):match("C stack overflow"))
print(load("return 1 +"))
print(load("x = = 1", "=chunk"))
print(load("goto nowhere", "=chunk"))
print(load("return ...", "=chunk", "t", {})(1, 2, 3))
print((debug.traceback("trace", 1):gsub("\n.*", "")))

-- goto, varargs, select, multiple assignment.
for i = 1, 3 do
  for j = 1, 3 do
    if i == j then goto continue end
    io.write(i, ":", j, " ")
    ::continue::
  end
end
print()
print(select("#"), select("#", nil, nil), select(-1, 1, 2, 3), (select(2, "a", "b", "c")))
local x, y, z = (function() return 1, 2, 3 end)()
x, y, z = z, x, y
print(x, y, z)
for i = 10, 1, -3 do io.write(i, " ") end
for i = 1.0, 2.0, 0.25 do io.write(i, " ") end
for i = math.maxinteger - 1, math.maxinteger do io.write(i, " ") end
print()

-- table and utf8.
local list = { 5, 2, 8, 1, 9, 3 }
table.sort(list)
print(table.concat(list, ","))
table.sort(list, function(left, right) return left > right end)
print(table.concat(list, ",", 2, 4), table.unpack(list, 5))
table.insert(list, 1, 100)
table.insert(list, 0)
print(table.remove(list, 1), table.remove(list), #list, table.pack(1, nil, 3).n)
print(table.concat(table.move({ 1, 2, 3 }, 1, 3, 2, { 9 }), ","))
print(select(2, pcall(table.sort, { 3, 1, 2, 5, 4, 7, 6 }, function() return true end)))
print(select(2, pcall(table.concat, { 1, {}, 3 })))
local many = {}
math.randomseed(42)
for i = 1, 5000 do many[i] = math.random(1000000) end
table.sort(many)
local ordered = true
for i = 2, #many do ordered = ordered and many[i - 1] <= many[i] end
print("sorted", ordered, many[1], many[2500], many[5000])
print(utf8.char(72, 228, 8364, 128512), utf8.len("Hä€😀"), utf8.codepoint("ä€", 1, -1))
for position, code in utf8.codes("aä€😀") do io.write(position, "=", code, " ") end
print(utf8.len("\xff"), utf8.offset("ä€x", 3), #utf8.charpattern)

-- Collection: weak tables, finalizers, memory that comes back.
local weak = setmetatable({}, { __mode = "k" })
weak[{}] = true
local finalized = 0
for _ = 1, 100 do setmetatable({}, { __gc = function() finalized = finalized + 1 end }) end
collectgarbage()
collectgarbage()
print("weak", next(weak), "finalized", finalized)
local before = collectgarbage("count")
local ballast = string.rep("x", 1 << 20)
local during = collectgarbage("count")
ballast = nil
collectgarbage()
print("memory", during - before >= 1024, collectgarbage("count") - before < 64)
print(collectgarbage("generational"), collectgarbage("incremental"), collectgarbage("isrunning"))
