/** Configure play: what the last run has shown, the own settings, what the others know, and who is ready. */
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { Icon } from '../art/components.tsx';
import type { RunView, PublicFinding } from '../../shared/game/configuration-view.ts';
import type { Finding } from '../../shared/game/blame.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import { ConfigurePorts } from './configure-ports.tsx';
import { ConfigureRoutes } from './configure-routes.tsx';
import { Told } from './configure-told.tsx';
import type { Desk } from './desk.ts';
import { Refusal } from './refusal.tsx';
import { nameOf, portLabel, wordsOf } from './seat.ts';
import type { Store } from '../model.ts';
import { whileHeld } from '../held.ts';
import { Tables } from './tables.tsx';
import { speak } from './toast.tsx';
import { SIGNS } from './verdict.tsx';

export function Configure({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const { store } = desk;
  const run = store.room.value?.run ?? null;
  const seat = desk.seat.value;
  const words = wordsOf(store).configure;
  const configuration = seat?.configuration ?? null;
  if (run === null || seat === null || configuration === null) return null;
  const isRouter = 'interfaces' in seat.tables;
  if (run.phase !== 'setting')
    return (
      <>
        <section class="card step configure">
          <h3>{words.running}</h3>
          <p role="status">{words.runningText}</p>
        </section>
        <Tables desk={desk} />
      </>
    );
  return (
    <>
      <RunFailed desk={desk} run={run} findings={configuration.findings} />
      <p class="quiet small about-settings">{words.lead[isRouter ? 'router' : 'switch']}</p>
      {isRouter ? (
        <ConfigureRoutes key={seat.device} desk={desk} configuration={configuration} />
      ) : (
        <ConfigurePorts key={seat.device} desk={desk} configuration={configuration} />
      )}
      {!isRouter && <Told desk={desk} told={configuration.told} />}
      <Ready store={store} run={run} />
    </>
  );
}

/** What went wrong in the last run: the own part with its values, of the others only where. */
function RunFailed(props: {
  readonly desk: Desk;
  readonly run: RunView;
  readonly findings: readonly Finding[];
}): JSX.Element | null {
  const { desk, run, findings } = props;
  const { store } = desk;
  const words = wordsOf(store).configure;
  const own = desk.seat.value?.device;
  const others = run.lost.filter(({ device }) => device !== own);
  const hasFailed = run.lost.length > 0;
  useEffect(() => {
    const told = [...findings.map((one) => findingText(store, one)), ...others.map((one) => lostText(store, one))];
    if (hasFailed) speak([words.failed.title(run.runs), ...told].join(' '));
  }, [run.runs, hasFailed]);
  if (!hasFailed) return null;
  const worst = findings.some(({ quality }) => quality === 'unsafe') ? 'unsafe' : 'broken';
  return (
    <article class={`verdict run-failed ${findings.length === 0 ? 'held' : worst}`} aria-labelledby="run-failed">
      <div class="top">
        <Icon name={findings.length === 0 ? 'eye' : SIGNS[worst]} width={30} weight={1.8} />
        <div class="grow">
          <h3 id="run-failed">{words.failed.title(run.runs)}</h3>
        </div>
      </div>
      <div class="inside">
        {findings.length > 0 && (
          <section>
            <h4 class="lab">{words.failed.yours}</h4>
            <ul class="findings">
              {findings.map((finding, index, list) => (
                <li key={index}>
                  {finding.goal !== list[index - 1]?.goal && <GoalOf store={store} goal={finding.goal} />}
                  <span>{findingText(store, finding)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {others.length > 0 && (
          <section>
            <h4 class="lab">{words.failed.elsewhere}</h4>
            <ul class="findings">
              {others.map((finding, index, list) => (
                <li key={index}>
                  {finding.goal !== list[index - 1]?.goal && <GoalOf store={store} goal={finding.goal} />}
                  <span>{lostText(store, finding)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <p class="small quiet">{words.failed.again}</p>
      </div>
    </article>
  );
}

/** The goal that is open because of it. */
function GoalOf({ store, goal }: { readonly store: Store; readonly goal: number | null }): JSX.Element | null {
  const found = goal === null ? undefined : store.room.value?.goals[goal];
  if (found === undefined) return null;
  return <b class="small">{store.language.value.goal(found, (device) => nameOf(store, device))}</b>;
}

/** What the run has shown about the own device. */
export function findingText(store: Store, { why, isAnswer, facts }: Finding): string {
  const name = (device: string): string => nameOf(store, device);
  return wordsOf(store).configure.finding({ why, isAnswer, facts, port: portLabel, name });
}

function lostText(store: Store, { why, device, isAnswer }: PublicFinding): string {
  return wordsOf(store).configure.lost(why, nameOf(store, device), isAnswer);
}

function Ready({ store, run }: { readonly store: Store; readonly run: RunView }): JSX.Element {
  const room = store.room.value!;
  const words = wordsOf(store).configure.ready;
  const refusal = useSignal<RefusalCode | null>(null);
  const isReady = run.ready.includes(room.me.device);
  const press = async (): Promise<void> => {
    refusal.value = await store.intents.ready(!isReady);
  };
  return (
    <section class="card step ready">
      <h3>{words.title}</h3>
      <ul class="ready-list">
        {room.seats.map(({ device, player }) => {
          const ready = run.ready.includes(device);
          return (
            <li key={device}>
              <span class={`tick${ready ? ' ok' : ''}`} aria-hidden="true">
                {ready && <Icon name="check" width={14} weight={3} />}
              </span>
              <b>{nameOf(store, device)}</b>
              {player !== null && <span>{player.name}</span>}
              <span class="quiet small">{ready ? words.isReady : words.isNotReady}</span>
            </li>
          );
        })}
      </ul>
      <p class="quiet small">{words.waits}</p>
      <div class="do">
        <button
          type="button"
          class={`btn grow ${isReady ? '' : 'main'}`}
          aria-pressed={isReady}
          {...whileHeld(store)}
          onClick={() => void press()}
        >
          {isReady ? words.undo : words.button}
        </button>
      </div>
      <Refusal store={store} refusal={refusal.value} />
    </section>
  );
}
