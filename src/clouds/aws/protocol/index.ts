export { type AwsService, CLOUDWATCH_LOGS, CODEBUILD, signingNameOf } from './aws-service.js'
export { badAnswer, numberOf, textOf, timeOf } from './fields.js'
export { AwsJsonClient } from './json-client.js'
