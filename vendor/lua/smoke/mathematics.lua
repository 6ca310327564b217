-- The math library. Results of the elementary functions are shown with 12 digits: the last ones are the libm's
-- own, as long as they are correct to one unit in the last place.

local function show(name, ...)
  local values = table.pack(...)
  local texts = {}
  for index = 1, values.n do
    local value = math[name](values[index])
    texts[index] = math.type(value) == "float" and string.format("%.12g", value) or tostring(value)
  end
  print(name, table.concat(texts, " "))
end
show("floor", 1.5, -1.5, 2^40 + 0.5, 1e300, 7)
show("ceil", 1.5, -1.5, 2^40 + 0.5, -0.5, 7)
show("abs", -1.5, 7, -7, math.mininteger, -0.0)
show("sqrt", 2, 0, 1e300, 0.25, 144)
show("exp", 0, 1, -1, 10, 700, -745, 710)
show("log", 1, 2, 10, 1e-300, 1e300, 0, 0.5)
show("sin", 0, 1, -1, math.pi, 1e6, 1e22, 0.5)
show("cos", 0, 1, -1, math.pi, 1e6, 1e22, 0.5)
show("tan", 0, 1, -1, math.pi / 4, 1e6, 0.5)
show("asin", 0, 1, -1, 0.5)
show("acos", 0, 1, -1, 0.5)
show("atan", 0, 1, -1, 1e300, 0.5)
show("tointeger", 3.0, 3.5, 2^53, 2^63)
print(math.log(8, 2), math.log(1000, 10), string.format("%.12g", math.log(2, 3)), math.ult(1, -1), math.ult(-1, 1))
print(string.format("%.12g %.12g %.12g", math.atan(1, -1), math.atan(-0.0, -1), math.atan(0, -0.0)))
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7.5, -2), math.fmod(-6.0, 2), select(2, pcall(math.fmod, 1, 0)))
print(math.modf(3.7), math.modf(-3.7), math.modf(1 / 0), math.modf(5))
print(math.max(1, 2.5, -1), math.min(3, 2, 2.5), math.huge, -math.huge, math.maxinteger, math.mininteger)
print(2^0.5 == math.sqrt(2), 2^-1, (-2)^3, (-8)^(1 / 3) ~= (-8)^(1 / 3), 0^0, 10^2, 2^1023 * 2)
print(string.format("%.12g %.12g %.12g", 1.1^50, 0.5^0.3, 1e10^-3.3))
math.randomseed(7, 11)
print(math.random(100), math.random(100), math.random(-5, 5), math.random(0), string.format("%.17g", math.random()))
print(select(2, pcall(math.random, 2, 1)), select(2, pcall(math.floor, "x")))
local sum = 0
for i = 1, 1000 do sum = sum + math.sin(i) * math.exp(-i / 500) + math.log(i) / math.sqrt(i) end
print(string.format("%.9f", sum))
