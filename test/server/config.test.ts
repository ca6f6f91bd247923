import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';

describe('readConfig', () => {
  it('has a value for everything', () => {
    expect(readConfig({})).toMatchObject({
      port: 2567,
      host: '0.0.0.0',
      origins: [],
      roomsMax: 500,
      trustProxy: false,
    });
    expect(readConfig({ PORT: '', HOST: ' ' })).toEqual(readConfig({}));
  });

  it('reads what is set', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '::1',
      DATA_DIR: '/srv/hop',
      ORIGINS: 'https://a.example, http://b.example:81/',
    });
    expect(config).toMatchObject({
      port: 8080,
      host: '::1',
      dataDir: '/srv/hop',
      origins: ['https://a.example', 'http://b.example:81'],
    });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['HOST', 'a host'],
    ['ORIGINS', 'https://a.example/path'],
    ['ORIGINS', 'a.example'],
    ['ORIGINS', 'ftp://a.example'],
    ['ROOMS_MAX', '0'],
    ['ROOMS_PER_MINUTE', 'many'],
    ['TRUST_PROXY', 'yes'],
  ])('%s=%s is refused in one line that names the variable, its value and what is allowed', (name, value) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}="${value.replaceAll('.', '\\.')}" does not work: allowed [^\\n]+$`));
  });
});

describe('limits by address', () => {
  it('have values that can be set', () => {
    const set = { CONNECTIONS_PER_ADDRESS: '50', WEBSOCKETS_PER_ADDRESS: '40', API_BURST: '30', API_PER_SECOND: '7' };
    expect(readConfig(set)).toMatchObject({
      connectionsPerAddress: 50,
      webSocketsPerAddress: 40,
      apiBurst: 30,
      apiPerSecond: 7,
    });
  });

  it.each([
    ['CONNECTIONS_PER_ADDRESS', '9', '10 to 100000'],
    ['WEBSOCKETS_PER_ADDRESS', '100001', '10 to 100000'],
    ['JOINS_BURST', '0', '1 to 1000000'],
    ['API_BURST', '0', '10 to 1000000'],
    ['API_PER_SECOND', '1.5', '1 to 1000000'],
  ])('%s=%s is refused with its range, %s', (name, value, range) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      `${name}="${value}" does not work: allowed is a whole number from ${range}`,
    );
  });
});
