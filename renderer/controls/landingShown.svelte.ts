import type { LandingMark } from './landingMark.ts';
import { LastingLanding } from './lastingLanding.svelte.ts';

/**
 * Attached to a control: draws a dotted ring around it while its value has not landed (global.css), and says so to a screen reader.
 * @param options.isDrawn false for a control that draws it in its own way
 */
export const landingShown =
  (landing: () => LandingMark, { isDrawn = true }: { readonly isDrawn?: boolean } = {}) =>
  (element: Element): void => {
    const lasting = new LastingLanding(landing);
    $effect(() => {
      if (isDrawn) element.setAttribute('data-landing', landing());
      if (lasting.words) element.setAttribute('aria-description', lasting.words);
      else element.removeAttribute('aria-description');
    });
  };
