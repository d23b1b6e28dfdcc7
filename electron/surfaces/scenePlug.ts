/** What surfaces may do with scenes; the app's scenes are plugged in behind it. Names and rights are its own business. */
export interface ScenePlug {
  /** Names that can be recalled, in their order. */
  names(): readonly string[];
  /** Recalls the next scene or cue. @returns a sentence if that cannot be done */
  go(by: string): string | undefined;
  /** Goes back to the cue before. @returns a sentence if that cannot be done */
  back(by: string): string | undefined;
  /** Recalls a scene by its name or id. @returns a sentence if that cannot be done */
  recall(name: string, by: string): string | undefined;
}

/** Where there are no scenes. */
export const noScenes: ScenePlug = {
  names: () => [],
  go: () => 'There are no scenes.',
  back: () => 'There are no scenes.',
  recall: (name) => `There is no scene "${name}".`,
};
