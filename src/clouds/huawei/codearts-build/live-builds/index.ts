export { buildsOfCommit } from './builds-of-commit.js'
