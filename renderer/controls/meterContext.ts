import { createContext } from 'svelte';
import type { MeterCanvas } from './meterCanvas.ts';

/** Gives meters the canvas of the layer they stand in. */
export const [meterCanvasOfLayer, setMeterCanvas] = createContext<MeterCanvas>();
