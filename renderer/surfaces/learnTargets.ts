import type { Address } from '../../shared/desk/address.ts';
import type { MappingTarget } from '../../shared/scenes/sections/mappings.ts';

/**
 * What a hand may be mapped to at a place of the page. `data-learn-params` names parameters, what is moved first; `data-scene` a scene;
 * `data-learn-cue` what a button does with cues; and a strip says which parameter each of its controls has.
 * @param has whether the console has such a parameter
 */
export function targetsAt(target: Element, has: (address: Address) => boolean): readonly MappingTarget[] {
  const cue = target.closest<HTMLElement>('[data-learn-cue]')?.dataset.learnCue;
  if (cue === 'go' || cue === 'back') return [{ type: 'cue', action: cue }];
  const named = target.closest<HTMLElement>('[data-learn-params]')?.dataset.learnParams?.split(' ');
  const own = addressOfControl(target);
  const addresses = (named ?? (own === undefined ? [] : [own])).filter(has);
  if (addresses.length > 0) return addresses.map((address) => ({ type: 'param', address }));
  const scene = target.closest<HTMLElement>('[data-scene]')?.dataset.scene;
  return scene === undefined ? [] : [{ type: 'scene', scene }];
}

function addressOfControl(target: Element): Address | undefined {
  const control = target.closest<HTMLElement>('[data-control]');
  const strip = control?.closest<HTMLElement>('[data-strip]');
  // The number below a fader is the fader's.
  const name = control?.dataset.control === 'value' ? 'fader' : control?.dataset.control;
  return name === undefined ? undefined : strip?.dataset[`${name}Param`];
}

export function sameTarget(a: MappingTarget, b: MappingTarget): boolean {
  switch (a.type) {
    case 'param':
      return b.type === 'param' && a.address === b.address;
    case 'scene':
      return b.type === 'scene' && a.scene === b.scene;
    case 'cue':
      return b.type === 'cue' && a.action === b.action;
  }
}
