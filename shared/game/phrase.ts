/** What players can say to each other: a closed list, so that everybody reads it in their own language and nobody has to type. */
export const phraseIds = ['look', 'way', 'yours', 'port', 'wait', 'ask', 'stuck', 'well-done'] as const;
export type PhraseId = (typeof phraseIds)[number];

/** What a speaker points at: a device or a cable, by its id on the map. */
export interface MapPlace {
  readonly kind: 'device' | 'link';
  readonly id: string;
}
