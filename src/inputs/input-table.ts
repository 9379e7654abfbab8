/**
 * Every input with the default that action.yml declares, which a runner may leave out: '' where unset means
 * something of its own. The one table that action.yml is checked against.
 */
export const INPUT_DEFAULTS = {
  region: '',
  endpoint: '',
  'iam-endpoint': '',
  'sts-endpoint': '',
  'job-id': '',
  'project-id': '',
  'job-name': '',
  'access-key-id': '',
  'secret-access-key': '',
  'security-token': '',
  token: '',
  username: '',
  password: '',
  'domain-name': '',
  'iam-project': '',
  'oidc-provider-urn': '',
  'oidc-agency-urn': '',
  'oidc-audience': '',
  commit: '',
  tag: '',
  parameters: '',
  'secret-parameters': '',
  'build-forks': 'false',
  'dry-run': 'false',
  wait: 'true',
  'timeout-minutes': '240',
  'poll-interval-seconds': '3',
  'stop-on-cancel': 'true',
  'stop-on-timeout': 'true',
  logs: 'stream',
  'log-level': 'INFO',
  'log-timestamps': 'true',
  'log-file': '',
  'step-summary': 'true',
  annotations: 'true',
} as const satisfies Readonly<Record<string, string>>

export type InputName = keyof typeof INPUT_DEFAULTS

/** Inputs whose value must never be seen. The access key id names a key, and is hidden with it. */
export const SECRET_INPUTS = [
  'access-key-id',
  'secret-access-key',
  'security-token',
  'token',
  'password',
] as const satisfies readonly InputName[]

/** Environment variables that may hold the same secrets. */
export const SECRET_VARIABLES = [
  'HUAWEICLOUD_SDK_AK',
  'HUAWEICLOUD_SDK_SK',
  'HUAWEICLOUD_SDK_SECURITY_TOKEN',
  'HUAWEI_CLOUD_ACCESS_KEY_ID',
  'HUAWEI_CLOUD_SECRET_ACCESS_KEY',
] as const
