// @ts-check
// An address may still name a source on the page that listed all of them whole: it leads on to where that source stands.

let name = ""
// A stray percent sign in an address names nothing.
try { name = decodeURIComponent(location.hash.slice(1)) } catch { }
const line = document.getElementById(name)
const link = line?.matches(".lw-every-source li") && line.querySelector("a")
if (link) location.replace(link.href)

export {}
