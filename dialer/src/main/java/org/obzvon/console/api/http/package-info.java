/// The routes of `/api/v1` and its page (Micronaut): they read the request, ask a step of the work and write its answer.
package org.obzvon.console.api.http;
