# Picks values out of lines of JSON objects, as duban writes them: awk -v keys='id due leads'.
# Strings without their quotes, arrays as a|b, null as nothing; one line of tab-separated values an
# object.
function value(key,    pattern, text) {
  pattern = "\"" key "\":(null|true|false|-?[0-9]+|\"([^\"\\\\]|\\\\.)*\"|\\[[^]]*\\]|\\{[^}]*\\})"
  if (!match($0, pattern))
    return "MISSING"
  text = substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3)
  if (text == "null" || text == "[]")
    return ""
  if (text ~ /^\[/) {
    gsub(/^\["?|"?\]$/, "", text)
    gsub(/","/, "|", text)
  }
  gsub(/^"|"$/, "", text)
  return text
}
BEGIN { n = split(keys, names, " ") }
{
  line = value(names[1])
  for (i = 2; i <= n; i++)
    line = line "\t" value(names[i])
  print line
}
