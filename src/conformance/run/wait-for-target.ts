/** Waits until the target responds, before the first case. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../../contract/document.ts';
import { UserError } from '../../contract/user-error.ts';
import { SAFE_METHODS } from '../../contract/vocabulary.ts';
import { jsonOf } from '../checks/body.ts';
import { FunctionFault } from '../profile/functions.ts';
import type { Case } from '../types.ts';
import type { CaseRunner } from './case-runner.ts';
import { buildRequest, type Target } from './request.ts';
import { type Transport, TransportFault, type WireResponse } from './transport.ts';

/** No connection to the target can be opened. */
export class TargetUnreachable extends UserError {
  override name = 'TargetUnreachable';
  override readonly kind = 'unreachable';
}

/** Sends one request before all others, so that an unreachable target is reported once, not in every case. */
export async function waitForTarget(
  run: CaseRunner,
  transport: Transport,
  target: Target,
  cases: readonly Case[],
  waitMs: number,
): Promise<void> {
  const safe = cases.find(({ request }) => SAFE_METHODS.includes(request.method));
  const first = safe?.request ?? { method: 'OPTIONS', path: '', query: {} };
  const until = performance.now() + waitMs;
  for (;;) {
    try {
      const request = buildRequest(target, { ...first, headers: {} });
      const response = await transport.exchange(await run.functions.signed(request));
      if (!isFromGateway(response) || performance.now() >= until) return;
    } catch (fault) {
      // A function of the profile that fails here would fail in every case.
      if (fault instanceof FunctionFault)
        throw new FunctionFault(`No request can be sent: ${fault.message}.`, { cause: fault });
      if (!(fault instanceof TransportFault) || fault.kind === 'too-large') return;
      // A proxy may accept a connection and close it, or not respond, while the server behind it starts.
      if (performance.now() >= until) {
        if (fault.kind !== 'unreachable') return;
        throw new TargetUnreachable(`The target ${target.base} is unreachable. ${fault.message}`, {
          cause: fault,
        });
      }
    }
    await sleep(Math.min(200, Math.max(0, until - performance.now())));
  }
}

/**
 * Returns whether a gateway sent the response because the target has not started yet (RFC 9110 15.6.3 to 15.6.5). A
 * response in the envelope is the target's own.
 */
function isFromGateway(response: WireResponse): boolean {
  const body = jsonOf(response);
  const isEnvelope = isObject(body) && typeof body.success === 'boolean';
  return response.status >= 502 && response.status <= 504 && !isEnvelope;
}
