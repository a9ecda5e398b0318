// @ts-check
// Rules for what stands on the page only once a reader has begun: a page that is read, and no more, does without them.

const STYLE = `
.lw-our-form-text, .lw-our-digits { font-family: ui-monospace, monospace; }
.lw .lw-field .lw-our-form-text { max-height: 20rem; overflow: auto; font-size: var(--lw-text-small); }
.lw .lw-field .lw-our-digits { font-size: 1.25rem; letter-spacing: .15em; }
.lw-our-read { margin: 0 0 var(--lw-space-3); padding: 0; list-style: none; font-size: var(--lw-text-small); }
.lw-our-read span { display: inline-block; margin-right: .75em; }
.lw-our-wrong { padding-left: var(--lw-space-2); border-left: 4px solid var(--lw-accent); }
.lw-our-result > :is(h3, h4, h5, h6) { margin: 0 0 var(--lw-space-2); }
.lw-our-result code { font-size: .95em; overflow-wrap: anywhere; }
.lw-our-likely { display: block; margin: var(--lw-space-1) 0; }
.lw-our-apart, .lw-our-came { margin: 0 0 var(--lw-space-3); padding: 0; list-style: none; }
.lw-our-apart li { padding: var(--lw-space-2) 0; border-top: 1px solid var(--lw-hair); }
.lw-our-came li { display: flex; flex-wrap: wrap; align-items: center; gap: var(--lw-space-2) var(--lw-space-3); min-height: 2.75rem; }
.lw-our-matched { border-collapse: collapse; margin: 0 0 var(--lw-space-3); font-size: var(--lw-text-small); }
.lw-our-matched :is(th, td) { padding: var(--lw-space-1) var(--lw-space-3) var(--lw-space-1) 0; border-top: 1px solid var(--lw-hair); text-align: left; vertical-align: top; }
.lw-our-typed { margin: 0 0 var(--lw-space-4); overflow-x: auto; }
.lw-our-typed table { border-collapse: collapse; }
.lw-our-typed caption { padding-bottom: var(--lw-space-1); font-weight: var(--lw-bold); text-align: left; }
.lw-our-typed :is(th, td) { padding: 2px; font-size: var(--lw-text-tiny); font-weight: var(--lw-bold); text-align: center; line-height: 1.1; }
.lw-our-typed input { width: 2.5rem; height: 2.5rem; padding: 0; border: 1px solid var(--lw-line); border-radius: .2rem; background: var(--lw-paper); color: var(--lw-ink); font: inherit; font-size: 1rem; text-align: center; }
.lw-our-typed [aria-invalid=true] { border: 2px solid var(--lw-accent); }

.lw-our-full { width: 100%; max-width: none; height: 100%; max-height: none; margin: 0; padding: 0; border: 0; background: var(--lw-paper); color: var(--lw-ink); font-family: var(--lw-font-text); line-height: 1.5; }
.lw-our-full[open] { display: flex; flex-direction: column; overflow: auto; }
.lw-our-full::backdrop { background: var(--lw-paper); }
.lw-our-full-in { flex: 1 0 auto; width: 100%; max-width: 52rem; margin: 0 auto; padding: var(--lw-space-4) var(--lw-edge); }
.lw-our-full h2 { margin: 0 0 var(--lw-space-3); padding: 0; border: 0; font: 600 var(--lw-text-h1)/1.1 var(--lw-font-display); overflow-wrap: break-word; }
.lw-our-full h2 small { font-size: .6em; font-weight: 600; }
.lw-our-full h2:focus { outline: none; }
.lw-our-big { font: 600 var(--lw-text-h2)/1.25 var(--lw-font-display); margin: 0 0 var(--lw-space-3); }
.lw-our-banner { margin: 0 0 var(--lw-space-3); color: var(--lw-muted); }
.lw-our-banner strong { display: inline-block; color: var(--lw-ink); }
.lw-our-help { width: 100%; max-width: 52rem; margin: 0 auto; padding: var(--lw-space-2) var(--lw-edge) var(--lw-space-3); font-size: var(--lw-text-small); }
.lw-our-help a { display: inline-block; min-height: 1.5rem; color: var(--lw-accent); font-weight: var(--lw-bold); }
.lw-our-ballot-pair { padding: var(--lw-space-3) 0; border-top: 2px solid var(--lw-ink); }
.lw-our-ballot-pair > :is(h3, h4, h5, h6) { margin: 0 0 var(--lw-space-3); font: 600 var(--lw-text-h2)/1.2 var(--lw-font-display); }
.lw-our-ballot-side { min-width: 0; margin: 0 0 var(--lw-space-4); }
.lw-our-ballot-side .lw-gist { margin: 0 0 var(--lw-space-2); }

.lw-our-shown > h2:focus { outline: none; }
.lw-our-rounds > p { margin: 0 0 var(--lw-space-2); }
.lw-our-differ { margin: 0 0 var(--lw-space-4); padding: var(--lw-space-3); background: var(--lw-surface); border-radius: var(--lw-radius); }
.lw-our-differ p { margin: 0 0 var(--lw-space-1); }
.lw-our-differ ol { margin: 0; padding: 0; list-style: none; }
.lw-our-differ li { padding: .2rem 0; }
.lw-our-differ a { font: 600 1.25rem/1.4 var(--lw-font-display); }
.lw-our-pair { margin: 0; padding: var(--lw-space-4) 0; border-top: 1px solid var(--lw-line); scroll-margin-top: 1rem; }
.lw-our-pair > :is(h3, h4, h5, h6) { margin: 0 0 var(--lw-space-3); font: 600 var(--lw-text-h2)/1.2 var(--lw-font-display); overflow-wrap: break-word; }
.lw-our-in-round + .lw-our-in-round { margin-top: var(--lw-space-4); padding-top: var(--lw-space-3); border-top: 1px dashed var(--lw-line); }
.lw-our-in-round :is(h4, h5, h6) { margin: var(--lw-space-3) 0 var(--lw-space-2); font: var(--lw-bold) var(--lw-text-body)/1.4 var(--lw-font-text); }
.lw-our-of-round { margin: 0 0 var(--lw-space-2); }
.lw-our-card { display: grid; gap: var(--lw-space-4); }
.lw-our-card figure { margin: 0; }
.lw-our-square svg { display: block; width: 100%; max-width: 24rem; height: auto; overflow: visible; }
.lw-our-rows { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: var(--lw-space-4); }
.lw-our-side-name { margin: 0; font: 600 1.25rem/1.3 var(--lw-font-display); }
.lw-row-of-dots { display: block; width: 100%; max-width: 17rem; height: auto; overflow: visible; }
.lw-our-sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: var(--lw-space-3); margin: 0; }
.lw-our-sides > div { padding-top: var(--lw-space-2); border-top: 4px solid var(--lw-first-fill); }
.lw-our-sides > .lw-side-2 { border-top-color: var(--lw-second-fill); }
.lw-our-sides dt { margin: 0; font: 600 1.25rem/1.3 var(--lw-font-display); overflow-wrap: break-word; }
.lw-our-sides dd { margin: 0; }
.lw-our-sides p { margin: 0 0 var(--lw-space-1); }
.lw-our-counts { color: var(--lw-muted); font-size: var(--lw-text-small); }
.lw-our-groups { max-width: 24rem; margin: var(--lw-space-3) 0 0; padding: 0; list-style: none; }
.lw-our-groups li { padding: .15rem 0; }
.lw-our-none { color: var(--lw-muted); }
.lw-our-talk { max-width: var(--lw-measure); margin: var(--lw-space-3) 0 0; }
.lw-our-part { margin-left: var(--lw-space-3); padding-left: var(--lw-space-3); border-left: 2px solid var(--lw-hair); }
.lw-base, .lw-cells { fill: none; stroke: var(--lw-line); stroke-width: 1; }
.lw-apart { stroke-dasharray: 3 3; }
.lw-dots { fill: none; stroke-width: 11.5; stroke-linecap: round; }
.lw-stroke-1 { stroke: var(--lw-first-fill); }
.lw-stroke-2 { stroke: var(--lw-second-fill); }
.lw-stroke-both { stroke: var(--lw-both); }
.lw-fill-1 { fill: var(--lw-first-fill); }
.lw-fill-2 { fill: var(--lw-second-fill); }
.lw-many-dots { fill: var(--lw-both); }
.lw-row-of-dots text, .lw-grid-of-dots text { fill: var(--lw-muted); font: 13px var(--lw-font-text); text-anchor: middle; }
.lw-grid-of-dots .lw-end { text-anchor: end; }
.lw-grid-of-dots .lw-ink-1 { fill: var(--lw-first); font-weight: 600; }
.lw-grid-of-dots .lw-ink-2 { fill: var(--lw-second); font-weight: 600; }
.lw-grid-of-dots .lw-name { font: 600 17px var(--lw-font-display); }
.lw-grid-of-dots .lw-many-said { fill: var(--lw-paper); font-size: 15px; font-weight: 650; }
.lw-row-of-dots .lw-much { fill: var(--lw-ink); font-weight: 600; }

.lw-our-projector .lw-our-full-in { max-width: 84rem; font-size: clamp(1.125rem, 1.6vw, 1.75rem); }
.lw-our-projector h2 { font-size: clamp(2rem, 5vw, 4.5rem); }
.lw-our-projector .lw-our-at { margin: 0 0 var(--lw-space-1); color: var(--lw-muted); font-size: .8em; }
.lw-our-projector .lw-our-sides dt { margin: 0; font-size: 1.4em; }
.lw-our-projector .lw-our-big { font-size: clamp(1.75rem, 3.4vw, 3.25rem); }
.lw-our-projector .lw-our-square svg { max-width: min(100%, 62vh); margin: 0 auto; }
.lw-our-projector .lw-row-of-dots { max-width: 30rem; }
.lw-our-projector .lw-our-rows figcaption { font-size: 1.4em; }
.lw-our-turn { position: sticky; bottom: 0; border-top: 1px solid var(--lw-hair); background: var(--lw-paper); }
.lw-our-turn .lw-buttons { max-width: 84rem; margin: 0 auto; padding: var(--lw-space-2) var(--lw-edge) 0; }
.lw-our-turn .lw-our-help { max-width: 84rem; }

@media (min-width: 40rem) {
  .lw-our-card { grid-template-columns: minmax(0, 21rem) minmax(0, 1fr); align-items: start; }
  .lw-our-plain { grid-template-columns: minmax(0, 1fr); }
  .lw-our-ballot-pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 var(--lw-space-5); }
  .lw-our-ballot-pair > :is(h3, h4, h5, h6) { grid-column: 1 / 3; }
  .lw-our-projector .lw-our-card { grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); align-items: center; gap: var(--lw-space-5); }
  .lw-our-projector .lw-our-plain { grid-template-columns: minmax(0, 1fr); }
}
@media (forced-colors: active) {
  .lw-base, .lw-cells { stroke: CanvasText; }
  .lw-dots { stroke: CanvasText; }
  .lw-bar, .lw-many-dots { fill: CanvasText; }
  .lw-row-of-dots text, .lw-grid-of-dots text { fill: CanvasText; }
  .lw-grid-of-dots .lw-many-said { fill: Canvas; }
}
@media print {
  .lw-our-pair { padding: 8pt 0; }
  .lw-our-pair > :is(h3, h4, h5, h6) { break-after: avoid; }
  .lw-our-card { break-inside: avoid; grid-template-columns: 6.2cm minmax(0, 1fr); gap: 10pt; }
  .lw-our-groups { margin-top: 4pt; font-size: var(--lw-text-small); line-height: 1.25; }
  .lw-our-sides { gap: 6pt; font-size: var(--lw-text-small); line-height: 1.3; }
  .lw-our-plain { grid-template-columns: minmax(0, 1fr); }
  .lw-our-shown svg { print-color-adjust: exact; }
  .lw-our-sides { grid-template-columns: 1fr 1fr; }
  .lw-row-of-dots { max-width: 4.4cm; }
}
`

/** Gives the rules to the page, or to the shadow that the figure lies in. @param {Element} root */
export function dress(root) {
  const home = /** @type {Document | ShadowRoot} */ (root.getRootNode())
  // Phones from before 2023 have no such sheets: the tool works there, and looks plainer.
  if (!("adoptedStyleSheets" in home) || !("replaceSync" in CSSStyleSheet.prototype)) return
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  home.adoptedStyleSheets = [...home.adoptedStyleSheets, sheet]
}
