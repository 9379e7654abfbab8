export type { SeenAnnotation, SeenCheckRun, SeenStatus } from './check-store.js'
export { GITHUB_TOKEN, type GithubOptions, GithubSimulator, startGithub } from './github.js'
