import { mount } from 'svelte';
import type { OpenDeskLink } from './desk/deskLink.ts';
import { DeskMirror } from './desk/deskMirror.svelte.ts';
import { portLink } from './desk/portLink.ts';
import { webSocketLink } from './desk/webSocketLink.ts';
import App from './views/App.svelte';

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

/** A page that came over HTTP talks to the app that served it; one of the window's own scheme is handed a port. */
async function openLink(): Promise<OpenDeskLink> {
  if (!location.protocol.startsWith('http')) return portLink(await windowPort());
  return webSocketLink(`${location.protocol.replace('http', 'ws')}//${location.host}/ws`);
}

async function start(target: HTMLElement): Promise<void> {
  mount(App, { target, props: { mirror: new DeskMirror(await openLink()) } });
}

const target = document.getElementById('app');
if (target) void start(target);
