-- The io library on the standard streams and on files that may be read.

local name = "iolib.txt"
for line in io.lines(name) do io.write("<", line, ">") end
print()
for line in io.lines(name, "L") do io.write(#line, " ") end
print()
for a, b in io.lines(name, 1, 2) do io.write(a, "-", b or "", " "); if a == "n" then break end end
print()

local file = assert(io.open(name))
print(io.type(file), io.type(io.stdout), io.type(42), file:read(5), file:read("l"), file:read("n", "n", "n"))
print(file:seek("cur"), file:seek("set", 0), file:read("a"):len(), file:seek("end"), file:read("a") == "", file:read("l"), file:read(0))
file:seek("set", 6)
print(file:read(3), file:seek("cur", -3), file:read("L"))
print(file:read("n"), file:read("n"), file:read("n"), file:read("n"), file:read("n"), file:read("n"))
print(select(2, pcall(file.seek, file, "set", -1)) ~= nil, file:seek("set", -1))
print(file:setvbuf("full", 64), file:seek("set"), #file:read(200), file:setvbuf("no"))
print(file:close(), io.type(file), tostring(file), select(2, pcall(file.read, file)))

print(io.open("no_such_file"))
print(io.open("no_such_directory/file", "w"))
print(select(2, pcall(io.open, name, "rz")))
print(select(2, pcall(io.lines, "no_such_file")))
print(select(2, pcall(io.input, "no_such_file")))
print(pcall(loadfile, "no_such_file"))
print(select(2, pcall(dofile, "no_such_file")))
print(pcall(require, "no_such_module") == false, loadfile("iolib.txt") == nil)

io.input(name)
print(io.read("l"), io.read(4), io.read("L"))
io.close(io.input())
print(select(2, pcall(io.read)))

-- Buffering must not reorder what goes to one stream.
io.write("written ", 1, " ", 2.5, " ", -0.0, " ", 1e100, "\n")
io.stdout:write("chained "):write("writes\n")
print(io.stdout:setvbuf("no"), io.type(io.stdout:write("unbuffered ")))
print(io.stdout:setvbuf("line"))
io.write("by lines\n")
print(io.stdout:setvbuf("full", 1024))
for index = 1, 300 do io.write(index % 10) end
io.write("\n")
io.flush()
io.stderr:write("to standard error\n")
print(io.stdout:flush() == io.stdout, io.output() == io.stdout)
local long = ("0123456789abcdef"):rep(4096)
io.write(#long, " ", long:sub(1, 16), "\n")
io.stdout:setvbuf("line")
