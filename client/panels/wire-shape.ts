/** Where signals are on a straight wire at one moment. Places and times are both in microseconds of a signal's way. */

export interface WireStation {
  readonly device: string;
  readonly atUs: number;
}

export interface WireSignal {
  readonly from: string;
  readonly sinceUs: number;
  /** Null while it goes on. */
  readonly untilUs: number | null;
}

export interface Stretch {
  readonly fromUs: number;
  readonly toUs: number;
}

export interface SignalOnWire extends Stretch {
  readonly sender: string;
}

/** What each signal covers of the wire now: it runs to both ends, and behind its last bit the wire is silent again. */
export function signalsNow(
  stations: readonly WireStation[],
  signals: readonly WireSignal[],
  nowUs: number,
): readonly SignalOnWire[] {
  const ends = stations.map(({ atUs }) => atUs);
  const [left, right] = [Math.min(...ends), Math.max(...ends)];
  return signals.flatMap(({ from, sinceUs, untilUs }): SignalOnWire[] => {
    const source = stations.find(({ device }) => device === from)?.atUs;
    if (source === undefined || nowUs <= sinceUs) return [];
    const front = nowUs - sinceUs;
    const tail = untilUs === null ? 0 : Math.max(0, nowUs - untilUs);
    const halves = [
      { fromUs: Math.max(left, source - front), toUs: source - tail },
      { fromUs: source + tail, toUs: Math.min(right, source + front) },
    ];
    const covered = halves.filter(({ fromUs, toUs }) => toUs > fromUs);
    const [one, other] = covered;
    if (one !== undefined && other !== undefined && one.toUs === other.fromUs)
      return [{ sender: from, fromUs: one.fromUs, toUs: other.toUs }];
    return covered.map((half) => ({ sender: from, ...half }));
  });
}

/** Where two signals lie over each other, so that nobody can read either. */
export function mixedNow(signals: readonly SignalOnWire[]): readonly Stretch[] {
  return signals.flatMap((one, index) =>
    signals.slice(index + 1).flatMap((other): Stretch[] => {
      const fromUs = Math.max(one.fromUs, other.fromUs);
      const toUs = Math.min(one.toUs, other.toUs);
      return one.sender === other.sender || toUs <= fromUs ? [] : [{ fromUs, toUs }];
    }),
  );
}
