/// The routes of `/api/v1` and its page (Micronaut). They read the request, call the domain and write the answer.
package org.obzvon.console.api.http;
