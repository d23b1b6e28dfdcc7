import type { Address } from '../../shared/desk/address.ts';

export type FlowPage = 'flow' | 'overview' | 'audit';

/** What the flow view shows; it outlives the view, so that coming back finds everything in place. */
export class FlowState {
  page = $state<FlowPage>('flow');
  /** A strip, a socket, an output, or a person as `person/Lindi`. */
  subject = $state<Address>('channel/1');

  /** Shows the picture of something. */
  show(subject: Address): void {
    this.subject = subject;
    this.page = 'flow';
  }
}

/** Where a click on a picture leads. */
export type FlowPlace =
  | { readonly kind: 'strip'; readonly strip: Address }
  | { readonly kind: 'crosspoint'; readonly source: Address; readonly destination: Address };
