import type { Authority } from '../../electron/hub/peer.ts';
import type { OpenDeskLink } from '../../renderer/desk/deskLink.ts';

/** A page's link to a hub in the same process; what is sent arrives in the same turn. */
export function hubLink(authority: Authority, name: string): OpenDeskLink {
  return (events) => {
    const session = authority.connect(
      {
        send: (data) => (typeof data === 'string' ? events.text(data) : events.bytes(data)),
        bufferedBytes: () => 0,
        close: () => events.closed(),
      },
      { name, role: 'engineer' },
    );
    queueMicrotask(() => events.opened());
    return {
      send: (data) => session.receive(data),
      dispose: () => session.closed(),
    };
  };
}
