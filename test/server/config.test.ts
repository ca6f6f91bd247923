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
