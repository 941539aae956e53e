-- Asks wrk's path with another base each time, so that no answer is there already.
math.randomseed(os.time())

request = function()
  return wrk.format("GET", wrk.path .. string.format("&normalize_base=%.9f", 100 + math.random()))
end
