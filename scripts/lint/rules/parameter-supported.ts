import type { Contract, Operation } from '../contract.ts';
import { requestHeaderNameFault } from '../header-names.ts';
import type { Place } from '../place.ts';
import { contractRule, listed, type Report } from '../rule.ts';

/** The default style of each location (OpenAPI 3.1.1, 4.8.12.2.1). The client and the sandbox use only these. */
const STYLES: Readonly<Record<string, string>> = { path: 'simple', query: 'form', header: 'simple' };

/** The header parameters that OpenAPI ignores (OpenAPI 3.1.1, 4.8.12.1), with the parts of the spec that state them. */
const IGNORED: Readonly<Record<string, string>> = {
  accept: '`content` of the responses',
  'content-type': '`content` of the request body',
  authorization: '`security`',
};

/** Each parameter is in a place that all artefacts support, in the default style, and has a name of its own. */
export const parameterSupported = contractRule((contract, report) => {
  for (const parameter of contract.parameters) {
    checkLocation(report, parameter);
    if (parameter.object.in === 'header') checkHeader(report, parameter, contract);
  }
  for (const operation of contract.operations) checkNames(report, operation);
});

function checkLocation(report: Report, parameter: Place): void {
  const [location, style] = [parameter.at('in'), parameter.at('style')];
  const supported = STYLES[String(location.node)];
  if (supported === undefined)
    report(
      location,
      `A parameter in \`${location.node}\` is not supported. Move it to the path, the query or a header.`,
    );
  else if (style.present && style.node !== supported)
    report(
      style,
      `The style \`${style.node}\` is not supported. Write \`style: ${supported}\`, the default of \`in: ${location.node}\`.`,
    );
  if (location.node === 'path' && parameter.at('schema').types.includes('array'))
    report(parameter.at('schema'), 'A list in the path is not supported. Move the parameter to the query.');
}

function checkHeader(report: Report, parameter: Place, { root }: Contract): void {
  const name = parameter.at('name');
  const key = String(name.node).toLowerCase();
  const [scheme] = root
    .at('components', 'securitySchemes')
    .entries()
    .filter(([, { object }]) => object.in === 'header' && String(object.name).toLowerCase() === key)
    .map(([own]) => own);
  const fault = requestHeaderNameFault(String(name.node));
  if (fault !== undefined) report(name, fault);
  if (Object.hasOwn(IGNORED, key))
    report(
      name,
      `OpenAPI ignores a header parameter named \`${name.node}\`. Remove it: ${IGNORED[key]} states it.`,
    );
  if (scheme !== undefined)
    report(
      name,
      `The security scheme \`${scheme}\` sends the header \`${name.node}\`. Remove this parameter, or rename it.`,
    );
}

/** The client has one object for the parameters of all locations. The names of headers are case-insensitive (RFC 9110 5.1). */
function checkNames(report: Report, { name: operation, parameters }: Operation): void {
  const isSame = (one: Place, { object }: Place) =>
    one.object.name === object.name ||
    (one.object.in === 'header' &&
      object.in === 'header' &&
      String(one.object.name).toLowerCase() === String(object.name).toLowerCase());
  for (const [index, parameter] of parameters.entries()) {
    const other = parameters.slice(0, index).find((earlier) => isSame(earlier, parameter));
    if (other)
      report(
        parameter.at('name'),
        `\`${operation}\` has two parameters with one name: ${listed([other, parameter].map(({ object }) => `${object.name} (${object.in})`))}. Rename one of them.`,
      );
  }
}
