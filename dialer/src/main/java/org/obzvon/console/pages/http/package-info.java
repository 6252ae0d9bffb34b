/// The pages that people work with, each controller with the routes of one of them (Micronaut, JTE).
package org.obzvon.console.pages.http;
