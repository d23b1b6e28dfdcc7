import { getContext, type Snippet, setContext } from 'svelte';

/**
 * What the page adds to every dialog: a dialog covers the page's bar, and what stops the output must be within reach of a finger
 * there too. Dialogs know nothing of it.
 */
export interface DialogExtras {
  readonly emergency: Snippet;
}

const key = Symbol('dialog extras');

export function setDialogExtras(extras: DialogExtras): void {
  setContext(key, extras);
}

/** What the page adds; `undefined` where a dialog is drawn alone. */
export function dialogExtras(): DialogExtras | undefined {
  return getContext<DialogExtras | undefined>(key);
}
