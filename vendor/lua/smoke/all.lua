-- Runs every part of the Lua smoke. Its output must be the same bytes on capOS and on the build machine, so
-- no part prints an address, a time of day, a speed, or the order of a hash table.
--
--   lua all.lua SECONDS        SECONDS: how long the allocation stress runs

local parts = { "language", "format", "pattern", "coroutine", "float", "mathematics", "oslib", "iolib", "stress" }

for _, part in ipairs(parts) do
  print("== " .. part)
  dofile(part .. ".lua")
end
print("== end")
