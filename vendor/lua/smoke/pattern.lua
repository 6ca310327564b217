-- Pattern matching: find, match, gmatch, gsub with every class and item.

print(("hello world"):find("wor"), ("hello world"):find("o", 6), ("a.b"):find(".", 1, true), ("x"):find("y"))
print(("key = value"):match("^(%w+)%s*=%s*(%w+)$"), ("2026-01-31"):match("(%d+)-(%d+)-(%d+)"))
print(("  trim  "):match("^%s*(.-)%s*$") .. "|", ("[[nested]]"):match("%[(%b[])%]"), ("f(a(b)c)d"):match("%b()"))
print(("THE (quick) fox"):find("%((%a+)%)"), ("hello"):match("()ll()"), ("x"):match("(y?)"))
print(("aaa"):match("a-b"), ("aaab"):match("a-b"), ("aaab"):match("a*"), ("aaab"):match("a+b?"), ("ab"):match("^b"))
print(("THE_word and other"):gsub("%f[%a]%a+", function(word) return "<" .. word .. ">" end))
print(("hello world"):gsub("o", "0", 1), ("abc"):gsub("", "-"), ("abc"):gsub("%w", "%0%0"), ("a b"):gsub("(%w) (%w)", "%2 %1"))
print(("$name is $age"):gsub("%$(%w+)", { name = "Lua", age = 30 }), ("abc"):gsub("b", { b = false }), ("a%b"):gsub("%%", "%%%%"))

local words = {}
for word in ("one two  three"):gmatch("%a+") do words[#words + 1] = word end
for key, value in ("a=1, b=2"):gmatch("(%w+)=(%w+)") do words[#words + 1] = key .. value end
for position in ("abc"):gmatch("()") do words[#words + 1] = position end
print(table.concat(words, " "))

-- Which bytes each class has; in the C and C.UTF-8 locales only ASCII ones.
for class in ("acdglpsuwx"):gmatch(".") do
  local members, complement = 0, 0
  for byte = 0, 255 do
    local character = string.char(byte)
    if character:match("%" .. class) then members = members * 31 % 1000003 + byte end
    if character:match("%" .. class:upper()) then complement = complement + 1 end
  end
  print(class, members, complement)
end
print(("0123abcXYZ-]^"):gsub("[%d%-%]^]", "."), ("0123abcXYZ"):gsub("[^0-3a-cX]", "."), ("a]b"):match("[]]"), ("a^b"):match("[b^]"))
print(("caf\xc3\xa9"):match("%w+"), ("caf\xc3\xa9"):len(), ("\xc3\xa9"):upper() == "\xc3\xa9")
print(select(2, pcall(string.match, "x", "(")), select(2, pcall(string.match, "x", "%")), select(2, pcall(string.match, "x", "[a")))
print(select(2, pcall(string.gsub, "x", "x", "%2")), select(2, pcall(string.match, "x", "%f")), select(2, pcall(string.match, "x", "%b")))
print(select(2, pcall(string.find, ("a"):rep(300000), (".-"):rep(300) .. "b")))

local text = ("The quick brown fox jumps over the lazy dog. "):rep(200)
local frequency = {}
for letter in text:lower():gmatch("%a") do frequency[letter] = (frequency[letter] or 0) + 1 end
for byte = ("a"):byte(), ("z"):byte() do io.write(string.char(byte), frequency[string.char(byte)], " ") end
print()
print((text:gsub("(%w+)", function(word) return #word % 2 == 0 and word:upper() end)):sub(1, 60))
