/** Private subnets (RFC 1918) that puzzles draw from; the course notes' own ones come first. */
export const HOME_SUBNETS: readonly string[] = [
  '192.168.1.0/24',
  '192.168.7.0/24',
  '192.168.20.0/24',
  '10.0.5.0/24',
  '10.20.30.0/24',
  '172.16.9.0/24',
];
export const FAR_SUBNETS: readonly string[] = [
  '192.168.4.0/24',
  '192.168.11.0/24',
  '192.168.40.0/24',
  '10.0.8.0/24',
  '10.40.2.0/24',
  '172.16.4.0/24',
];
export const LINK_SUBNETS: readonly string[] = ['192.168.56.0/24', '192.168.99.0/24', '10.9.0.0/24', '172.16.56.0/24'];
