/// The rules that hold for every request to the API `/api/v1`: pages, bounds, repeated requests, refusals. No framework
/// is used here.
///
/// `.json` reads and writes bodies (Jackson), `.jooq` keeps answers, `.yaml` reads the document that describes the API,
/// `.http` holds the routes.
package org.obzvon.console.api;
