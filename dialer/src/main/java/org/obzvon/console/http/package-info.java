/// Serves health and metrics over HTTP (Micronaut on Netty).
package org.obzvon.console.http;
