import fc from 'fast-check';

/** A change is judged by the same inputs on every machine; the long run draws new ones, and a failure prints its seed. */
const everyDaySeed = 20_260_501;

if (!process.env.OMNIBUS_LONG) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: everyDaySeed });
