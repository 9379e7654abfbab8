import type { GatewayAuth } from './gateway-auth.js'
import { keylessRoutes } from './keyless.js'
import type { Route } from './route.js'
import { changeRoutes } from './routes-changes.js'
import { detailRoutes } from './routes-details.js'
import { historyRoutes } from './routes-history.js'
import { definitionRoutes } from './routes-definitions.js'
import { keystoreRoutes } from './routes-keystore.js'
import { logFileRoutes } from './routes-log-file.js'
import { logRoutes } from './routes-log.js'
import { recordRoutes } from './routes-record.js'
import { startRoutes } from './routes-start.js'
import { statusRoutes } from './routes-status.js'
import { stopRoutes } from './routes-stop.js'
import { taskRoutes } from './routes-task.js'
import { templateRoutes } from './routes-templates.js'
import { passwordRoute } from './sign-in.js'

export interface FoundRoute {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** Finds the route of a method and path, or none. */
export type Router = (method: string, path: string) => FoundRoute | undefined

export function router(auth: GatewayAuth): Router {
  const routes = [
    ...startRoutes,
    ...stopRoutes,
    ...statusRoutes,
    ...recordRoutes,
    ...detailRoutes,
    ...logRoutes,
    ...logFileRoutes,
    ...historyRoutes,
    ...taskRoutes,
    ...changeRoutes,
    ...keystoreRoutes,
    ...templateRoutes,
    ...definitionRoutes,
    passwordRoute(auth),
    ...keylessRoutes(auth),
  ].map((route) => ({ route, matcher: matcher(route.pattern) }))
  return (method, path) => {
    for (const { route, matcher } of routes) {
      const params = route.method === method ? matcher.exec(path)?.groups : undefined
      if (params !== undefined) return { route, params }
    }
    return undefined
  }
}

/** The group named `path` makes sure that there are groups, which tell a match from none. */
function matcher(pattern: string): RegExp {
  return new RegExp(`^(?<path>${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')})$`)
}
