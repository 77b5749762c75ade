/**
 * Calls a function that is not part of the client, if there is one: the callback of an option, or the cancellation of a
 * body. Its errors and rejections are ignored, as documented in the options.
 */
export function callSafely<Value>(callback: ((value: Value) => unknown) | undefined, value?: Value): void {
  if (callback) (async () => callback(value as Value))().catch(() => {});
}
