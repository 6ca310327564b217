-- The os library as far as a program needs no authority but clocks and its environment. TZ is that of the
-- manifest: Central European Time with its summer time.

print(os.getenv("GREETING"), os.getenv("TZ"), os.getenv("NOT_SET"))
print(os.time { year = 2000, month = 1, day = 1, hour = 0 }, os.time { year = 2026, month = 7, day = 1 })
print(os.time { year = 2026, month = 14, day = -3, hour = 25, min = -1, sec = 3600 })
print(os.time { year = 2026, month = 3, day = 29, hour = 3, min = 0 }, os.time { year = 2026, month = 10, day = 25, hour = 2, min = 30, isdst = true })
local normalized = { year = 2024, month = 2, day = 30, hour = 12 }
print(os.time(normalized), normalized.month, normalized.day, normalized.yday, normalized.wday, normalized.isdst)
print(select(2, pcall(os.time, { year = 2026 })), select(2, pcall(os.time, { year = 2026, month = "x", day = 1 })))
print(select(2, pcall(os.time, { year = 1e300, month = 1, day = 1 })))

for _, time in ipairs { 0, 86399, 951782400, 1774745999, 1774746000, 1792889999, 1792890000, 4102444800, -1, -2208988800 } do
  print(os.date("!%Y-%m-%d %H:%M:%S", time), os.date("%Y-%m-%d %H:%M:%S %Z %z", time))
end
-- What %Z says of UTC differs between C libraries.
for conversion in ("aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYz%"):gmatch(".") do
  print(conversion, "[" .. os.date("%" .. conversion, 1700000000) .. "]", "[" .. os.date("!%" .. conversion, 981173106) .. "]")
end
for _, conversion in ipairs { "Ec", "EC", "Ex", "EX", "Ey", "EY", "Od", "Oe", "OH", "OI", "Om", "OM", "OS", "Ou", "OU", "OV", "Ow", "OW", "Oy" } do
  io.write(conversion, "=[", os.date("!%" .. conversion, 981173106), "] ")
end
print()
print(select(2, pcall(os.date, "%Q", 0)), select(2, pcall(os.date, "%Ez", 0)), select(2, pcall(os.date, "*t", 1 << 60)))
local parts = os.date("*t", 1700000000)
print(parts.year, parts.month, parts.day, parts.hour, parts.min, parts.sec, parts.wday, parts.yday, parts.isdst)
for year = 1970, 2100, 13 do
  local time = os.time { year = year, month = 2, day = 29, hour = 6 }
  io.write(os.date("%a %j %U %W %V %G", time), "; ")
end
print()

print(os.setlocale(), os.setlocale("C"), os.setlocale("POSIX"), os.setlocale("no_such"), os.setlocale(nil, "numeric"))
print(os.difftime(10, 4), math.type(os.time()), os.time() > 1700000000, math.type(os.clock()), os.clock() >= 0)
local before = os.clock()
local work = 0
for i = 1, 2000000 do work = work + i end
print("clock advances", os.clock() > before, work)
