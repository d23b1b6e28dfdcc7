import { mount } from 'svelte';
import { linkUrl, takeEarlyLink } from './desk/earlyLink.ts';
import { KeptToken, takeCode } from './desk/pairingLink.ts';
import { portLink } from './desk/portLink.ts';
import { webSocketLink } from './desk/webSocketLink.ts';
import Entry from './views/Entry.svelte';

/** What the window's preload script posts together with the page's port (electron/preload.ts). */
const portMessage = 'omnibus:port';

/** The window's port comes once the page has loaded, so the listener exists before that. */
function windowPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    addEventListener('message', function take({ data, ports, origin }: MessageEvent<unknown>) {
      const port = ports[0];
      if (data !== portMessage || origin !== location.origin || !port) return;
      removeEventListener('message', take);
      resolve(port);
    });
  });
}

/** A page that came over HTTP talks to the app that served it, and may have to show who it is first. */
function startFromNetwork(target: HTMLElement): void {
  const url = linkUrl();
  const token = new KeptToken();
  mount(Entry, {
    target,
    props: {
      openLink: (told) => webSocketLink(url, { token: () => token.value, ...told }, takeEarlyLink()),
      gate: {
        url,
        code: takeCode(),
        keep: (given) => {
          token.value = given;
        },
        forget: () => {
          token.value = undefined;
        },
      },
    },
  });
}

/** A page of the window's own scheme is handed a port. */
async function startInWindow(target: HTMLElement): Promise<void> {
  const link = portLink(await windowPort());
  mount(Entry, { target, props: { openLink: () => link } });
}

const target = document.getElementById('app');
if (target && location.protocol.startsWith('http')) startFromNetwork(target);
else if (target) void startInWindow(target);
