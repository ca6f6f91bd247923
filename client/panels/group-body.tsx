/** The inside of a step: its choices, with the table that one has to look at for them. */
import type { JSX } from 'preact';
import type { Step } from '../../shared/device/decision.ts';
import { readField } from '../../shared/wire/frame.ts';
import { Bits, BitsUnder, needsBits } from './bits.tsx';
import { CheckSequences } from './check-sequence.tsx';
import { Choices } from './choices.tsx';
import type { Desk } from './desk.ts';
import type { Group } from './form.ts';
import { HeaderRows } from './header-rows.tsx';
import { PortTable } from './port-table.tsx';
import { Ports } from './ports.tsx';
import { RouteChoices, targetOf } from './route-choices.tsx';
import { macTail, portLabel, wordsOf } from './seat.ts';
import { TreeLook } from './vectors.tsx';
import { CardTable, MacTable, NeighborTable, RouteTable, type StationTables, TranslationTable } from './tables.tsx';

export function GroupBody(props: {
  readonly desk: Desk;
  readonly group: Group;
  readonly withoutChoices?: boolean;
}): JSX.Element | null {
  const { desk, group, withoutChoices = false } = props;
  const first = group.steps[0];
  if (first === undefined) return null;
  switch (group.kind) {
    case 'mac-row':
      return <MacRow desk={desk} steps={group.steps} />;
    case 'neighbor-row':
      return <NeighborRow desk={desk} step={first} />;
    case 'nat-row':
      return <TranslationRow desk={desk} step={first} />;
    case 'header':
      return <HeaderRows desk={desk} steps={group.steps} />;
    case 'ports':
      return (
        <>
          <TableOfTree desk={desk} />
          <Ports desk={desk} step={first} tags={group.steps[1]} />
        </>
      );
    case 'routes':
      return <RouteChoices desk={desk} step={first} />;
    case 'words':
      return (
        <>
          <ToLookAt desk={desk} step={first} />
          {!withoutChoices && <Choices desk={desk} step={first} />}
        </>
      );
  }
}

/** In a tree the ports are asked without the question whether the destination is known: the table is there all the same. */
function TableOfTree({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const tables = desk.seat.value?.tables;
  return tables?.kind === 'switch' && tables.tree !== undefined ? <MacTable desk={desk} tables={tables} /> : null;
}

/** The table behind a question of words. */
function ToLookAt({ desk, step }: { readonly desk: Desk; readonly step: Step }): JSX.Element | null {
  const tables = desk.seat.value?.tables;
  if (tables === undefined) return null;
  if (step.part === 'fcs' || step.part === 'damaged') return <CheckSequences desk={desk} />;
  if (tables.kind === 'switch') {
    if (step.part === 'vlan') return <PortTable desk={desk} ports={tables.ports} asked={desk.first.value?.port} />;
    if (tables.tree !== undefined && step.part !== 'lookup')
      return <TreeLook desk={desk} part={step.part} tree={tables.tree} />;
    const isShown = desk.groups.value.some((group) => group.kind === 'mac-row');
    return step.part === 'lookup' && !isShown ? <MacTable desk={desk} tables={tables} /> : null;
  }
  if (tables.kind === 'hub') return null;
  switch (step.part) {
    case 'on-link':
      return (
        <>
          <CardTable desk={desk} tables={tables} />
          <OwnPrefix desk={desk} tables={tables} />
        </>
      );
    case 'accept':
    case 'answer':
      return <CardTable desk={desk} tables={tables} />;
    case 'next-hop':
      return <RouteTable desk={desk} tables={tables} />;
    case 'nat-in':
      return <TranslationTable desk={desk} tables={tables} />;
    case 'resolve':
      return <NeighborTable desk={desk} tables={tables} />;
    default:
      return null;
  }
}

/** The target over the own address, of which the mask covers the strong bits. */
function OwnPrefix({ desk, tables }: { readonly desk: Desk; readonly tables: StationTables }): JSX.Element {
  const { inBits } = wordsOf(desk.store).step;
  const addresses = tables.interfaces.flatMap((card) => card.addresses);
  return (
    <BitsUnder summary={inBits} target={targetOf(desk)} isOpen={needsBits(addresses)}>
      {addresses.map(({ address, length }) => (
        <Bits key={address} address={address} length={length} />
      ))}
    </BitsUnder>
  );
}

/** A new row of the MAC table: which address, at which port. */
function MacRow({ desk, steps }: { readonly desk: Desk; readonly steps: readonly Step[] }): JSX.Element | null {
  const tables = desk.seat.value?.tables;
  if (tables?.kind !== 'switch') return null;
  const { row } = wordsOf(desk.store).step;
  const say = (step: Step, value: string): string => {
    if (step.part === 'learn-port') return portLabel(value);
    const word = row[value as keyof typeof row];
    const mac = readField(desk.frame.value, `ethernet.${value}`);
    return typeof mac === 'string' ? `${word} ${macTail(mac)}` : word;
  };
  return (
    <MacTable desk={desk} tables={tables}>
      <tr class="new">
        <td colSpan={3}>
          <span class="new-row">
            {steps.map((step) => (
              <span key={step.part} class="cell">
                {step.part === 'learn-port' && <span class="lab">{wordsOf(desk.store).tables.port}</span>}
                <Choices desk={desk} step={step} say={(value) => say(step, value)} withKeys={false} inRow />
              </span>
            ))}
          </span>
        </td>
      </tr>
    </MacTable>
  );
}

/** A row of the table of translations: as whom the packet leaves, and who inside it was. */
function TranslationRow({ desk, step }: { readonly desk: Desk; readonly step: Step }): JSX.Element | null {
  const tables = desk.seat.value?.tables;
  if (tables === undefined || !('interfaces' in tables)) return null;
  return (
    <>
      <TranslationTable desk={desk} tables={tables} />
      <Choices desk={desk} step={step} stacked />
    </>
  );
}

/** A new row of the neighbour table: the sender's pair, the target's pair, or nothing. */
function NeighborRow({ desk, step }: { readonly desk: Desk; readonly step: Step }): JSX.Element | null {
  const tables = desk.seat.value?.tables;
  if (tables === undefined || !('interfaces' in tables)) return null;
  const pair = (value: string): string => {
    const address = readField(desk.frame.value, `arp.${value}Ip`);
    const mac = readField(desk.frame.value, `arp.${value}Mac`);
    return address === undefined || mac === undefined ? '' : `${address}  ${mac}`;
  };
  return (
    <NeighborTable desk={desk} tables={tables}>
      <tr class="new">
        <td colSpan={4}>
          <Choices desk={desk} step={step} noteOf={pair} stacked />
        </td>
      </tr>
    </NeighborTable>
  );
}
