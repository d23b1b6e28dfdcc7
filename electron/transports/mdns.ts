import { Bonjour } from 'bonjour-service';
import type { Disposable } from '../../shared/base/disposable.ts';

/** Under this name the page is found in a local network. */
export const localName = 'omnibus.local';

/**
 * Answers for {@link localName} and announces a page, so that nobody has to type numbers. Where multicast is not allowed nothing is
 * found, and nothing else is lost. @param failed is told why it does not work
 */
export function announcePage(port: number, failed: (reason: string) => void): Disposable {
  try {
    const bonjour = new Bonjour({}, (error: Error) => failed(error.message));
    const service = bonjour.publish({ name: `Omnibus ${port}`, type: 'http', port, host: localName, probe: false });
    service.on('error', (error: Error) => failed(error.message));
    return { dispose: () => bonjour.unpublishAll(() => bonjour.destroy()) };
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error));
    return { dispose: () => undefined };
  }
}
