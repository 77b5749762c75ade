import { basename, dirname, join } from 'node:path';
import { Place } from '../place.ts';
import type { Context, Visitor } from '../redocly.ts';

/**
 * Component names differ in more than case and underscores, also across sections. Code generators write one file for each
 * component, whatever the section, and some of them change the case.
 */
export function componentNameUnique(): Visitor {
  const components = new Map<string, Place>();
  const add = (place: Place, { report }: Context) => {
    const key = place.name.replaceAll('_', '').toLowerCase();
    const other = components.get(key) ?? place;
    if (other.id !== place.id)
      report({
        message: `Two components have the same name, ignoring case and underscores: ${shown(other)} and ${shown(place)}. Rename one of them.`,
        location: place.location,
      });
    else components.set(key, place);
  };
  return {
    ref(reference, context) {
      const { rawLocation, resolve, type } = context;
      // A path item is not bundled as a component.
      if (type.name !== 'PathItem') add(targetOf({ reference }, { location: rawLocation, resolve }), context);
    },
    Root(root, context) {
      const sections = new Place(root, context).at('components').values();
      for (const component of sections.flatMap((section) => section.values())) add(component, context);
    },
  };
}

/** Returns the component that a reference leads to. */
function targetOf(container: { reference: unknown }, context: Pick<Context, 'location' | 'resolve'>): Place {
  return new Place(container, context).at('reference');
}

function shown({ name, file }: Place): string {
  return `\`${name}\` (${join(basename(dirname(file)), basename(file))})`;
}
