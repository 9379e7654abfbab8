export { huaweiAccount } from './account-inputs.js'
export { connect, type HuaweiAccount } from './connect.js'
