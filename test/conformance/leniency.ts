import type { Leniency } from './compare.ts';

/** Labs of which not everything can be compared, by the lab file's name, and why. */
export const leniencies: Readonly<Record<string, Leniency & { readonly why: string }>> = {
  'crossing-questions': {
    byDirection: true,
    why: 'frames cross on a cable, and Linux notes the time at which one was put into the receiver’s queue',
  },
  'three-ends': {
    byDirection: true,
    why: 'a tunnel end point asks for two others at once, so that questions and answers cross',
  },
};
