-- string.format: every conversion with its flags, widths and precisions; and the rest of the string library.

local function show(format, ...)
  print(format, "[" .. string.format(format, ...) .. "]")
end

for _, conversion in ipairs { "d", "i" } do
  for _, value in ipairs { 0, 1, -1, 42, -42, math.maxinteger, math.mininteger } do
    for _, flags in ipairs { "", "+", " ", "-8", "08", "+8", "12.5", "-12.5", ".0", "+.3" } do
      show("%" .. flags .. conversion, value)
    end
  end
end
for _, conversion in ipairs { "x", "X", "o" } do
  for _, value in ipairs { 0, 1, 255, 3735928559, -1 } do
    for _, flags in ipairs { "", "#", "8", "-8", "08", "#10", ".6", "#.6", "-#12.4" } do
      show("%" .. flags .. conversion, value)
    end
  end
end
local numbers = {
  0.0, -0.0, 1.0, -1.0, 0.1, -0.5, 1.5, 2.5, 3.14159265358979, 1e-5, 1e-4, 123456.0, 1234567.0, 1e15, 1e16, 1e17,
  1e21, 1e100, 1e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.30000000000000004, 999999.5,
  9.9999995, 1 / 3, 100.0, 1 / 0, -1 / 0,
}
for _, conversion in ipairs { "e", "E", "f", "F", "g", "G" } do
  for _, value in ipairs(numbers) do
    local flags = { "", ".0", ".1", ".3", ".15", ".17", "+", " ", "#.0", "15.4", "-15.4", "015.4" }
    if conversion ~= "F" then
      for _, flag in ipairs(flags) do show("%" .. flag .. conversion, value) end
    end
  end
end
for _, value in ipairs(numbers) do
  for _, flags in ipairs { "", ".0", ".1", ".5", ".13", "+", "#", "24", "-24" } do
    show("%" .. flags .. "a", value)
  end
  show("%A", value)
end
-- Arithmetic leaves the sign of a NaN open.
print((string.format("%f %e %g %a", 0 / 0, 0 / 0, 0 / 0, 0 / 0):gsub("-", "")))
show("%.99f", 0.1)
show("%99.99f", -1 / 3)
show("%.99e", 1 / 3)
show("%.50g", 5e-324)
show("%.20f", 1e22)

for _, flags in ipairs { "", "10", "-10", ".2", "10.2", "-10.2", ".0" } do
  show("%" .. flags .. "s", "hello")
  show("%" .. flags .. "s", "")
end
show("%s %s %s %s", nil, true, 12, 12.0)
show("%s", setmetatable({}, { __tostring = function() return "made" end }))
show("%c%c%c", 76, 117, 97)
show("%5c|%-5c|", 65, 66)
show("%%")
show("%p %p", 1, "x" and nil)
show("%q", 'quotes " and \\ and \n newline \0 zero \r return \1272 \1x')
show("%q %q %q %q", 12, math.mininteger, 0.1, 1 / 0)
show("%q %q %q", true, nil, -1 / 0)
print(select(2, pcall(string.format, "%y", 1)))
print(select(2, pcall(string.format, "%d", 1.5)))
print(select(2, pcall(string.format, "%d", "x")))
print(select(2, pcall(string.format, "%")))
print(select(2, pcall(string.format, "%123d", 1)))
print(select(2, pcall(string.format, "%s")))
print(select(2, pcall(string.format, "%q", {})))
print(#string.format("%s", string.rep("long ", 1000)))

print(("hello"):upper(), ("HeLLo"):lower(), ("abc"):reverse(), ("ab"):rep(3, "-"), ("hello"):sub(-3, -2), #"a\0b")
print(("hello"):byte(1, -1), string.char(104, 105), ("x"):rep(0) == "")
print("a" < "b", "a" < "B", "" < "a", "a\0b" < "a\0c", "Z" < "a", "10" < "9")

-- Packing of binary data.
local packed = string.pack(">i2 <i4 z s1 d f n j", -2, 100000, "zero", "length", 1.5, 0.25, -1.5, -1)
print(#packed, packed:byte(1, 8))
print(string.unpack(">i2 <i4 z s1 d f n j", packed))
print(string.packsize("i4 i8 !8 d b"), string.pack("!4 i1 i4", 1, 2):byte(1, -1))
print(select(2, pcall(string.pack, "i1", 200)))
print(select(2, pcall(string.unpack, "i4", "abc")))
