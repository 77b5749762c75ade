/** The styles of the page: light and dark, wide and narrow, printed. Text has enough contrast (WCAG 1.4.3). */
import { Markup } from '../../../text/html.ts';

export const STYLE = new Markup(`
:root {
  color-scheme: light dark;
  --page: #fff; --box: #f5f7f9; --line: #d3d9df; --text: #1c2128; --soft: #545d68; --link: #0a54b0;
  --passed: #11652b; --failed: #b3122f; --warning: #7a4d00; --skipped: #545d68; --error: #7b2fa8; --known: #0b5c74;
  --passed-box: #e9f6ec; --failed-box: #fdedef; --warning-box: #fdf3dc; --skipped-box: #eef1f4; --error-box: #f6ecfc; --known-box: #e4f4f9;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #0f1318; --box: #171d24; --line: #333c47; --text: #e4e9ee; --soft: #a3adb8; --link: #7db7ff;
    --passed: #5fd47c; --failed: #ff8f97; --warning: #e8b84a; --skipped: #a3adb8; --error: #d7a3f7; --known: #6ccbe6;
    --passed-box: #12261a; --failed-box: #2e161b; --warning-box: #2b2210; --skipped-box: #1e252d; --error-box: #271932; --known-box: #10262d;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 76rem; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem;
  background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere;
}
h1, h2, h3, h4, p, ul, dl, dd, pre { margin: 0; }
h1 { font-size: clamp(1.8rem, 5vw, 2.6rem); line-height: 1.15; letter-spacing: -0.02em; }
h2 { margin: 3rem 0 1rem; font-size: 1.5rem; line-height: 1.25; }
h3 { margin: 1.75rem 0 0.5rem; font-size: 1.1rem; }
h4 { margin: 1rem 0 0.35rem; font-size: 0.875rem; color: var(--soft); }
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
:target { outline: 2px solid var(--link); outline-offset: 3px; }
code, pre, .actual { font-family: var(--mono); font-size: 0.875rem; }
.none { color: var(--soft); }
.passed { --own: var(--passed); --own-box: var(--passed-box); }
.failed { --own: var(--failed); --own-box: var(--failed-box); }
.warning { --own: var(--warning); --own-box: var(--warning-box); }
.skipped { --own: var(--skipped); --own-box: var(--skipped-box); }
.error { --own: var(--error); --own-box: var(--error-box); }
.known { --own: var(--known); --own-box: var(--known-box); }

.verdict { padding: clamp(1.25rem, 4vw, 2.25rem); border-radius: 0.75rem; background: var(--own-box); }
.verdict h1 { color: var(--own); }
.sentence { margin-top: 0.5rem; font-size: 1.125rem; }
.counts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.75rem; margin-top: 1.25rem; padding: 0; list-style: none; }
.counts li { color: var(--own); }
.counts b { font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.counts .zero { color: var(--soft); }
.bar { display: block; width: 100%; height: 0.5rem; margin-top: 0.75rem; border-radius: 0.25rem; }
.bar rect { fill: var(--own); }
.facts { display: flex; flex-wrap: wrap; gap: 0.75rem 2rem; margin-top: 1.5rem; font-size: 0.9rem; }
.facts dt, .finding dt { color: var(--soft); font-size: 0.875rem; }

nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
nav a { display: inline-block; padding: 0.25rem 0; }
.hint { margin-top: 1.5rem; padding: 1rem 1.25rem; border-left: 0.3rem solid var(--link); background: var(--box); }

.badge {
  display: inline-block; padding: 0.05rem 0.55rem; border-radius: 1rem; background: var(--own-box); color: var(--own);
  font: 600 0.8125rem/1.5 system-ui, "Segoe UI", Roboto, sans-serif; white-space: nowrap;
}
.level { padding: 0 0.4rem; border: 1px solid var(--line); border-radius: 0.25rem; font-size: 0.75rem; color: var(--soft); }

.card {
  margin: 1rem 0; padding: 1.25rem clamp(1rem, 3vw, 1.75rem); border: 1px solid var(--line);
  border-left: 0.35rem solid var(--own); border-radius: 0.5rem;
}
.card header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; }
.card h3 { margin: 0; font-size: 1.2rem; }
.number { color: var(--soft); font-weight: 400; }
.finding { display: grid; gap: 0.5rem; margin-top: 0.75rem; }
.finding div { display: grid; grid-template-columns: 6rem 1fr; align-items: baseline; }
.actual { font-weight: 600; color: var(--own); white-space: pre-wrap; }
.exchange { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 0 1.25rem; }
.exchange section { min-width: 0; }
pre {
  padding: 0.75rem 1rem; border-radius: 0.375rem; background: var(--box);
  font-size: 0.8125rem; line-height: 1.5; white-space: pre-wrap;
}
pre .name { color: var(--soft); }
pre.body { max-height: 24rem; margin-top: 0.25rem; overflow: auto; }
pre.curl { user-select: all; }
summary { cursor: pointer; padding: 0.35rem 0; }
.card > details { margin-top: 0.75rem; }
.cases { padding-left: 1.25rem; }
.cases li { margin: 0.6rem 0; }
.cases pre { margin-top: 0.25rem; }
.title { color: var(--soft); font-size: 0.9rem; }

table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
caption { padding-bottom: 0.5rem; text-align: left; color: var(--soft); font-size: 0.9rem; }
th, td { padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--soft); font-size: 0.875rem; font-weight: 600; }
tbody th { font-weight: 400; }
.scroll { overflow-x: auto; }
.matrix { width: auto; overflow-wrap: normal; }
.matrix th, .matrix td { padding-right: 2rem; }
.matrix tbody code { white-space: nowrap; }
.matrix a { text-decoration-color: transparent; }
.matrix a:is(:hover, :focus-visible) .badge { text-decoration: underline; }
.matrix .of { color: var(--soft); font-size: 0.8125rem; white-space: nowrap; }
.group { border-bottom: 1px solid var(--line); }
.group > summary { padding: 0.6rem 0; }
.heading { display: inline-block; min-width: 9rem; }
.heading::first-letter { text-transform: uppercase; }
.list { margin-bottom: 1rem; }
.list th:first-child, .list td:first-child { width: 7rem; }
.list td:last-child, .list th:last-child { padding-right: 0; text-align: right; white-space: nowrap; }
.list .time { color: var(--soft); font-size: 0.875rem; font-variant-numeric: tabular-nums; }
.reason { white-space: pre-wrap; font-size: 0.9rem; }
footer { margin-top: 3rem; color: var(--soft); font-size: 0.875rem; }

@media (max-width: 34rem) {
  .finding div { grid-template-columns: 1fr; }
  .matrix th, .matrix td { padding-right: 0.6rem; }
  .matrix code { font-size: 0.75rem; }
  .list th:first-child, .list td:first-child { width: 5.5rem; }
  .list th:last-child, .list td:last-child { display: none; }
  .cases { padding-left: 0; list-style: none; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 0.8rem; }
  nav { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  pre.body { max-height: none; }
  .card header, tr, .finding { break-inside: avoid; }
  h2, h3, h4, summary { break-after: avoid; }
  .verdict, pre, .badge { border: 1px solid var(--line); }
}
`);
