/// The demonstration: a service on a simulated exchange and a simulated message centre, with invented debtors.
package org.obzvon.app.demo;
