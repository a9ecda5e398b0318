// @ts-check
// An address may still name a source on the page that listed all of them whole: it leads on to where that source stands.

const line = document.getElementById(decodeURIComponent(location.hash.slice(1)))
const link = line?.matches(".lw-every-source > li") && line.querySelector("a")
if (link) location.replace(link.href)

export {}
