export { awsAccount } from './account-inputs.js'
export { type AwsAccount, connect } from './connect.js'
export { CLOUDWATCH_LOGS, CODEBUILD } from './protocol/index.js'
export { serviceEndpoint } from './service-endpoint.js'
