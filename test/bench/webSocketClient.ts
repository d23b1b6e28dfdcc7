import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

// A client that does as little as it can, so that what is measured is the server. It takes whole frames without extensions.

const opcodes = { text: 1, binary: 2, ping: 9, pong: 10 } as const;

/** A frame as a client has to send it. The mask is zero: it protects proxies, of which there are none here. */
function maskedFrame(opcode: number, payload: Uint8Array): Buffer {
  const isLong = payload.length > 125;
  const frame = Buffer.alloc((isLong ? 8 : 6) + payload.length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (isLong ? 126 : payload.length);
  if (isLong) frame.writeUInt16BE(payload.length, 2);
  frame.set(payload, isLong ? 8 : 6);
  return frame;
}

/** One WebSocket connection. */
export class WebSocketClient {
  /** Called with every binary frame; the bytes are gone afterwards. */
  onBinary: ((payload: Buffer) => void) | undefined;
  onText: ((text: string) => void) | undefined;
  /** The connection is over, whoever ended it. */
  onClose: (() => void) | undefined;
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);

  constructor(socket: Socket, first: Buffer) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk as Buffer));
    // A server that ends first is noticed by what does not come.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.onClose?.());
    if (first.length > 0) setImmediate(() => this.#receive(first));
  }

  sendBinary(payload: Uint8Array): void {
    this.#socket.write(maskedFrame(opcodes.binary, payload));
  }

  sendText(text: string): void {
    this.#socket.write(maskedFrame(opcodes.text, Buffer.from(text)));
  }

  /** Reads nothing any more, until {@link resume}; what comes waits at the other end. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let at = 0;
    while (bytes.length - at >= 2) {
      const short = (bytes[at + 1] as number) & 0x7f;
      const header = short === 127 ? 10 : short === 126 ? 4 : 2;
      if (bytes.length - at < header) break;
      const size = short === 127 ? bytes.readUInt32BE(at + 6) : short === 126 ? bytes.readUInt16BE(at + 2) : short;
      const end = at + header + size;
      if (bytes.length < end) break;
      this.#frame((bytes[at] as number) & 0x0f, bytes.subarray(at + header, end));
      at = end;
    }
    this.#rest = bytes.subarray(at);
  }

  #frame(opcode: number, payload: Buffer): void {
    if (opcode === opcodes.binary) this.onBinary?.(payload);
    else if (opcode === opcodes.text) this.onText?.(payload.toString('utf8'));
    else if (opcode === opcodes.ping) this.#socket.write(maskedFrame(opcodes.pong, payload));
  }
}

/** Connects to a server on this machine. @throws (rejects) when it refuses. */
export function openWebSocket(port: number, path = '/'): Promise<WebSocketClient> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = Buffer.alloc(0);
    const listen = (chunk: Buffer | string) => {
      answer = Buffer.concat([answer, Buffer.from(chunk)]);
      const end = answer.indexOf('\r\n\r\n');
      if (end < 0) return;
      socket.off('data', listen);
      socket.off('error', reject);
      if (answer.subarray(0, 12).toString() === 'HTTP/1.1 101') {
        resolve(new WebSocketClient(socket, answer.subarray(end + 4)));
      } else {
        socket.destroy();
        reject(new Error(`No WebSocket at port ${port}: ${answer.subarray(0, end).toString()}`));
      }
    };
    socket.once('error', reject);
    socket.on('data', listen);
    const lines = [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}
