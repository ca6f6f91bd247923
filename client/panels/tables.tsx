/** The tables of the own device, as its console would show them. A row with the value of the selected header field is marked. */
import type { ComponentChildren, JSX } from 'preact';
import type { TablesView } from '../../shared/game/view.ts';
import { AddressList } from './address-list.tsx';
import type { Desk } from './desk.ts';
import { PortTable } from './port-table.tsx';
import { portLabel, wordsOf } from './seat.ts';
import { useClock, useFresh } from './table-hooks.ts';
import { Row, Table, Titled } from './table.tsx';
import { TreeCard } from './tree-table.tsx';

type SwitchTables = Extract<TablesView, { kind: 'switch' }>;
export type StationTables = Extract<TablesView, { interfaces: unknown }>;

/** Everything that the device knows. */
export function Tables({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const tables = desk.seat.value?.tables;
  const words = wordsOf(desk.store).tables;
  if (tables === undefined) return null;
  if (tables.kind === 'switch')
    return (
      <>
        {tables.tree !== undefined && <TreeCard desk={desk} tree={tables.tree} />}
        <Titled title={words.macs} table={<MacTable desk={desk} tables={tables} />} />
        {hasVlans(tables) && <Titled title={words.ports} table={<PortTable desk={desk} ports={tables.ports} />} />}
      </>
    );
  if (tables.kind === 'hub')
    return (
      <Titled title={words.ports} table={<PortTable desk={desk} ports={tables.ports} />}>
        <p>{words.noTable}</p>
      </Titled>
    );
  return (
    <>
      {tables.translations !== undefined && (
        <Titled title={words.translations} table={<TranslationTable desk={desk} tables={tables} />} />
      )}
      <Titled title={words.neighbors} table={<NeighborTable desk={desk} tables={tables} />} />
      <Titled title={words.routes} table={<RouteTable desk={desk} tables={tables} />} />
      <Titled title={words.cards} table={<CardTable desk={desk} tables={tables} />} />
    </>
  );
}

/** `children` is a further row: the one that is being written. */
export function MacTable(props: {
  readonly desk: Desk;
  readonly tables: SwitchTables;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const { desk, tables, children } = props;
  const words = wordsOf(desk.store).tables;
  const atUs = useClock(desk);
  const isFresh = useFresh(tables.macs.map(macKey));
  return (
    <Table
      heads={[...(hasVlans(tables) ? [words.vlan] : []), words.mac, words.port, words.lastHeard]}
      name={words.macs}
      isEmpty={tables.macs.length === 0 && children === undefined}
      empty={words.empty}
    >
      {tables.macs.map((row) => (
        <Row key={macKey(row)} desk={desk} values={[row.mac]} isFresh={isFresh(macKey(row))}>
          {row.vlan !== undefined && <td>{row.vlan}</td>}
          <td class="mono">{row.mac}</td>
          <td>{portLabel(row.port)}</td>
          <td class="quiet">{words.secondsAgo(Math.max(0, atUs - row.heardUs) / 1e6)}</td>
        </Row>
      ))}
      {children}
    </Table>
  );
}

function macKey({ vlan, mac, port }: SwitchTables['macs'][number]): string {
  return `${vlan ?? ''} ${mac} ${port}`;
}

/** Does the switch look at tags? */
export function hasVlans(tables: SwitchTables): boolean {
  return tables.ports.some(({ vlan }) => vlan !== undefined);
}

export function NeighborTable(props: {
  readonly desk: Desk;
  readonly tables: StationTables;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const { desk, tables, children } = props;
  const words = wordsOf(desk.store).tables;
  const many = tables.interfaces.length > 1;
  const isFresh = useFresh(tables.neighbors.map((row) => `${row.address} ${row.mac}`));
  const heads = [words.address, words.mac, ...(many ? [words.interface] : []), words.state];
  return (
    <Table
      heads={heads}
      name={words.neighbors}
      isEmpty={tables.neighbors.length === 0 && children === undefined}
      empty={words.empty}
    >
      {tables.neighbors.map((row) => (
        <Row
          key={`${row.interface} ${row.address}`}
          desk={desk}
          values={[row.address, row.mac]}
          isFresh={isFresh(`${row.address} ${row.mac}`)}
        >
          <td class="mono">{row.address}</td>
          <td class="mono">{row.state === 'incomplete' ? '?' : row.mac}</td>
          {many && <td class="mono">{row.interface}</td>}
          <td class="quiet">{words.states[row.state]}</td>
        </Row>
      ))}
      {children}
    </Table>
  );
}

export function RouteTable({ desk, tables }: { readonly desk: Desk; readonly tables: StationTables }): JSX.Element {
  const words = wordsOf(desk.store).tables;
  return (
    <Table
      heads={[words.to, words.via, words.interface]}
      name={words.routes}
      isEmpty={tables.routes.length === 0}
      empty={words.empty}
    >
      {tables.routes.map((row) => (
        <Row key={`${row.to} ${row.via} ${row.interface}`} desk={desk} values={[row.to, row.via]} isFresh={false}>
          <td class="mono">
            {row.to}
            {row.to === '0.0.0.0/0' && <span class="aside quiet xs"> {words.defaultRoute}</span>}
          </td>
          <td class={row.via === '' ? 'quiet' : 'mono'}>{row.via === '' ? words.direct : row.via}</td>
          <td class="mono">{row.interface}</td>
        </Row>
      ))}
    </Table>
  );
}

/** What a translating router remembers of each conversation. */
export function TranslationTable({
  desk,
  tables,
}: {
  readonly desk: Desk;
  readonly tables: StationTables;
}): JSX.Element {
  const words = wordsOf(desk.store).tables;
  const rows = tables.translations ?? [];
  const isFresh = useFresh(rows.map(({ inside, target }) => `${inside} ${target}`));
  return (
    <Table
      heads={[words.inside, words.outside, words.target]}
      name={words.translations}
      isEmpty={rows.length === 0}
      empty={words.empty}
    >
      {rows.map(({ inside, outside, target }) => (
        <Row
          key={`${inside} ${target}`}
          desk={desk}
          values={[inside.split(':')[0] ?? '', outside.split(':')[0] ?? '', target]}
          isFresh={isFresh(`${inside} ${target}`)}
        >
          <td class="mono">{inside}</td>
          <td class="mono">{outside}</td>
          <td class="mono">{target}</td>
        </Row>
      ))}
    </Table>
  );
}

export function CardTable({ desk, tables }: { readonly desk: Desk; readonly tables: StationTables }): JSX.Element {
  const words = wordsOf(desk.store).tables;
  return (
    <Table heads={[words.interface, words.address, words.mac]} name={words.cards} isEmpty={false} empty={words.empty}>
      {tables.interfaces.map((row) => (
        <Row
          key={row.name}
          desk={desk}
          values={[row.mac, ...row.addresses.map(({ address }) => address)]}
          isFresh={false}
        >
          <td class="mono">
            {row.name}
            {!row.cabled && <span class="quiet xs"> {words.noCable}</span>}
          </td>
          <td class="mono">
            <AddressList addresses={row.addresses} />
          </td>
          <td class="mono">{row.mac}</td>
        </Row>
      ))}
    </Table>
  );
}
