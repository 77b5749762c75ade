/** Highlights code at build time, so that the pages need no script for it. */
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import http from 'highlight.js/lib/languages/http';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import yaml from 'highlight.js/lib/languages/yaml';
import { html, Markup } from '../../../src/text/html.ts';

for (const [name, language] of Object.entries({ bash, http, javascript, json, python, typescript, yaml }))
  hljs.registerLanguage(name, language);

/** Returns the HTML of a code, with its syntax highlighted if the language is known. */
export function highlight(text: string, language: string): Markup {
  if (!hljs.getLanguage(language)) return html`${text}`;
  return new Markup(hljs.highlight(text, { language }).value);
}
