// @ts-check
// What a figure offers to take along, and a chart to explore, loads when a reader first asks for it.

for (const fold of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.lw-take"))) {
  const open = () => import("./taking.mjs").then(({ fill }) => fill(fold)).catch(console.error)
  // A press may have been quicker than this module.
  if (fold.open) open()
  else fold.addEventListener("toggle", open, { once: true })
}
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button.lw-explore")))
  button.addEventListener("click", () => import("./explore.mjs").then(({ explore }) => explore(button)).catch(error => {
    console.error(error)
    button.textContent = button.dataset.lwFailed ?? ""
  }))
