/// The parts of single pages, composed from the steps of the business.
package org.obzvon.console.pages;
