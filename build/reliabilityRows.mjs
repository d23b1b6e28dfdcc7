// The faults that are promised to be survived, each with what is required, the tests that try it, and the rows of figures that they leave.

/**
 * @typedef {object} FaultRow
 * @property {string} fault
 * @property {string} required
 * @property {RegExp} tests what a test's file and full name must match; at least one must have passed
 * @property {RegExp} figures what the name of a row of figures must match
 * @property {string} [beside] what else proves it, in another run
 */

/** Where the tests are that the page is made from. */
export const reliabilityTests = [
  'test/sync/faults',
  'test/fuzz',
  'test/scenes',
  'electron/hub/safetyDesk.test.ts',
  'electron/hub/touch.test.ts',
  'electron/remote/heartbeat.test.ts',
  'electron/shows',
];

/** @type {readonly FaultRow[]} */
export const faultRows = [
  {
    fault: 'UDP loss 1, 5, 20 % both ways',
    required:
      'the last value of every control arrives; p99 of confirmation ≤ 100, 200, 1000 ms; ≤ 2 s after the loss ends nothing is pending or differs',
    tests: /faults\/loss.*lost both ways/,
    figures: /^UDP loss/,
  },
  {
    fault: 'loss in one direction only',
    required: '“lost” within 3 s, never a false “landed”',
    tests: /faults\/link.*loss in one direction/,
    figures: /^loss in one direction/,
  },
  {
    fault: 'reordering, duplication, 5–200 ms latency with jitter',
    required: 'older never stays over newer; a held control never steps backward',
    tests: /faults\/(?:loss.*overtake|link.*a held control)/,
    figures: /^(?:reordering|a held control)/,
  },
  {
    fault: 'Wi-Fi gone for 1, 10, 60 s',
    required:
      'after 1 s only the newest value of each control is sent, nothing older than 500 ms; after 10 s everything is read before anything is sent, nothing is replayed',
    tests: /faults\/link.*Wi-Fi gone/,
    figures: /^Wi-Fi gone/,
  },
  {
    fault: 'console rebooted, at a new address, another one at the old address',
    required: 'noticed; found again by identity; 0 sets to the wrong one',
    tests: /faults\/link.*(?:new address|its address|rebooted|silence)/,
    figures: /^(?:console (?:rebooted|at a new)|another console)/,
  },
  {
    fault: '`/xremote` expired or its slot taken, silent feed',
    required: 'noticed within 3 s, polling takes over, shown; loss alone is not called silence',
    tests: /faults\/feed.*feed/,
    figures: /^(?:\/xremote|feed with)/,
  },
  {
    fault: 'changes that the console never reports',
    required: 'found within 2 s where somebody looks, within 30 s everywhere',
    tests: /faults\/feed.*never tells/,
    figures: /^changes the console never reports/,
  },
  {
    fault: 'two clients on one fader, a hand on the desk during a rise or a fade',
    required:
      'the first hand holds it until 500 ms after its last move, and others see whose it is; a foreign move ends a rise or a fade within 100 ms; no echo goes round',
    tests: /faults\/hands.*(?:two clients|a hand (?:at the desk|during a fade))|hub\/touch\.test/,
    figures: /^(?:two clients|a hand (?:at the desk|on a page))/,
  },
  {
    fault: 'client dies in mid-drag, renderer crash, exception in the engine',
    required:
      'the level stays, the control is freed within 2 s, no message to the console is caused, nothing is sent before everything has been read',
    tests: /faults\/(?:hands.*dies|crowd.*network is gone|process.*exception)|heartbeat|safetyDesk.*error in the app/,
    figures: /^(?:client dies|exception in)/,
    beside: 'the window is back within 3 s, and freeze and panic work meanwhile: `npm test -- --e2e`',
  },
  {
    fault: 'sleep and resume',
    required:
      'the output is frozen on suspend, everything is stale on resume until it has been read; all timers are monotonic',
    tests: /faults\/process.*sleep|safetyDesk.*sleep/,
    figures: /^sleep and resume/,
  },
  {
    fault: '200 clients, 20 of them stuck; a client flooding',
    required:
      'p99 of the others ≤ 100 ms; a slow client loses meters first, then is closed; one of the console’s places is used',
    tests: /faults\/crowd.*(?:twenty of them stuck|never stops speaking)/,
    figures: /^(?:200 clients|a client flooding)/,
  },
  {
    fault: 'flood of damaged OSC, MIDI, WebSocket, HTTP',
    required: 'no crash, no stall over 20 ms, no value outside its spec',
    tests:
      /fuzz\/(?:oscCodec|\w+(?:Client|Server)|hubSession|midiStreams|surfaces|webSocket|webServerFaults|discoveryFlood)/,
    figures: /^inputs to (?:OSC codec|.+ (?:client|server|session|surface)$|MIDI|DAW|hub|WebSocket)/,
    beside: '1,000,000 inputs each: `npm run test:long`',
  },
  {
    fault: 'kill −9 at every step of a save; disk full; read-only; torn and reordered writes',
    required: 'the old or the new state, always; the show goes on from memory with a warning',
    tests: /scenes\/showStops|fuzz\/settings|shows\/journalFile.*(?:torn|disk)/,
    figures: /^(?:stops of a save|inputs to .*settings)/i,
    beside: 'processes that are really killed: `npm test -- --e2e`',
  },
  {
    fault: 'corrupt, hostile, newer file',
    required:
      'a clear error, the damaged part set aside, the original never overwritten; no bomb, no prototype pollution',
    tests: /fuzz\/(?:consoleFiles|settingsFiles|show)|scenes\/.*(?:damaged|newer|hostile)/i,
    figures: /^inputs to .*(?:file|scene|state|show)/i,
  },
];
