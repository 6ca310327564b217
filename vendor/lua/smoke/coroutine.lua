-- Coroutines: generators, errors across them, wrap, close, deep nesting, many at once.

local function range(from, to)
  return coroutine.wrap(function() for i = from, to do coroutine.yield(i) end end)
end
for i in range(1, 5) do io.write(i, " ") end
print()

local echo = coroutine.create(function(...)
  local arguments = table.pack(...)
  while true do arguments = table.pack(coroutine.yield(table.unpack(arguments, 1, arguments.n))) end
end)
print(coroutine.resume(echo, 1, nil, 3))
print(coroutine.resume(echo))
print(coroutine.status(echo), coroutine.isyieldable(echo), coroutine.isyieldable(), select(2, coroutine.running()))
print(coroutine.close(echo), coroutine.status(echo))
print(coroutine.resume(echo))

local failing = coroutine.create(function() coroutine.yield("once"); error({ reason = "thrown" }) end)
print(coroutine.resume(failing))
local well, thrown = coroutine.resume(failing)
print(well, thrown.reason, coroutine.status(failing), coroutine.resume(failing))
print(select(2, pcall(coroutine.wrap(function() error("in wrap", 0) end))))
print(select(2, pcall(coroutine.yield)))
print(coroutine.wrap(function() return pcall(function() return coroutine.yield("through pcall") end) end)())

-- A closed coroutine closes its variables.
local held = coroutine.create(function()
  local resource <close> = setmetatable({}, { __close = function() print("released") end })
  coroutine.yield()
end)
coroutine.resume(held)
print(coroutine.close(held))

-- Permutations by recursive generators.
local function permutations(list, count)
  count = count or #list
  if count <= 1 then coroutine.yield(table.concat(list)) end
  for i = 1, count do
    list[count], list[i] = list[i], list[count]
    permutations(list, count - 1)
    list[count], list[i] = list[i], list[count]
  end
end
local all = {}
for permutation in coroutine.wrap(function() permutations({ "a", "b", "c", "d" }) end) do
  if #permutation == 4 then all[#all + 1] = permutation end
end
print(#all, all[1], all[#all])

-- A sieve as a chain of filters.
local function filter(prime, source)
  return coroutine.wrap(function()
    for number in source do if number % prime ~= 0 then coroutine.yield(number) end end
  end)
end
local source, primes = range(2, 300), {}
while true do
  local prime = source()
  if not prime then break end
  primes[#primes + 1] = prime
  source = filter(prime, source)
end
print(#primes, table.concat(primes, " ", 1, 12), primes[#primes])

-- Thousands at once, and nesting up to the interpreter's limit for C calls.
local pool = {}
for i = 1, 5000 do pool[i] = coroutine.wrap(function() local sum = 0; while true do sum = sum + coroutine.yield(sum) end end); pool[i]() end
local total = 0
for round = 1, 3 do for i = 1, #pool do total = total + pool[i](i * round) end end
print("pool", total)
local function nest(depth) if depth == 0 then return 0 end return 1 + coroutine.wrap(nest)(depth - 1) end
print(nest(100), (select(2, pcall(nest, 1000)):match("C stack overflow")))
