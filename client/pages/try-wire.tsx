/** Two machines on one wire, to try out: silence at one end does not mean that nobody has begun. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useNow, WireLine } from '../panels/index.tsx';
import { usePage } from './page.tsx';
import { hearsOther, signalsOf, silent, stageOf, WAY_US, type End } from './two-senders.ts';

/** Simulated microseconds in a millisecond: slower than in the match, so that there is time to press. */
const RATE_PER_MS = 0.006;
const STATIONS = [
  { device: 'near', atUs: 0 },
  { device: 'far', atUs: WAY_US },
] as const;

export function TryWire(): JSX.Element {
  const { store } = usePage();
  const { demo, picture } = store.language.value.words.panels.wire;
  const begun = useSignal(silent);
  const clock = (): number => performance.now() * RATE_PER_MS;
  const now = useNow(clock, store.calm.value);
  const stage = stageOf(begun.value, now);
  const name = (end: string): string => (end === 'near' ? demo.near : demo.far);
  const begin = (end: End): void => {
    const nowUs = clock();
    // What is over is over; whoever hears the other one waits.
    if (stageOf(begun.value, nowUs) === 'over') begun.value = silent;
    if (begun.value[end] === null && !hearsOther(begun.value, end, nowUs))
      begun.value = { ...begun.value, [end]: nowUs };
  };
  const listener = begun.value.near === null ? 'near' : 'far';
  const said = {
    idle: demo.idle,
    over: demo.idle,
    travels: demo.travels,
    heard: demo.heard(name(listener)),
    collided: demo.collided,
  }[stage];
  return (
    <section class="try-wire">
      <WireLine stations={STATIONS} signals={signalsOf(begun.value)} nowUs={now} own="" nameOf={name} label={picture} />
      <p role="status">{said}</p>
      <div class="two">
        {(['near', 'far'] as const).map((end) => (
          <button key={end} type="button" class="btn" onClick={() => begin(end)}>
            {demo.send(name(end))}
          </button>
        ))}
      </div>
      <button type="button" class="btn ghost s" onClick={() => (begun.value = silent)}>
        {demo.again}
      </button>
    </section>
  );
}
