/**
 * The inputs of an action that has too many for one table, in the groups that its READMEs show them in. Each group stands
 * between `<!-- inputs: name -->` and `<!-- /inputs: name -->`.
 */
export const INPUT_GROUPS: Readonly<
  Record<string, Readonly<Record<string, readonly string[]>> | undefined>
> = {
  '.': {
    task: ['job-id', 'project-id', 'job-name', 'region', 'endpoint'],
    'sign-in': [
      ...['access-key-id', 'secret-access-key', 'security-token'],
      ...['oidc-provider-urn', 'oidc-agency-urn', 'oidc-audience'],
      ...['username', 'password', 'domain-name', 'iam-project', 'token'],
      ...['iam-endpoint', 'sts-endpoint'],
    ],
    source: ['commit', 'tag', 'parameters', 'secret-parameters', 'build-forks'],
    run: [
      ...['dry-run', 'wait', 'timeout-minutes', 'poll-interval-seconds'],
      ...['stop-on-cancel', 'stop-on-timeout', 'reuse', 'reuse-max-age-days'],
    ],
    log: [
      ...['logs', 'log-level', 'log-timestamps', 'log-file'],
      ...['step-summary', 'annotations', 'problem-matchers'],
    ],
    github: ['check-name', 'check-kind', 'github-token'],
  },
}
