import { defaultKinds, type RecallKind, recallKinds, recallKindTitles, type SecondYes } from './scope.ts';

/** Kinds as they are offered, each with whether it needs a second yes. */
export const kindOptions = recallKinds.map((id) => ({
  id,
  title: recallKindTitles[id],
  isGuarded: !defaultKinds.includes(id),
}));

/** What is often wanted, chosen by one press. */
export const kindPresets: readonly { readonly title: string; readonly ids: readonly RecallKind[] }[] = [
  { title: 'The usual', ids: defaultKinds },
  { title: 'Names only', ids: ['names'] },
  { title: 'Levels and mutes only', ids: ['faders', 'mutes', 'sends'] },
];

/** Kinds that a yes brings into a recall; the main mix is no kind. */
export const kindsOfYes: Readonly<Record<SecondYes, readonly RecallKind[]>> = {
  gain: ['gains'],
  phantom: ['phantom'],
  routing: ['routing', 'outputs'],
  main: [],
  talkback: ['talkback'],
};
