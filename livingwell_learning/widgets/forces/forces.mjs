// @ts-check
// Waits until a reader begins; only then is the tool itself loaded.

import { define } from "../kit.mjs"
import { waking } from "../reflecting/waking.mjs"

export default define(view => waking(view, "forces", async () => {
  const { start } = await import("./tool.mjs")
  if (!view.signal.aborted) start(view)
}))
