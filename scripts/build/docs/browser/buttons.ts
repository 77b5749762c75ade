/** Buttons that copy a code block, the link or the Markdown of a page, and that send a request to the sandbox. */

/** How long a button shows that it has copied, in milliseconds. */
const SHOWN_MS = 2_000;

export function addButtons(): void {
  // A server that also serves the sandbox writes the base path of the API into the page.
  const { sandbox } = document.documentElement.dataset;
  for (const block of document.querySelectorAll<HTMLElement>('.code-block')) {
    const text = () => block.querySelector('pre')?.textContent ?? '';
    const bar = document.createElement('div');
    bar.className = 'code-bar';
    if (sandbox !== undefined && block.dataset.request) bar.append(sendButton(block, sandbox));
    bar.append(copyButton('Copy', text));
    block.append(bar);
  }
  const copies: Record<string, () => string> = {
    link: () => location.href.replace(/#.*/, ''),
    markdown: () => document.querySelector<HTMLTemplateElement>('#markdown')?.content.textContent ?? '',
  };
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const text = copies[button.dataset.copy ?? ''];
    if (!text) continue;
    button.hidden = false;
    onCopy(button, text);
  }
}

function copyButton(label: string, text: () => string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  onCopy(button, text);
  return button;
}

function onCopy(button: HTMLButtonElement, text: () => string): void {
  const label = button.textContent;
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', async () => {
    button.textContent = (await copy(text())) ? 'Copied' : 'Not copied';
    setTimeout(() => {
      button.textContent = label;
    }, SHOWN_MS);
  });
}

/** @returns whether the text was copied: the clipboard API needs a secure origin and the browser's permission */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

interface ExampleRequest {
  method: string;
  target: string;
  headers: Record<string, string>;
  body?: string;
}

function sendButton(block: HTMLElement, basePath: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Send';
  const output = document.createElement('pre');
  output.className = 'sent';
  output.setAttribute('aria-live', 'polite');
  output.tabIndex = 0;
  output.hidden = true;
  block.append(output);
  button.addEventListener('click', async () => {
    const { target, ...request } = JSON.parse(block.dataset.request ?? '') as ExampleRequest;
    output.hidden = false;
    output.textContent = 'Sending…';
    output.textContent = await fetch(basePath + target, request).then(responseText, String);
  });
  return button;
}

async function responseText(response: Response): Promise<string> {
  const shown = ['content-type', 'location', 'retry-after', 'www-authenticate'];
  const body = await response.text();
  const headers = [...response.headers].filter(([name]) => shown.includes(name));
  return [
    `HTTP ${response.status} ${response.statusText}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    formatted(body),
  ].join('\n');
}

/** Formats JSON for people. Returns any other text unchanged; a success may have no body. */
function formatted(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
