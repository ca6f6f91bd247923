/** The division behind the check sequence, by hand: at the sender bit by bit, then at the receiver for two frames. It goes on only when a step is right. */
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DivisionWords } from '../../shared/text/interface-words.ts';
import type { DivisionStep } from '../../shared/wire/physical.ts';
import { check, flip, goOn, judge, roundOf, stepNow, take } from './division.ts';
import type { DivisionFault, DivisionState, DivisionTask } from './division.ts';
import { useWords } from './page.tsx';

interface TryDivisionProps {
  readonly task: DivisionTask;
  readonly state: Signal<DivisionState>;
}

export function TryDivision({ task, state }: TryDivisionProps): JSX.Element {
  const words = useWords().division;
  const { round, fault } = state.value;
  const box = useRef<HTMLElement>(null);
  const shown = `${round} ${state.value.done} ${state.value.bits === null} ${state.value.isJudged}`;
  const seen = useRef(shown);
  useLayoutEffect(() => {
    // What was pressed may be gone: the focus goes to what is next.
    if (seen.current !== shown) box.current?.querySelector<HTMLElement>('.division-do button')?.focus();
    seen.current = shown;
  }, [shown]);
  return (
    <section class="division" ref={box} aria-label={words.paper}>
      <p class="division-head small">
        <b>{round === 0 ? words.atSender : words.atReceiver(round)}</b>
        <span>
          <span class="quiet">{words.generator}</span> <code>{task.generator}</code>
        </span>
      </p>
      {round > 0 && state.value.done === 0 && <p class="small">{words.received}</p>}
      <Paper task={task} state={state.value} />
      <Doing task={task} state={state} words={words} />
      <p class="fault small division-fault" role="status">
        {fault === null ? '' : faultText(words, fault)}
      </p>
    </section>
  );
}

/** As it stands on paper: the dividend, and under it each step in its place. What is being divided now is strong. */
function Paper({ task, state }: { readonly task: DivisionTask; readonly state: DivisionState }): JSX.Element {
  const words = useWords().division;
  const { dividend, steps, remainder } = roundOf(task, state.round);
  const paper = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => paper.current?.scrollTo(0, paper.current.scrollHeight), [state.round, state.done]);
  const done = steps.slice(0, state.done);
  const now = steps[state.done];
  return (
    <div class="division-paper" ref={paper} role="group" aria-label={words.paper} tabIndex={0}>
      <Row at={0} bits={dividend} strong={now?.at === 0 ? now.window.length : 0} />
      {done.map((step) => {
        const next = steps[step.at + 1];
        const degree = remainder.length;
        return (
          <>
            <Row key={`minus ${step.at}`} at={step.at} bits={step.subtrahend} isMinus />
            {next === undefined ? (
              <Row key="rest" at={step.at + 1} bits={remainder} strong={degree} />
            ) : (
              <Row key={step.at} at={next.at} bits={next.window} strong={next === now ? degree + 1 : 0} />
            )}
          </>
        );
      })}
    </div>
  );
}

interface RowProps {
  readonly at: number;
  readonly bits: string;
  /** So many bits from the left are strong. */
  readonly strong?: number;
  readonly isMinus?: boolean;
}

function Row({ at, bits, strong = 0, isMinus = false }: RowProps): JSX.Element {
  return (
    <code class={`division-row${isMinus ? ' minus' : ''}`}>
      {' '.repeat(at)}
      <span>
        {strong > 0 && <b>{bits.slice(0, strong)}</b>}
        {bits.slice(strong)}
      </span>
    </code>
  );
}

interface DoingProps extends TryDivisionProps {
  readonly words: DivisionWords;
}

function Doing({ task, state, words }: DoingProps): JSX.Element {
  const step = stepNow(task, state.value);
  if (step === undefined) return <End task={task} state={state} words={words} />;
  return state.value.bits === null ? (
    <Take step={step} task={task} state={state} words={words} />
  ) : (
    <SetBits step={step} bits={state.value.bits} task={task} state={state} words={words} />
  );
}

/** Both choices look alike; the bits decide. */
function Take({ step, task, state, words }: DoingProps & { readonly step: DivisionStep }): JSX.Element {
  const choices = [
    { what: 'generator', bits: task.generator, text: words.takeGenerator },
    { what: 'zeros', bits: '0'.repeat(task.generator.length), text: words.takeZeros },
  ] as const;
  return (
    <div class="division-do">
      <p>{words.decide(step.window)}</p>
      <div class="two">
        {choices.map(({ what, bits, text }) => (
          <button key={what} type="button" class="btn" onClick={() => (state.value = take(task, state.value, what))}>
            <code>{bits}</code> {text}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Two rows and, under them, the third one to be set: by pressing, or with 0, 1 and the arrow keys. */
function SetBits(props: DoingProps & { readonly step: DivisionStep; readonly bits: string }): JSX.Element {
  const { step, bits, task, state, words } = props;
  const row = useRef<HTMLDivElement>(null);
  const go = (place: number): void => row.current?.querySelectorAll<HTMLElement>('button')[place]?.focus();
  const onKeyDown = (event: KeyboardEvent, place: number): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '0' || event.key === '1') {
      state.value = flip(state.value, place, event.key);
      go(Math.min(place + 1, bits.length));
    } else if (event.key === 'ArrowRight') go(place + 1);
    else if (event.key === 'ArrowLeft') go(Math.max(0, place - 1));
    else return;
    event.preventDefault();
  };
  return (
    <div class="division-do">
      <p>{words.flip}</p>
      <div class="division-set" ref={row}>
        <div class="division-columns">
          <BitRow bits={step.window} />
          <BitRow bits={step.subtrahend} />
          <div class="division-bits">
            {Array.from(bits, (bit, place) => (
              <button
                key={place}
                type="button"
                class={`btn${state.value.wrong.includes(place) ? ' wrong' : ''}`}
                aria-label={words.bit(place + 1, bit)}
                onClick={() => (state.value = flip(state.value, place))}
                onKeyDown={(event) => onKeyDown(event, place)}
              >
                <code>{bit}</code>
              </button>
            ))}
          </div>
        </div>
        <button type="button" class="btn" onClick={() => (state.value = check(task, state.value))}>
          {words.check}
        </button>
      </div>
    </div>
  );
}

function BitRow({ bits }: { readonly bits: string }): JSX.Element {
  return (
    <div class="division-bits">
      {Array.from(bits, (bit, place) => (
        <code key={place}>{bit}</code>
      ))}
    </div>
  );
}

/** The remainder, and what it means on this side of the cable. */
function End({ task, state, words }: DoingProps): JSX.Element {
  const { round, isJudged } = state.value;
  const { remainder } = roundOf(task, round);
  const goFurther = (): void => {
    state.value = goOn(state.value);
  };
  if (round === 0)
    return (
      <div class="division-do" role="status">
        <p>{words.sent(task.word, remainder)}</p>
        <button type="button" class="btn" onClick={goFurther}>
          {words.toReceiver}
        </button>
      </div>
    );
  if (isJudged)
    return (
      <div class="division-do" role="status">
        <p>{words.judged(remainder.includes('1'), remainder)}</p>
        {round === 1 ? (
          <button type="button" class="btn" onClick={goFurther}>
            {words.nextFrame}
          </button>
        ) : (
          <p>{words.done}</p>
        )}
      </div>
    );
  return (
    <div class="division-do">
      <p>{words.judge(remainder)}</p>
      <div class="two">
        {(['undamaged', 'damaged'] as const).map((said) => (
          <button key={said} type="button" class="btn" onClick={() => (state.value = judge(task, state.value, said))}>
            {words[said]}
          </button>
        ))}
      </div>
    </div>
  );
}

function faultText(words: DivisionWords, fault: DivisionFault): string {
  switch (fault.kind) {
    case 'take':
      return words.wrongTake(fault.window, fault.window.startsWith('1'));
    case 'bit':
      return words.wrongBit(fault.column, fault.above, fault.below);
    case 'judge':
      return words.wrongJudge(fault.remainder, fault.remainder.includes('1'));
  }
}
