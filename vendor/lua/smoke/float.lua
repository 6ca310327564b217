-- Reading and printing of floating-point numbers: both directions must round correctly.

local texts = {
  "0", "-0.0", "1", "0.1", ".5", "5.", "1e5", "1E-5", "1e+5", "0x10", "0xA.8", "0x.8p1", "0x1p-1074", "0x1.fffffffffffffp1023",
  "1e308", "1e309", "-1e309", "1e-323", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1e-400",
  "2.2250738585072011e-308", "2.2250738585072014e-308", "1.7976931348623158e308", "1.7976931348623159e308",
  "9007199254740993", "9007199254740993.0", "9007199254740992.9999999999", "0.1000000000000000055511151231257827",
  "9223372036854775807", "9223372036854775808", "-9223372036854775808", "0xffffffffffffffff", "0x1ffffffffffffffff",
  "123456789012345678901234567890", "3.14159265358979323846264338327950288", "6.02214076e23", "1.6e-35",
  "8.41e+21", "9.109e-31", "5e-324", "1.1754943508222875e-38", "89255e-22", "104110013277974872254e-225",
  "  12  ", "12x", "1e", "0x", "", " ", "1 2", "inf", "nan", "0b1", "1_000", "١", "1e5000", "0." .. ("0"):rep(400) .. "1",
  ("9"):rep(400), "0.5" .. ("0"):rep(800) .. "1", "0x" .. ("f"):rep(60) .. ".8",
}
for _, text in ipairs(texts) do
  local number = tonumber(text)
  local shown = #text > 40 and text:sub(1, 20) .. "…" .. #text or text
  print("[" .. shown .. "]", number, math.type(number), number and string.format("%a %.17g %.3f", number, number, number) or "-")
end
print(tonumber("zz", 36), tonumber("7f", 16), tonumber("8", 8), tonumber("-ff", 16), tonumber(" 11 ", 2))

-- Every number must survive printing with 17 digits and with %a.
math.randomseed(2026)
local lost, checksum = 0, 0
for _ = 1, 20000 do
  local bits = math.random(0)
  local number = string.unpack("d", string.pack("j", bits))
  if number == number then
    local decimal, hexadecimal = string.format("%.17g", number), string.format("%a", number)
    if number ~= 1 / 0 and number ~= -1 / 0 then
      if tonumber(decimal) ~= number or tonumber(hexadecimal) ~= number then lost = lost + 1 end
    end
    for index = 1, #decimal do checksum = (checksum * 33 + decimal:byte(index)) % 4294967291 end
    for index = 1, #hexadecimal do checksum = (checksum * 33 + hexadecimal:byte(index)) % 4294967291 end
  end
end
print("lost", lost, "checksum", checksum)

-- Shorter texts lie between numbers: what they are read as is exact only with correct rounding.
checksum = 0
for _ = 1, 20000 do
  local digits = math.random(1, 25)
  local text = {}
  for index = 1, digits do text[index] = math.random(0, 9) end
  local number = tonumber(table.concat(text) .. "e" .. math.random(-340, 300)) or 0
  local bits = string.unpack("j", string.pack("d", number))
  checksum = (checksum * 31 + bits) & 0xffffffffffffffff
end
print("read", string.format("%x", checksum))

-- Fixed and exponential forms at many precisions.
checksum = 0
for precision = 0, 40 do
  for _, number in ipairs { 0.5, 1.5, 2.5, 0.125, 0.375, 1e23, 1 / 3, 2 / 3, 123456789.987654321, 4.35, 1e-7, 5e-324 } do
    for _, conversion in ipairs { "f", "e", "g" } do
      local text = string.format("%." .. precision .. conversion, number)
      for index = 1, #text do checksum = (checksum * 33 + text:byte(index)) % 4294967291 end
    end
  end
end
print("printed", checksum)
print(0.1 + 0.2, 1e15, 1e16, 123456789012345, 1e100, -0.0, 1 / 0, 2^63, 2.0^31, 1e15 + 0.5, 3.0, 1e14)
