import { createSocket } from 'node:dgram';

const limitMs = 5000;
const wantedReceiveBufferBytes = 4 * 1024 * 1024;

/** One value to write, with the question for it. */
export interface BareWrite {
  readonly set: Uint8Array;
  readonly request: Uint8Array;
}

/** Writes values with a number of them under way, asks for each right after it is written, and keeps no model. */
export function writeBare(port: number, writes: readonly BareWrite[], windowWidth: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    let sent = 0;
    let answered = 0;
    const end = (action: () => void) => {
      clearTimeout(late);
      socket.close();
      action();
    };
    const late = setTimeout(
      () => end(() => reject(new Error(`${writes.length - answered} writes were not answered`))),
      limitMs,
    );
    const fill = () => {
      while (sent < writes.length && sent - answered < windowWidth) {
        const { set, request } = writes[sent++] as BareWrite;
        socket.send(set);
        socket.send(request);
      }
    };
    socket.on('message', () => {
      if (++answered === writes.length) end(resolve);
      else fill();
    });
    socket.connect(port, '127.0.0.1', () => {
      socket.setRecvBufferSize(wantedReceiveBufferBytes);
      fill();
    });
  });
}
