// A relay between datagrams and WebSockets that knows nothing of what it carries: the least that any program between the
// two must do. `relay.mjs message|turn PORT`: datagrams to all clients, each as a message of its own or all of one
// event-loop turn as one; messages of clients to UDP port PORT of this machine.
import { Buffer } from 'node:buffer';
import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

const [framing, remotePort] = process.argv.slice(2);
const host = '127.0.0.1';
const wantedReceiveBufferBytes = 4 * 1024 * 1024;

const datagrams = createSocket('udp4');
// Connected: without an address for each datagram the system has less to do.
const outgoing = createSocket('udp4');
const server = new WebSocketServer({ host, port: 0, perMessageDeflate: false });

function tellAll(bytes: Uint8Array): void {
  for (const client of server.clients) client.send(bytes);
}

let turn: Buffer[] = [];

/** As in the app's own frames a count comes first, here as 4 bytes. */
function tellTurn(): void {
  const count = Buffer.allocUnsafe(4);
  count.writeUInt32LE(turn.length);
  tellAll(Buffer.concat([count, ...turn]));
  turn = [];
}

datagrams.on('message', (bytes) => {
  if (framing === 'message') {
    tellAll(bytes);
    return;
  }
  if (turn.length === 0) setImmediate(tellTurn);
  turn.push(bytes);
});

server.on('connection', (client) => {
  client.on('message', (bytes: Buffer) => outgoing.send(bytes));
});

server.once('listening', () => {
  outgoing.connect(Number(remotePort), host, () => {
    datagrams.bind(0, host, () => {
      datagrams.setRecvBufferSize(wantedReceiveBufferBytes);
      const { port } = server.address() as AddressInfo;
      process.stdout.write(`relay ${port} ${datagrams.address().port}\n`);
    });
  });
});

process.once('SIGTERM', () => process.exit(0));
