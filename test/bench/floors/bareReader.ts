import type { Buffer } from 'node:buffer';
import { createSocket } from 'node:dgram';
import { decodeMinimal, tokensOf } from './minimalOsc.ts';

const limitMs = 5000;
const wantedReceiveBufferBytes = 4 * 1024 * 1024;

/**
 * Asks a console everything with a number of requests under way, and takes each answer apart, but keeps no model and asks
 * nothing twice. @returns how many tokens came.
 */
export function readBare(port: number, requests: readonly Uint8Array[], windowWidth: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    let sent = 0;
    let answered = 0;
    let tokens = 0;
    const end = (action: () => void) => {
      clearTimeout(late);
      socket.close();
      action();
    };
    const late = setTimeout(
      () => end(() => reject(new Error(`${requests.length - answered} requests were not answered`))),
      limitMs,
    );
    const fill = () => {
      while (sent < requests.length && sent - answered < windowWidth) socket.send(requests[sent++] as Uint8Array);
    };
    socket.on('message', (bytes) => {
      const { argument } = decodeMinimal(bytes as Buffer);
      tokens += typeof argument === 'string' ? tokensOf(argument).length : 1;
      answered++;
      if (answered === requests.length) end(() => resolve(tokens));
      else fill();
    });
    socket.connect(port, '127.0.0.1', () => {
      socket.setRecvBufferSize(wantedReceiveBufferBytes);
      fill();
    });
  });
}
