/** What a teacher can do to a running network, as "chaos engineer": a list that messages and the match share. */
export const disturbances = ['cut', 'damage', 'loop', 'mend'] as const;
export type Disturbance = (typeof disturbances)[number];

/** The teacher has done something to the cable between these devices (of a frame: on its way from the first to the second); 'mend': to none, all is as it was. */
export interface DisturbedHappening {
  readonly kind: 'disturbed';
  readonly how: Disturbance;
  readonly between: readonly string[];
  readonly atUs: number;
}
