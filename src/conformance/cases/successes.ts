/** Successes: the plainest one again and again, every value and bound that is allowed, and the pages. */
import type { Case } from '../types.ts';
import { validValues } from './parameter-values.ts';
import { REPEATS, type Suite, withToken } from './suite.ts';

/** How many pages are followed. */
const PAGES = 3;

export function successCases(suite: Suite): Case[] {
  const { success, parameters } = suite.operation;
  const make = (
    name: string,
    title: string,
    source: string,
    values: Record<string, string> = {},
    follow?: number,
  ) => suite.case('successes', name, title, source, { values }, suite.expectSuccess(values, follow));

  const cases = [{ ...make('success', 'A valid request succeeds', success.schemaPointer), repeat: REPEATS }];
  for (const carrier of suite.others) {
    const title = `A token in ${carrier.header} is as good`;
    const change = { headers: withToken(carrier) };
    const name = `success/${carrier.header}`;
    cases.push({
      ...suite.case('successes', name, title, '#/security', change, suite.expectSuccess()),
      repeat: REPEATS,
    });
  }
  for (const parameter of parameters) {
    for (const { name, value } of validValues(parameter)) {
      const title = `${parameter.name}=${JSON.stringify(value)} is answered`;
      const own = make(`success/${parameter.name}/${name}`, title, parameter.pointer, {
        [parameter.name]: value,
      });
      cases.push({ ...own, repeat: 1 });
    }
  }
  if (success.cursorField !== undefined) {
    // Small pages, so that there are some; and the default, so that a page behind a full one is seen too.
    const small: Record<string, string> = suite.limit ? { [suite.limit.name]: '1' } : {};
    cases.push({
      ...make('success/pages', 'The next page is a success', success.schemaPointer, small, PAGES),
      repeat: 1,
    });
    const title = 'The next page of the default size is a success';
    cases.push({ ...make('success/pages/default', title, success.schemaPointer, {}, PAGES), repeat: 1 });
  }
  return cases;
}
