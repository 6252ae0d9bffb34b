/// What the API `/api/v1` keeps to whatever is asked: pages, bounds, repeated requests, refusals. No framework.
///
/// `.json` reads and writes bodies (Jackson), `.jooq` keeps answers, `.yaml` reads the document that describes the API,
/// `.http` holds the routes.
package org.obzvon.console.api;
