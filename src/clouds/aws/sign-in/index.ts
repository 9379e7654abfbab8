export { authorizerFor } from './authorizer-for.js'
export { readAwsError, quotableMessage } from './aws-error.js'
export { asUnauthorized, refusedPart } from './refused-credentials.js'
export type { AwsConfig, AwsCredentials } from './sign-in-config.js'
