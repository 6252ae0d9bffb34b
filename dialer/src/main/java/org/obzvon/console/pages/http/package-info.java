/// The pages of the console. Each controller has the routes of one page (Micronaut, JTE).
package org.obzvon.console.pages.http;
