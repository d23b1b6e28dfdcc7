import type { StripAddress } from '../../shared/desk/address.ts';

/** The guided actions, in the order of the menu. */
export const guidedActions = [
  { name: 'cue', title: 'Cue mix', words: 'A mix for a booth, a wedge or ears, copied from the main mix.' },
  { name: 'subgroup', title: 'Subgroup', words: 'Channels under one fader.' },
  { name: 'parallel', title: 'Parallel', words: 'A crushed copy beside the dry sound.' },
  { name: 'effect', title: 'Effect loop', words: 'Bus, effect, return, into the main mix or anybody’s ears.' },
  { name: 'room', title: 'Room', words: 'A reverb that instruments are put into.' },
  { name: 'record', title: 'Recorder feed', words: 'A mix for a recorder, as early as the console can.' },
  { name: 'stream', title: 'Stream feed', words: 'A mix for listeners elsewhere, following the faders.' },
  { name: 'insert', title: 'Inserts', words: 'Which strips have one, what is in it, what is free.' },
] as const;
export type GuidedAction = (typeof guidedActions)[number]['name'];

/** What of the guided actions is open. */
export class GuideState {
  action = $state.raw<GuidedAction | undefined>();
  /** The rooms view is open. */
  showsRooms = $state(false);
  /** A bus that the action is for. */
  bus = $state.raw<StripAddress | undefined>();

  open(action: GuidedAction, bus?: StripAddress): void {
    this.bus = bus;
    this.action = action;
  }

  close(): void {
    this.action = undefined;
    this.bus = undefined;
  }
}
