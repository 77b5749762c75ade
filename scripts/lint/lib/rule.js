import { contractOf } from './contract.js';
import { Place } from './place.js';

/** @import { Contract, Response } from './contract.js' */
/** @import { Context, KeyLocation, Location, Rule } from './redocly.js' */

/**
 * Says that something is wrong: at the value of a place, or at the exact location given.
 * @callback Report
 * @param {Place | Location | KeyLocation} at
 * @param {string} message what is wrong, and what to change in which file
 * @returns {void}
 */

/**
 * A rule that looks at the spec as a whole.
 * @param {(contract: Contract, report: Report) => void} check
 * @returns {Rule}
 */
export function contractRule(check) {
  return nodeRule({}, check);
}

/** @typedef {(place: Place, contract: Contract, report: Report, ctx: Context) => void} Look at one node */

/**
 * A rule that looks at each node of some kinds, after an optional look at the whole.
 * @param {Record<string, Look>} visits by the kind of node
 * @param {(contract: Contract, report: Report) => void} [check]
 * @returns {Rule}
 */
export function nodeRule(visits, check) {
  return () => {
    /** @type {Contract} set at the root, which the CLI visits first */
    let contract;
    // Several operations share a parameter or a response: what is wrong there is wrong once.
    const said = new Set();
    /** @type {(ctx: Context) => Report} */
    const reporter = (ctx) => (at, message) => {
      const location = at instanceof Place ? at.location : at;
      const finding = `${location.source.absoluteRef}${location.pointer} ${message}`;
      if (said.has(finding)) return;
      said.add(finding);
      ctx.report({ message, location });
    };
    /** @type {ReturnType<Rule>} */
    const visitor = {
      Root(node, ctx) {
        contract = contractOf(node, ctx);
        check?.(contract, reporter(ctx));
      },
    };
    for (const [kind, visit] of Object.entries(visits))
      visitor[kind] = (node, ctx) => {
        // A visitor of `any` node meets the root before the root's own visitor does.
        contract ??= contractOf(node, ctx);
        visit(new Place(node, ctx.location, ctx.resolve), contract, reporter(ctx), ctx);
      };
    return visitor;
  };
}

/**
 * A report on one response that also keeps the CLI's `no-invalid-media-type-examples` off its examples: they
 * would be found invalid for the same reason.
 * @param {Contract} contract
 * @param {Report} report
 * @param {Response} response
 * @returns {Report}
 */
export function cloudingReport(contract, report, response) {
  return (at, message) => {
    contract.clouded.add(response.media.id);
    report(at, message);
  };
}
